/** Whether a world is at rest: no work is left waiting for something that will not come. */
import { isoInstant } from '../../../functions/domain/time.ts'
import { decideCustomer } from '../../../functions/pipeline/decisions/decide-customer.ts'
import { isFact } from '../../../functions/store/codecs/read-customer-rows.ts'
import type { LoadedCustomer } from '../../../functions/store/customers.ts'
import { findState, isBlankProfile, isTombstone } from '../../../functions/store/erasure.ts'
import { idOf, isOfPerson } from '../../../functions/store/identity.ts'
import { linesSort, STATE, wakeShardOf } from '../../../functions/store/keys.ts'
import type { Row } from '../../../functions/store/table.ts'
import type { Finding } from './judge-mail.ts'
import { readBeforeMs } from './weather.ts'
import type { Remains } from './world.ts'

export async function judgeRest(remains: Remains): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const [id, customer] of remains.customers)
    for (const what of remains.erased.has(id)
      ? whatIsLeftOfErased(id, remains)
      : [...(await whatIsLeftOf(customer, remains)), ...whatIsLeftOfGuest(id, remains)])
      findings.push({ kind: 'lost', what: `${customer.key} ${what}` })
  return findings
}

/** A guest whom a customer turned out to be: only where they went is left. */
function whatIsLeftOfGuest(id: string, { guests, rows }: Remains): readonly string[] {
  const guest = guests.get(id)
  if (!guest) return []
  const { state } = findState(guest.rows)
  const own = new Set(rows.get(id)?.map(({ sk }) => sk))
  // A request that was cut off wrote the lines, and the next one all of it where they are by now.
  const isCopy = ({ sk }: Row) => sk.startsWith(linesSort('')) && own.has(sk)
  const left = guest.rows
    .filter((row) => isOfPerson(row) && !isCopy(row))
    .map(({ sk }) => `has ${sk} as a guest still`)
  if (state?.movedTo !== id) left.push('is not one with the guest of before')
  if (state?.wakeAt !== undefined) left.push('is to be woken as a guest still')
  return left
}

function whatIsLeftOfErased(id: string, remains: Remains): readonly string[] {
  const { rows, addresses, guests } = remains
  const guest = guests.get(id)
  const own = (rows.get(id) ?? []).filter((row) => !isTombstone(row) && !isBlankProfile(row))
  // A guest who did not turn out to be this customer in time is another one.
  const joined = guest?.hasMoved ? guest : undefined
  const left = [...own, ...(joined?.rows.filter(isOfPerson) ?? [])].filter(
    (row) => !mayHaveSlipped(row, id, remains),
  )
  const ids = [id, ...(joined ? [idOf(joined.key)] : [])]
  const slots = addresses.get(id)?.own.slots.filter(({ customer }) => ids.includes(customer)) ?? []
  return [
    ...left.map(({ sk }) => `was erased, and has ${sk}`),
    ...slots.map(({ step }) => `was erased, and has a place at the address for ${step}`),
  ]
}

/** A request of the very same moment may get by: see recordAll in intake/write-facts.ts. */
function mayHaveSlipped(row: Row, id: string, { erased, watch, weather }: Remains): boolean {
  if (!isFact(row.sk) && !row.sk.startsWith(linesSort(''))) return false
  const buried = watch.historyOf({ pk: row.pk, sk: STATE }).find((state) => isTombstone(state.row))
  const since = watch.historyOf(row).at(-1)?.since ?? 0
  return (
    buried !== undefined &&
    since >= buried.since &&
    since <= (erased.get(id) ?? 0) + readBeforeMs(weather)
  )
}

async function whatIsLeftOf(
  customer: LoadedCustomer,
  { table, settings, now, rows, cloud }: Remains,
): Promise<readonly string[]> {
  const { state, facts, key } = customer
  if (!state) return ['was never decided for']
  const { decision } = await decideCustomer(table, customer, settings, now)
  const left: string[] = []
  if (state.class !== decision.assessment.class)
    left.push(`is ${decision.assessment.class}, and filed as ${state.class}`)
  if (state.purchases !== decision.assessment.rfm.purchases)
    left.push(
      `bought ${decision.assessment.rfm.purchases} times, and is filed with ${state.purchases}`,
    )
  if (state.settingsVersion !== settings.version)
    left.push(`was decided for under settings ${state.settingsVersion} of ${settings.version}`)
  for (const { campaign, n } of decision.journeys) left.push(`waits for journey ${campaign}#${n}`)
  for (const { after } of decision.messages)
    left.push(`waits for ${after.campaign}#${after.n}#${after.step} to be ${after.status}`)
  const { wakeAt } = decision
  if (wakeAt !== undefined && (state.wakeAt === undefined || state.wakeAt > wakeAt))
    left.push(`must be woken at ${isoInstant(wakeAt)}, and is at ${state.wakeAt ?? 'no time'}`)
  if (state.wakeAt !== undefined) {
    const due = await table.due(wakeShardOf(key), state.wakeAt, 1_000)
    if (!due.some((wake) => wake.pk === key && wake.wakeAt === state.wakeAt))
      left.push('is not in the index of those who are to be woken')
  }
  for (const { pk, sk } of rows.get(facts.customer) ?? [])
    if (sk.startsWith('lifecycle#') && !cloud.announced.has(`${pk}#${sk}`))
      left.push(`changed its class at ${sk}, and it was not announced`)
  return left
}
