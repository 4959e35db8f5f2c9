/** Consent as a list of facts that is only ever added to. */
import type { Instant } from './time.ts'

export const CONSENT_PURPOSES = ['marketing', 'tracking', 'profiling'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

export const CONSENT_BASES = ['explicit', 'double-opt-in', 'soft-opt-in'] as const
export type ConsentBasis = (typeof CONSENT_BASES)[number]

/** The first three are acts of the customer's own; the last two speak for them. */
export const CONSENT_SOURCES = ['checkout', 'form', 'unsubscribe', 'sync', 'import'] as const
export type ConsentSource = (typeof CONSENT_SOURCES)[number]

export type ConsentFact = {
  readonly purpose: ConsentPurpose
  readonly act: 'granted' | 'withdrawn'
  readonly at: Instant
  readonly source: ConsentSource
  readonly basis?: ConsentBasis
  /** The words the customer agreed to. */
  readonly wording?: string
  /** Where the proof is: a form, an address, an export's name. */
  readonly evidence?: string
}

export type Consent = 'granted' | 'withdrawn' | 'unknown'

const isOwnAct = (fact: ConsentFact): boolean => fact.source !== 'sync' && fact.source !== 'import'

/**
 * What the customer wants at `now`. Their own latest act wins and ties go to withdrawal;
 * a grant by synchronisation or import never overrides a withdrawal, whatever its date.
 */
export function consentAt(
  facts: readonly ConsentFact[],
  purpose: ConsentPurpose,
  now: Instant,
): Consent {
  let withdrawnAt: Instant | undefined
  let ownGrantAt: Instant | undefined
  let granted = false
  for (const fact of facts) {
    if (fact.purpose !== purpose || fact.at > now) continue
    if (fact.act === 'withdrawn') withdrawnAt = Math.max(withdrawnAt ?? fact.at, fact.at)
    else {
      granted = true
      if (isOwnAct(fact)) ownGrantAt = Math.max(ownGrantAt ?? fact.at, fact.at)
    }
  }
  if (withdrawnAt === undefined) return granted ? 'granted' : 'unknown'
  return ownGrantAt !== undefined && ownGrantAt > withdrawnAt ? 'granted' : 'withdrawn'
}
