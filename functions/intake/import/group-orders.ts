/** Groups the parts of orders, in any order in the file, in bounded memory. */
import { DatabaseSync } from 'node:sqlite'
import { formatDecimal, parseDecimal } from './decimal.ts'
import { ImportFault, quotedCell } from './import-fault.ts'
import { absorb, draftOf, type OrderDraft, type OrderPart } from './order-part.ts'

/** More rows than any basket has; a mapping that calls everything one order stops here. */
const MOST_LINES = 50_000

/** Ids of a file that stand for several things, and the first few of them. */
export type MixedUp = {
  readonly ordersOfSeveralCustomers: SeveralOf
  readonly customersWithSeveralAddresses: SeveralOf
}
export type SeveralOf = { readonly count: number; readonly examples: readonly string[] }

const MOST_EXAMPLES = 3

export type OrderSpool = {
  add(part: OrderPart): void
  /** Every order once, sorted by its key; call it once, when all parts are added. */
  orders(): Iterable<OrderPart>
  /** What looks as if ids were mixed up. Call it once all parts are added. */
  mixedUp(): MixedUp
  /** Counts customers without holding them: true where the key is new. */
  isNewCustomer(key: string): boolean
  close(): void
}

/**
 * A spool on disk. Rows that share a key are one order, unless they carry different ids: two orders
 * may have one name, and rows without an id belong to the one above them.
 * It is SQLite's own temporary database: a file without a name from the moment it
 * is opened, so it disappears however the process ends, and it stays in memory while it is small.
 * Set SQLITE_TMPDIR if the default directory is too small for the imported file.
 *
 * Consecutive rows of one order are merged before they are spooled. Most files are sorted by order,
 * which makes one insertion per order.
 *
 * @param idColumns the columns of the order's id, for faults
 * @example
 * const spool = openSpool(['Id'])
 * try { for (const part of parts) spool.add(part); for (const order of spool.orders()) … }
 * finally { spool.close() }
 */
