/** Consent as a list of facts that is only ever added to. */
import { namesOf } from './names-of.ts'
import { earliest, type Instant, latest } from './time.ts'

export const CONSENT_PURPOSES = ['marketing', 'tracking', 'profiling'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

export const CONSENT_BASES = ['explicit', 'double-opt-in', 'soft-opt-in'] as const
export type ConsentBasis = (typeof CONSENT_BASES)[number]

/** Where an act came from: whether it was the customer's own, and whether a shop may report it. */
const SOURCES = {
  checkout: { isOwnAct: true, byShop: true },
  form: { isOwnAct: true, byShop: true },
  unsubscribe: { isOwnAct: true, byShop: true },
  /** Reported by the mailbox provider alone. */
  complaint: { isOwnAct: true, byShop: false },
  sync: { isOwnAct: false, byShop: true },
  import: { isOwnAct: false, byShop: true },
} as const satisfies Readonly<
  Record<string, { readonly isOwnAct: boolean; readonly byShop: boolean }>
>
export type ConsentSource = keyof typeof SOURCES

export const CONSENT_SOURCES = namesOf(SOURCES)

type ShopSource = {
  [S in ConsentSource]: (typeof SOURCES)[S]['byShop'] extends true ? S : never
}[ConsentSource]

/** The sources that a shop may name. */
export const SHOP_CONSENT_SOURCES: readonly ShopSource[] = CONSENT_SOURCES.filter(
  (source): source is ShopSource => SOURCES[source].byShop,
)

export const CONSENT_ACTS = ['granted', 'withdrawn'] as const
export type ConsentAct = (typeof CONSENT_ACTS)[number]

/** The state of a customer's consent: their decisive act, or none. */
export const CONSENT_STATES = [...CONSENT_ACTS, 'unknown'] as const
export type Consent = (typeof CONSENT_STATES)[number]

/** Unconfirmed: given on a basis that is not enough where the customer lives. */
export const MARKETING_CONSENT_STATES = [...CONSENT_STATES, 'unconfirmed'] as const
export type MarketingConsent = (typeof MARKETING_CONSENT_STATES)[number]

/**
 * Opens and clicks are counted only for customers who consented to tracking, or for no customer.
 */
export const TRACKING_RULES = ['with-consent', 'never'] as const
export type TrackingRule = (typeof TRACKING_RULES)[number]

export type ConsentFact = {
  readonly purpose: ConsentPurpose
  readonly act: ConsentAct
  readonly at: Instant
  readonly source: ConsentSource
  readonly basis?: ConsentBasis
  /** The words the customer agreed to. */
  readonly wording?: string
  /** Where the proof is: a form, an address, an export's name. */
  readonly evidence?: string
  /** When it arrived, if the shop came to be on other rules after it was given. */
  readonly recordedAt?: Instant
  /** Keyed hash of the address that a grant was given at; it counts for no other. */
  readonly addressHash?: string
}

/** As a shop may report it. */
export type ReportedConsent = ConsentFact & { readonly source: ShopSource }

/**
 * Whether a fact counts for a customer at their present address: a withdrawal always does, and a
 * grant whose address is not known.
 *
 * @example countsAt({ ...grant, addressHash: 'a' }, 'b') // false
 */
export const countsAt = ({ act, addressHash }: ConsentFact, present: string | undefined): boolean =>
  act === 'withdrawn' || addressHash === undefined || addressHash === present

const OWN_ACTS: ReadonlySet<ConsentSource> = new Set(
  CONSENT_SOURCES.filter((source) => SOURCES[source].isOwnAct),
)

/** A source that is not known is not the customer's own act. */
const isOwnAct = ({ source }: ConsentFact): boolean => OWN_ACTS.has(source)

/**
 * What the customer wants at `now`. Their own latest act wins and ties go to withdrawal;
 * a grant by synchronisation or import never overrides a withdrawal, whatever its date.
 */
export function consentAt(
  facts: readonly ConsentFact[],
  purpose: ConsentPurpose,
  now: Instant,
): Consent {
  const { withdrawn, standing } = grantsAt(facts, purpose, now)
  if (standing.length > 0) return 'granted'
  return withdrawn ? 'withdrawn' : 'unknown'
}

/**
 * The same, where the law restricts what consent may rest on: `unconfirmed` is a grant whose basis is
 * not sufficient, but on which the customer may be asked to confirm. A soft opt-in is not one where
 * the law does not accept it: its customer asked for nothing, and to ask for consent is itself
 * marketing (PECR, regulation 22). A grant without a stated basis counts as explicit.
 *
 * @example consentUnder([grant], 'marketing', ['double-opt-in'], now) // 'unconfirmed'
 */
export function consentUnder(
  facts: readonly ConsentFact[],
  purpose: ConsentPurpose,
  bases: readonly ConsentBasis[],
  now: Instant,
): MarketingConsent {
  const { withdrawn, standing } = grantsAt(facts, purpose, now)
  if (standing.some((grant) => bases.includes(basisOf(grant)))) return 'granted'
  if (standing.some((grant) => basisOf(grant) !== 'soft-opt-in')) return 'unconfirmed'
  return withdrawn ? 'withdrawn' : 'unknown'
}

/**
 * Purchases may be used for profiling unless the customer objects (GDPR, article 21). If they do,
 * no recommendation or forecast is derived from them.
 *
 * @example objectsToProfiling(facts.consents, now) // false
 */
export const objectsToProfiling = (facts: readonly ConsentFact[], now: Instant): boolean =>
  consentAt(facts, 'profiling', now) === 'withdrawn'

/** When the customer last granted it by an act of their own that is still valid at `now`. */
export const lastOwnGrantAt = (
  facts: readonly ConsentFact[],
  purpose: ConsentPurpose,
  now: Instant,
): Instant | undefined =>
  latest(
    grantsAt(facts, purpose, now)
      .standing.filter(isOwnAct)
      .map(({ at }) => at),
  )

/**
 * The latest act by which the customer themselves asked for mail, and on which they may be asked to
 * confirm: an explicit grant of their own that is still valid at `now`.
 *
 * @example lastRequest(facts.consents, now)?.at
 */
export const lastRequest = (facts: readonly ConsentFact[], now: Instant): ConsentFact | undefined =>
  grantsAt(facts, 'marketing', now)
    .standing.filter((grant) => isOwnAct(grant) && basisOf(grant) === 'explicit')
    .toSorted((a, b) => b.at - a.at)
    .at(0)

const basisOf = ({ basis = 'explicit' }: ConsentFact): ConsentBasis => basis

/** The earliest grant in force at `now`, from any source. */
export function firstGrantAt(
  facts: readonly ConsentFact[],
  purpose: ConsentPurpose,
  now: Instant,
): Instant | undefined {
  return earliest(grantsAt(facts, purpose, now).standing.map(({ at }) => at))
}

/** The grants that no withdrawal undoes. */
function grantsAt(
  facts: readonly ConsentFact[],
  purpose: ConsentPurpose,
  now: Instant,
): { readonly withdrawn: boolean; readonly standing: readonly ConsentFact[] } {
  const byNow = facts.filter((fact) => fact.purpose === purpose && fact.at <= now)
  const withdrawnAt = latest(byNow.map(({ act, at }) => (act === 'withdrawn' ? at : undefined)))
  const granted = byNow.filter(({ act }) => act === 'granted')
  if (withdrawnAt === undefined) return { withdrawn: false, standing: granted }
  const last = withdrawnAt
  return { withdrawn: true, standing: granted.filter((fact) => isOwnAct(fact) && fact.at > last) }
}
