/** `rekindle segments`: customers by class and segment at any time, who they are, and who moved. */
import { segmentIn } from '../domain/conditions.ts'
import {
  isLifecycleClass,
  LIFECYCLE_CLASSES,
  type LifecycleClass,
} from '../domain/lifecycle-class.ts'
import type { Settings } from '../domain/policy.ts'
import {
  type Member,
  type Movement,
  type Movements,
  membersAt,
  movementsBetween,
  type Segments,
  segmentsAt,
} from '../insight/reports/segments.ts'
import { ofShop, segmentName } from '../language/condition-sentences.ts'
import { figure } from '../language/figures.ts'
import { WORDS } from '../language/languages.ts'
import { eachCustomer } from '../store/customers.ts'
import { customersPrefix } from '../store/keys.ts'
import { columns } from './columns.ts'
import { csvCell } from './csv-cell.ts'
import { Failure, UsageError } from './failure.ts'
import { plainVoice } from './message/voice.ts'
import { askStore, type Store, shopIn, storeOptions } from './open-store.ts'
import { typedInstant } from './read-values.ts'
import {
  type Given,
  type Io,
  jsonOption,
  type Options,
  type Speech,
  shopOption,
  verb,
} from './verb.ts'
import { shortInstant } from './words.ts'

const options = {
  ...shopOption,
  'as-of': { value: 'TIME' },
  from: { value: 'TIME' },
  to: { value: 'TIME' },
  members: { value: 'SEGMENT' },
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options

type Result = { readonly settings: Settings } & (
  | { readonly counted: Segments }
  | { readonly moved: Movements }
  | { readonly members: readonly Member[] }
)

export const segments = verb('segments', {
  arguments: [],
  options,
  examples: {
    now: 'rekindle segments --shop acme',
    past: 'rekindle segments --shop acme --as-of 2026-01-01 --json',
    members: 'rekindle segments --shop acme --members vip > vip.csv',
    moved: 'rekindle segments --shop acme --from 2026-01-01 --to 2026-02-01',
  },
  run: (given, io) => askStore(given, (store) => report(store, given, io)),
  json: (result) =>
    'counted' in result ? result.counted : 'moved' in result ? result.moved : result.members,
  text: (result, speech) => {
    if ('counted' in result) return countedText(result.counted, result.settings, speech)
    if ('moved' in result) return movedText(result.moved, result.settings, speech)
    return membersCsv(result.members)
  },
})

async function report(store: Store, given: Given<typeof options>, io: Io): Promise<Result> {
  const { settings } = await shopIn(store, given.value('shop'))
  const customers = eachCustomer(store.table, customersPrefix(settings.shop.id))
  const [asOfText, fromText, toText] = [given.text('as-of'), given.text('from'), given.text('to')]
  const name = given.text('members')
  if (fromText !== undefined || toText !== undefined) {
    if (
      fromText === undefined ||
      toText === undefined ||
      asOfText !== undefined ||
      name !== undefined
    )
      throw new UsageError((w) => w.reports.segments.fromAndTo)
    const [from, to] = [typedInstant('from', fromText), typedInstant('to', toText)]
    if (from >= to) throw new UsageError((w) => w.reports.backtest.order)
    return { settings, moved: await movementsBetween(customers, { from, to }, settings) }
  }
  const asOf = asOfText === undefined ? io.now() : typedInstant('as-of', asOfText)
  if (name === undefined) return { settings, counted: await segmentsAt(customers, asOf, settings) }
  const group = groupNamed(name, settings)
  const members: Member[] = []
  for await (const one of membersAt(customers, group, asOf, settings)) members.push(one)
  return { settings, members }
}

/** A segment of the shop, or a class. */
function groupNamed(
  name: string,
  settings: Settings,
): { readonly segment: string } | { readonly class: LifecycleClass } {
  if (segmentIn(settings, name)) return { segment: name }
  if (isLifecycleClass(name)) return { class: name }
  const known = [...(settings.segments ?? []).map(({ id }) => id), ...LIFECYCLE_CLASSES]
  throw new Failure((w) => w.reports.segments.unknown(name, known))
}

function countedText(
  { asOf, customers, classes, segments: inSegments = {} }: Segments,
  settings: Settings,
  speech: Speech,
): string {
  const { reports } = speech.words
  const row = (name: string, count: number) => [name, figure(count), share(count, customers)]
  return [
    reports.asOf(shortInstant(asOf)),
    columns([
      ...LIFECYCLE_CLASSES.map((name) => row(WORDS[speech.language].classes[name], classes[name])),
      [reports.allCustomers, figure(customers), ''],
      ...Object.entries(inSegments).map(([id, count]) => row(nameOf(id, settings, speech), count)),
    ]),
  ].join('\n')
}

function movedText({ from, to, ...moved }: Movements, settings: Settings, speech: Speech): string {
  const { reports } = speech.words
  const row = (name: string, { entered, left, stayed }: Movement) => [
    ...[name, figure(entered), figure(left), figure(stayed)],
  ]
  return [
    reports.segments.between(shortInstant(from), shortInstant(to)),
    columns([
      ['', ...reports.segments.columns],
      ...LIFECYCLE_CLASSES.map((name) =>
        row(WORDS[speech.language].classes[name], moved.classes[name]),
      ),
      ...Object.entries(moved.segments).map(([id, counts]) =>
        row(nameOf(id, settings, speech), counts),
      ),
    ]),
  ].join('\n')
}

const nameOf = (id: string, settings: Settings, { language, now }: Speech): string =>
  segmentName(id, ofShop(settings), plainVoice(language, now))

const HEADER = ['customer', 'email', 'name']

/** RFC 4180, without the end of its last line. */
const membersCsv = (members: readonly Member[]): string =>
  [HEADER, ...members.map(({ customer, email = '', name = '' }) => [customer, email, name])]
    .map((cells) => cells.map(csvCell).join(','))
    .join('\r\n')

const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`