export function openSpool(idColumns: readonly string[]): OrderSpool {
  const db = new DatabaseSync('')
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
    CREATE TABLE part (kind TEXT, key TEXT, rows INTEGER, line INTEGER, body TEXT);
    CREATE TABLE customer (key TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE belongs (kind TEXT, id TEXT, first TEXT, isMixed INTEGER DEFAULT 0,
      PRIMARY KEY (kind, id)) WITHOUT ROWID;
    BEGIN`)
  const insert = db.prepare('INSERT INTO part VALUES (?, ?, ?, ?, ?)')
  const insertCustomer = db.prepare('INSERT OR IGNORE INTO customer VALUES (?)')
  const select = db.prepare('SELECT body FROM part ORDER BY kind, key, rowid')
  const findLargest = db.prepare(
    `SELECT key, min(line) AS line, sum(rows) AS rows FROM part GROUP BY kind, key
     ORDER BY rows DESC LIMIT 1`,
  )
  const insertBelongs = db.prepare(
    `INSERT INTO belongs (kind, id, first) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET isMixed = 1 WHERE first <> excluded.first`,
  )
  const countMixed = db.prepare(
    'SELECT count(DISTINCT id) AS n FROM belongs WHERE isMixed AND kind LIKE ?',
  )
  const selectMixed = db.prepare(
    `SELECT DISTINCT id FROM belongs WHERE isMixed AND kind LIKE ? ORDER BY id LIMIT ${MOST_EXAMPLES}`,
  )
  const findShared = db.prepare("SELECT id FROM belongs WHERE kind = 'name' AND isMixed LIMIT 1")
  const selectParts = db.prepare('SELECT key, line, body FROM part ORDER BY line')
  const several = (kind: string): SeveralOf => ({
    count: Number(countMixed.get(kind)?.n ?? 0),
    examples: selectMixed.all(kind).map(({ id }) => String(id)),
  })
  /** An order by its customers' ids, or by their addresses where they have none. */
  const noteOwner = ({ kind, key, id, customerId, email }: OrderPart) => {
    const address = email.toLowerCase()
    if (customerId !== '' && address !== '') insertBelongs.run('customer', customerId, address)
    if (kind !== 'order' || (customerId === '' && address === '')) return
    const owner = customerId === '' ? address : customerId
    insertBelongs.run(customerId === '' ? 'order by address' : 'order by id', id || key, owner)
  }
  /** The name under which an id stands, where orders are grouped by one. */
  const noteName = ({ kind, key, id }: OrderPart) => {
    if (kind === 'order' && id !== '' && id !== key) insertBelongs.run('name', id, key)
  }
  /** One id under several names is several orders, of which only one could be stored. */
  const refuseSharedId = () => {
    const shared = findShared.get()?.id
    if (shared === undefined) return
    const stored = selectParts.iterate() as Iterable<Stored>
    const parts = [...stored].filter(({ body }) => unpack(JSON.parse(body)).id === shared)
    throw idOfSeveral(String(shared), parts, idColumns)
  }
  let last: OrderDraft | undefined
  const flush = () => {
    if (last) noteOwner(last)
    if (last) noteName(last)
    if (last) insert.run(last.kind, last.key, last.rows, last.line, JSON.stringify(packed(last)))
    last = undefined
  }
  return {
    add(part) {
      if (last && isSameOrder(last, part)) {
        if (last.customerId !== part.customerId || last.email !== part.email)
          noteOwner({ ...part, id: part.id || last.id })
        absorb(last, part)
        return refuseTooLarge(last)
      }
      flush()
      last = draftOf(part)
    },
    orders() {
      flush()
      const largest = findLargest.get() as Largest | undefined
      if (largest) refuseTooLarge(largest)
      refuseSharedId()
      return grouped(select.iterate() as Iterable<{ readonly body: string }>)
    },
    mixedUp: () => ({
      ordersOfSeveralCustomers: several('order by%'),
      customersWithSeveralAddresses: several('customer'),
    }),
    isNewCustomer: (key) => insertCustomer.run(key).changes === 1,
    close: () => db.close(),
  }
}

/** Whether a row goes on with the order of the row above it. */
const isSameOrder = (a: OrderPart, b: OrderPart): boolean =>
  isOfOneName(a, b) && (a.id === b.id || b.id === '')

const isOfOneName = (a: OrderPart, b: OrderPart): boolean => a.key === b.key && a.kind === b.kind

type Stored = { readonly key: string; readonly line: number; readonly body: string }

function idOfSeveral(
  id: string,
  parts: readonly Stored[],
  columns: readonly string[],
): ImportFault {
  const names = [...new Set(parts.map(({ key }) => key))]
  const second = parts.find(({ key }) => key === names[1])
  const column = columns.map(quotedCell).join(', ')
  return new ImportFault(
    'damaged-id',
    (w) =>
      w.rows.ids.severalNames(
        quotedCell(id),
        column,
        names.slice(0, MOST_EXAMPLES).map(quotedCell),
      ),
    { line: second?.line ?? 1, column: columns[0] ?? '' },
  )
}

type Largest = Pick<OrderPart, 'key' | 'line' | 'rows'>

function refuseTooLarge({ key, line, rows }: Largest): void {
  if (rows <= MOST_LINES) return
  throw new ImportFault('too-many-lines', (w) => w.rows.tooManyRows(quotedCell(key), MOST_LINES), {
    line,
  })
}

/** The orders of parts that come sorted by name, and within a name in the order of the file. */
function* grouped(rows: Iterable<{ readonly body: string }>): Iterable<OrderPart> {
  let name: OrderPart[] = []
  for (const { body } of rows) {
    const part = unpack(JSON.parse(body) as Packed)
    if (name[0] && !isOfOneName(name[0], part)) {
      yield* ordersOfName(name)
      name = []
    }
    name.push(part)
  }
  yield* ordersOfName(name)
}

/** Rows above the first that has an id belong to it. */
function ordersOfName(parts: readonly OrderPart[]): Iterable<OrderPart> {
  const [only] = parts
  if (parts.length < 2) return only ? [only] : []
  const orders = new Map<string, OrderDraft>()
  let id = parts.find((part) => part.id !== '')?.id ?? ''
  for (const part of parts) {
    id = part.id || id
    const order = orders.get(id)
    if (order) absorb(order, part)
    else orders.set(id, draftOf(part))
  }
  return orders.values()
}

type Packed = ReturnType<typeof packed>

/** Without the names of its fields a part takes a third of the room. */
const packed = (part: OrderPart) =>
  [
    [part.kind, part.key, part.line, part.rows, part.id, part.customerId, part.email] as const,
    [part.name, part.country, part.locale, part.consent, part.currency, part.refundOf] as const,
    [part.at ?? null, part.refundedAt ?? null, part.version ?? null] as const,
    [part.sum, part.total, part.refunded].map((figure) => figure && formatDecimal(figure)),
    part.conditions,
    part.attributes,
    part.lines,
  ] as const

function unpack([ids, texts, instants, figures, conditions, attributes, lines]: Packed): OrderPart {
  const [kind, key, line, rows, id, customerId, email] = ids
  const [name, country, locale, consent, currency, refundOf] = texts
  const [at, refundedAt, version] = instants.map((instant) => instant ?? undefined)
  const [sum, total, refunded] = figures.map((figure) => parseDecimal(figure ?? ''))
  return {
    ...{ kind, key, line, rows, id, customerId, email },
    ...{ name, country, locale, consent, currency, refundOf },
    ...{ at, refundedAt, version, sum, total, refunded, conditions, attributes, lines },
  }
}
