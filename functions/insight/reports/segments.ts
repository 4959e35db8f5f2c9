/** How many customers were in each class and segment at one instant, who they are, and who moved. */
import { subjectAsOf } from '../../domain/condition-subject.ts'
import { meets, type Segment } from '../../domain/conditions.ts'
import { assess } from '../../domain/lifecycle.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../../domain/lifecycle-class.ts'
import type { Settings } from '../../domain/policy.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { isKnownAt } from './known-customers.ts'

type Customers = AsyncIterable<LoadedCustomer>
type ByClass<Count> = Readonly<Record<LifecycleClass, Count>>
/** By id. */
type BySegment<Count> = Readonly<Record<string, Count>>

export type Segments = {
  /** RFC 3339, in UTC. */
  readonly asOf: string
  readonly customers: number
  readonly classes: ByClass<number>
  /** Absent if the shop has none. */
  readonly segments?: BySegment<number>
}

/**
 * Counts customers by class and segment as of any instant, past or future, from their facts alone and
 * by today's policy and definitions. A customer counts from their first order, refund or profile on,
 * so the total grows with the shop. A profile is dated by its latest version: one without any order
 * that was replaced since counts from then.
 *
 * @example (await segmentsAt(eachCustomer(table, prefix), asOf, settings)).classes.dormant
 */
export async function segmentsAt(
  customers: Customers,
  asOf: Instant,
  settings: Settings,
): Promise<Segments> {
  const counts = countsFor(settings, () => 0)
  let total = 0
  for await (const customer of customers) {
    if (!isKnownAt(customer, asOf)) continue
    const { class: current, segments } = groupsAt(customer, asOf, settings)
    counts.classes[current]++
    for (const id of segments) counts.segments[id] = (counts.segments[id] ?? 0) + 1
    total++
  }
  const { classes, segments } = counts
  const { segments: defined = [] } = settings
  return {
    ...{ asOf: isoInstant(asOf), customers: total, classes },
    ...(defined.length > 0 && { segments }),
  }
}

/** How many customers were in a group at the later instant only, at the earlier only, and at both. */
export type Movement = { readonly entered: number; readonly left: number; readonly stayed: number }

export type Movements = {
  /** RFC 3339, in UTC. */
  readonly from: string
  readonly to: string
  readonly classes: ByClass<Movement>
  readonly segments: BySegment<Movement>
}

/**
 * Compares two instants. A customer who came in between entered every group that they are in.
 *
 * @example (await movementsBetween(customers, { from, to }, settings)).segments.vip?.entered
 */
export async function movementsBetween(
  customers: Customers,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  settings: Settings,
): Promise<Movements> {
  const { classes, segments } = countsFor(settings, () => ({ entered: 0, left: 0, stayed: 0 }))
  for await (const customer of customers) {
    const [before, after] = [from, to].map((at) =>
      isKnownAt(customer, at) ? groupsAt(customer, at, settings) : NOWHERE,
    )
    for (const name of LIFECYCLE_CLASSES)
      countMove(classes[name], before?.class === name, after?.class === name)
    for (const [id, counts] of Object.entries(segments))
      countMove(counts, before?.segments.has(id) ?? false, after?.segments.has(id) ?? false)
  }
  return { from: isoInstant(from), to: isoInstant(to), classes, segments }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

function countMove(counts: Writable<Movement>, was: boolean, is: boolean): void {
  if (was && is) counts.stayed++
  else if (is) counts.entered++
  else if (was) counts.left++
}

export type Member = {
  readonly customer: string
  readonly email?: string
  readonly name?: string
}

/**
 * The customers in a class or segment at an instant.
 *
 * @example for await (const { email } of membersAt(customers, { class: 'dormant' }, asOf, settings))
 */
export async function* membersAt(
  customers: Customers,
  group: { readonly class: LifecycleClass } | { readonly segment: string },
  asOf: Instant,
  settings: Settings,
): AsyncGenerator<Member> {
  for await (const customer of customers) {
    if (!isKnownAt(customer, asOf)) continue
    const { class: current, segments } = groupsAt(customer, asOf, settings)
    if ('class' in group ? group.class !== current : !segments.has(group.segment)) continue
    const { profile, customer: id } = customer.facts
    yield {
      customer: id,
      ...(profile?.email !== undefined && { email: profile.email }),
      ...(profile?.name !== undefined && { name: profile.name }),
    }
  }
}

type Groups = { readonly class?: LifecycleClass; readonly segments: ReadonlySet<string> }

/** Of a customer who is not known yet. */
const NOWHERE: Groups = { segments: new Set() }

function groupsAt(
  { facts }: LoadedCustomer,
  at: Instant,
  settings: Settings,
): Groups & { readonly class: LifecycleClass } {
  const { policy, models, segments = [] } = settings
  const isIn = ({ conditions }: Segment) => meets(conditions, subjectAsOf(at, { facts, settings }))
  return {
    class: assess(facts, at, policy, models).class,
    segments: new Set(segments.filter(isIn).map(({ id }) => id)),
  }
}

function countsFor<Count>(
  { segments = [] }: Settings,
  none: () => Count,
): { readonly classes: Record<LifecycleClass, Count>; readonly segments: Record<string, Count> } {
  return {
    classes: Object.fromEntries(LIFECYCLE_CLASSES.map((name) => [name, none()])) as Record<
      LifecycleClass,
      Count
    >,
    segments: Object.fromEntries(segments.map(({ id }) => [id, none()])),
  }
}
