/** One request to confirm in a customer's life, for an act of their own since the shop opened. */
import * as z from 'zod/mini'
import { lastOwnGrant } from '../consent.ts'
import { marketingConsent } from '../marketing-consent.ts'
import type { StartOf } from './start.ts'
import { begun, mayCause, nothing, type StartRule } from './start-rule.ts'

export const consentUnconfirmed: StartRule<'consent-unconfirmed'> = {
  yaml: z.pipe(
    z.strictObject({ consent: z.literal('unconfirmed') }),
    z.transform((): StartOf<'consent-unconfirmed'> => ({ kind: 'consent-unconfirmed' })),
  ),
  fields: { kind: true },
  purpose: 'confirmation',
  isCausedByAbsence: () => false,
  journey: z.looseObject({ kind: z.literal('consent-unconfirmed'), since: z.number() }),
  begin: (_start, occasion) => {
    const { before, facts, from, now } = occasion
    if (before.length > 0) return nothing({ reason: 'never-again' })
    const consent = marketingConsent(occasion)
    if (consent === 'granted') return nothing({ reason: 'confirmed-already' })
    if (consent !== 'unconfirmed') return nothing({ reason: 'nothing-to-confirm' })
    const grant = lastOwnGrant(facts.consents, 'marketing', now)
    if (!grant) return nothing({ reason: 'agreed-elsewhere' })
    const since = grant.at
    if (!mayCause(occasion, since, grant.recordedAt ?? 0))
      return nothing({ reason: 'agreed-before', at: from })
    return begun(occasion, since, { kind: 'consent-unconfirmed', since })
  },
  end: (_start, { consent, now }) => {
    if (consent === 'unconfirmed') return undefined
    return { at: now, reason: consent === 'granted' ? 'consent-confirmed' : 'consent-withdrawn' }
  },
}
