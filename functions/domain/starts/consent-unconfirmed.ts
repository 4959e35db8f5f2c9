/**
 * A request to confirm, for each act by which a customer asked for mail themselves since the shop
 * opened, while the address is unconfirmed. An opt-out ends a confirmation, so that a later act is
 * confirmed again.
 */
import * as z from 'zod/mini'
import { lastRequest } from '../consent.ts'
import type { Journey } from '../journey.ts'
import { ruleFor } from '../law.ts'
import { marketingConsent } from '../marketing-consent.ts'
import { DAY_MS, type Instant, latest } from '../time.ts'
import { isRequestStart } from './start.ts'
import { begun, mayCause, nothing, type StartRule } from './start-rule.ts'

/**
 * How long the link of a request confirms, from when it was mailed: an older one proves little about
 * what its reader wants now. The journey ends with it.
 */
export const CONFIRM_WITHIN_MS = 30 * DAY_MS

export const consentUnconfirmed: StartRule<'consent-unconfirmed'> = {
  fields: { kind: true },
  purpose: 'confirmation',
  isCausedByAbsence: () => false,
  happensAs: 'request',
  journey: z.looseObject({ kind: z.literal('consent-unconfirmed'), since: z.number() }),
  // Each act of consent is asked about.
  isSameCause: (one, other) => one.since === other.since,
  begin: (_start, occasion) => {
    const { before, facts, from, now } = occasion
    const consent = marketingConsent(occasion)
    if (consent === 'granted') return nothing({ reason: 'confirmed-already' })
    if (consent !== 'unconfirmed') return nothing({ reason: 'nothing-to-confirm' })
    if (ruleFor(facts.profile, occasion.settings.policy).isMarkUnknown)
      return nothing({ reason: 'law-unknown' })
    const request = lastRequest(facts.consents, now)
    if (!request) return nothing({ reason: 'agreed-elsewhere' })
    const since = request.at
    const asked = lastAskedFor(before)
    if (asked !== undefined && since <= asked)
      return nothing({ reason: 'asked-already', at: asked })
    if (!mayCause(occasion, since, request.recordedAt ?? 0))
      return nothing({ reason: 'agreed-before', at: from })
    return begun(occasion, since, { kind: 'consent-unconfirmed', since })
  },
  lapsesAt: (startedAt, mailedAt) => (mailedAt() ?? startedAt) + CONFIRM_WITHIN_MS,
  endChangesAt: () => undefined,
  end: ({ since }, { consent, askedForAt, now }) => {
    switch (consent) {
      case 'granted':
        return { at: now, reason: 'consent-confirmed' }
      case 'withdrawn':
        return { at: now, reason: 'consent-withdrawn' }
      case 'unknown':
        return { at: now, reason: 'nothing-to-confirm' }
      case 'unconfirmed':
        return askedForAt !== undefined && askedForAt > since
          ? { at: askedForAt, reason: 'asked-again' }
          : undefined
    }
  },
}

/** The latest act for which a request was begun. */
const lastAskedFor = (before: readonly Journey[]): Instant | undefined =>
  latest(before.map(({ start }) => (isRequestStart(start) ? start.since : undefined)))
