/** Where `rekindle import` sends what it read: a Rekindle that is running elsewhere. */
import type { ImportPort, RecordStatus } from '../../intake/import/import-orders.ts'
import { MOST_ORDER_LINES } from '../../intake/wire.ts'
import type { FaultWords } from '../../language/faults/fault-words.ts'
import type { Remote } from '../remote.ts'
import { type ImportedBody, importedBody } from './imported-bodies.ts'

/** How many requests are under way at a time. */
const REQUESTS_AT_A_TIME = 4
const BODY_TOO_LARGE = 413

type Sendable = Exclude<ImportedBody, { readonly kind: 'rejected' }>
type Result = { readonly status: string; readonly errors?: readonly { readonly detail: string }[] }

/** The API does not mark imports and holds no customers: begin and complete do nothing. */
export function importOverHttp(remote: Remote, shop: string, words: FaultWords): ImportPort {
  const { records } = words
  const path = (kind: Sendable['kind']) => `/v1/shops/${encodeURIComponent(shop)}/${FIELDS[kind]}`

  async function post(facts: readonly Sendable[]): Promise<readonly RecordStatus[]> {
    const [first] = facts
    if (!first) return []
    const answer = await remote.call('POST', path(first.kind), {
      [FIELDS[first.kind]]: facts.map(bodyOf),
    })
    if (answer.status === BODY_TOO_LARGE && facts.length > 1) {
      const half = Math.ceil(facts.length / 2)
      return [...(await post(facts.slice(0, half))), ...(await post(facts.slice(half)))]
    }
    const { results } = remote.expectOk(answer) as { readonly results: readonly Result[] }
    return results.map((result) => statusOf(result, records.noReason))
  }

  return {
    begin: async () => {},
    complete: async () => {},
    async record(batch) {
      const facts = batch.map((record) => importedBody(record, words))
      const statuses: RecordStatus[] = facts.map((fact) =>
        fact.kind === 'rejected'
          ? { status: 'rejected', reason: fact.reason }
          : { status: 'rejected', reason: records.notAnswered },
      )
      const sendChunk = async (chunk: readonly number[]) => {
        const answered = await post(chunk.map((i) => facts[i] as Sendable))
        chunk.forEach((i, nth) => {
          const status = answered[nth]
          if (status) statuses[i] = status
        })
      }
      // A server before this version rejects a refund of someone unknown without its order.
      for (const kind of ['purchase', 'refund'] as const)
        await Promise.all(chunksOf(facts, kind).map(sendChunk))
      return statuses
    },
  }
}

const FIELDS = { purchase: 'purchases', refund: 'refunds' } as const

/** The places of purchases or of refunds, in as many parts as there may be requests. */
function chunksOf(
  facts: readonly ImportedBody[],
  kind: keyof typeof FIELDS,
): readonly (readonly number[])[] {
  const size = Math.ceil(facts.length / REQUESTS_AT_A_TIME)
  const places = facts.flatMap((fact, i) => (fact.kind === kind ? [i] : []))
  return Array.from({ length: Math.ceil(places.length / size) }, (_, nth) =>
    places.slice(nth * size, (nth + 1) * size),
  )
}

/** The API takes no more lines; what a wholesaler's basket has beyond them is left out. */
const bodyOf = (fact: Sendable): object =>
  fact.kind === 'purchase' && fact.lines.length > 0
    ? { ...fact.wire, lines: fact.lines.slice(0, MOST_ORDER_LINES) }
    : fact.wire

/** The reason is in the words of the API, which are English. */
const statusOf = ({ status, errors }: Result, noReason: string): RecordStatus =>
  status === 'rejected'
    ? { status, reason: errors?.[0]?.detail ?? noReason }
    : { status: status as Exclude<RecordStatus['status'], 'rejected'> }
