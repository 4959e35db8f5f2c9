/** Lists of messages and of customers in a campaign, newest first, by the tables of the listing. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type {
  CampaignMember,
  ConsoleReads,
  MessageEntry,
  MessagesWanted,
} from '../../../console/console-reads.ts'
import { groupOf, isMessageOutcome, settledOrDueAt } from '../../../domain/delivery-history.ts'
import { mailedIdOf, messageSort } from '../../../domain/message-ref.ts'
import { decode } from '../../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../../store/codecs/customer-rows.ts'
import { PROFILE, parseCustomerKey, shopKey } from '../../../store/keys.ts'
import { numberIn, rowIn, textIn } from '../../../store/sqlite/columns.ts'
import type { Row } from '../../../store/table.ts'

/** The position of a row in a list by time. */
type Place = { readonly at: number; readonly pk: string; readonly sk: string }

export function messageReads(sqlite: DatabaseSync): Pick<ConsoleReads, 'messages' | 'members'> {
  const selectTallies = sqlite.prepare(
    "SELECT name FROM tallies WHERE shop = ? AND kind = 'message' AND count > 0",
  )
  const selectMessages = sqlite.prepare(
    `SELECT at, pk, sk FROM listed_messages
     WHERE shop = ? AND campaign = ? AND step = ? AND message_group = ? AND (at, pk, sk) < (?, ?, ?)
     ORDER BY at DESC, pk DESC, sk DESC LIMIT ?`,
  )
  const selectMembers = sqlite.prepare(
    `SELECT started_at AS at, pk, sk FROM listed_journeys
     WHERE shop = ? AND campaign = ? AND (started_at, pk, sk) < (?, ?, ?)
     ORDER BY started_at DESC, pk DESC, sk DESC LIMIT ?`,
  )
  const selectRow = sqlite.prepare('SELECT sk, body FROM rows WHERE pk = ? AND sk = ?')
  const selectRange = sqlite.prepare(
    'SELECT sk, body FROM rows WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk',
  )
  const selectSubject = sqlite.prepare('SELECT subject FROM inbox WHERE message_id = ?')

  function rowAt(pk: string, sk: string): Row | undefined {
    const found = selectRow.get(pk, sk)
    return found && rowIn(found, pk)
  }

  function whoIs(pk: string): { readonly name?: string; readonly email?: string } {
    const row = rowAt(pk, PROFILE)
    const { name, email } = (row && decode(CUSTOMER_ROWS.profile, row).value) ?? {}
    return { ...(name !== undefined && { name }), ...(email !== undefined && { email }) }
  }

  /** Rows that this version does not understand, or that were deleted meanwhile, are left out. */
  function entryOf({ pk, sk }: Place): readonly MessageEntry[] {
    const row = rowAt(pk, sk)
    const message = row && decode(CUSTOMER_ROWS.message, row).value
    const customer = parseCustomerKey(pk)?.customer
    if (!message || customer === undefined) return []
    const subject = selectSubject.get(mailedIdOf(pk, message))?.subject
    return [
      {
        customer,
        ...whoIs(pk),
        message,
        at: settledOrDueAt(message),
        ...(subject !== undefined && { subject: String(subject) }),
      },
    ]
  }

  function memberOf({ pk, sk }: Place): readonly CampaignMember[] {
    const row = rowAt(pk, sk)
    const journey = row && decode(CUSTOMER_ROWS.journey, row).value
    const customer = parseCustomerKey(pk)?.customer
    if (!journey || customer === undefined) return []
    const first = messageSort({ ...journey, step: '' })
    const messages = selectRange
      .all(pk, first, `${first}\u{10ffff}`)
      .flatMap((found) => decode(CUSTOMER_ROWS.message, rowIn(found, pk)).value ?? [])
    return [{ customer, ...whoIs(pk), journey, messages }]
  }

  return {
    async messages(shop, wanted) {
      const { limit, before } = wanted
      const place = placeOf(before)
      const key = shopKey(shop)
      const lists = listsIn(selectTallies.all(key).map(({ name }) => String(name)))
      const found = lists
        .filter((list) => isWanted(list, wanted))
        .flatMap(({ campaign, step, group }) =>
          selectMessages.all(
            ...[key, campaign, step, group],
            ...[place.at, place.pk, place.sk, limit + 1],
          ),
        )
        .map(placeIn)
        .sort(newestFirst)
      const page = found.slice(0, limit)
      return {
        messages: page.flatMap(entryOf),
        ...(found.length > limit && { older: nameOf(page.at(-1)) }),
      }
    },

    async members(shop, campaign, { before, limit }) {
      const { at, pk, sk } = placeOf(before)
      const found = selectMembers
        .all(...[shopKey(shop), campaign, at, pk, sk, limit + 1])
        .map(placeIn)
      const page = found.slice(0, limit)
      return {
        members: page.flatMap(memberOf),
        ...(found.length > limit && { older: nameOf(page.at(-1)) }),
      }
    },
  }
}

type List = { readonly campaign: string; readonly step: string; readonly group: string }

/** Each list that holds a message, by the names of the tallies. */
function listsIn(tallies: readonly string[]): readonly List[] {
  const lists = tallies.flatMap((name): [string, List][] => {
    const [campaign = '', step = '', outcome = ''] = name.split(' ')
    if (!isMessageOutcome(outcome)) return []
    const group = groupOf(outcome)
    return [[[campaign, step, group].join(' '), { campaign, step, group }]]
  })
  return [...new Map(lists).values()]
}

const isWanted = (list: List, { campaign, step, group }: MessagesWanted): boolean =>
  (campaign === undefined || list.campaign === campaign) &&
  (step === undefined || list.step === step) &&
  (group === undefined || list.group === group)

const newestFirst = (one: Place, other: Place): number =>
  other.at - one.at || compared(other.pk, one.pk) || compared(other.sk, one.sk)

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** A place as a page's address gives it; the beginning where it gives none that can be read. */
function placeOf(name: string | undefined): Place {
  const [, at, pk = '', sk = ''] = /^(\d+) (\S+) (.+)$/s.exec(name ?? '') ?? []
  return at === undefined
    ? { at: Number.MAX_SAFE_INTEGER, pk: '', sk: '' }
    : { at: Number(at), pk, sk }
}

const placeIn = (found: Readonly<Record<string, SQLOutputValue>>): Place => ({
  at: numberIn(found, 'at'),
  pk: textIn(found, 'pk'),
  sk: textIn(found, 'sk'),
})

const nameOf = (place: Place | undefined): string =>
  place ? `${place.at} ${place.pk} ${place.sk}` : ''
