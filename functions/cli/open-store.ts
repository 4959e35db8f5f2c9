/** The store that a verb works on: a file of this machine, or a deployed table. */
import { existsSync } from 'node:fs'
import type { Instant } from '../domain/time.ts'
import type { ComingMigration, SharedStore } from '../runtimes/one-machine/engine.ts'
import { SETTINGS_KEPT_MS } from '../runtimes/shop-cache.ts'
import type { CustomerKey } from '../store/keys.ts'
import type { Secret } from '../store/secret.ts'
import { type LoadedShop, listShops, loadShop } from '../store/shops.ts'
import type { Table } from '../store/table.ts'
import { Failure, UsageError } from './failure.ts'
import { problemOf } from './problem-of.ts'
import type { Options } from './verb.ts'

export const storeOptions = {
  db: { value: 'FILE', default: 'rekindle.sqlite', env: 'REKINDLE_DB' },
  table: { value: 'NAME' },
} as const satisfies Options

export const urlOption = {
  url: { value: 'URL' },
} as const satisfies Options

export const secretOption = {
  secret: { value: 'ARN', env: 'REKINDLE_SECRET_ARN' },
} as const satisfies Options

/** What was typed of `storeOptions`, and of `secretOption` where the verb has it. */
export type StoreGiven = {
  readonly find: (option: string) => string | undefined
  readonly isTyped: (option: 'db' | 'table') => boolean
}

export type Store = {
  readonly table: Table
  /** How messages name it. */
  readonly name: string
  /** Whether marketing waits for the check of the sending domain, as it does where SES sends. */
  readonly needsDomainCheck: boolean
  /** For how long others may still decide by a shop's former settings. */
  readonly settingsDelayMs: number
  /** Reading all of it costs nothing that anyone pays for. */
  readonly scansFreely: boolean
  /**
   * A limit where its capacity belongs to the shop's own work first; infinite where it does not.
   */
  readonly decisionsPerSecond: number
  /** Runs a reaction to all of a customer's facts; the customer then waits for none. */
  readonly react: (
    customer: CustomerKey,
    reaction: (isToFacts: boolean) => Promise<unknown>,
  ) => Promise<void>
  /** Deletes the mails that it keeps of a customer. */
  readonly eraseMails: (customer: CustomerKey, now: () => Instant) => Promise<void>
  /** What a check of the store asks, beyond its rows. */
  readonly check: StoreInspection
  /** How the server of this version will change the shape of a file; a table keeps its own. */
  readonly comingMigration: () => ComingMigration | undefined
  /**
   * Made where a store is new; undefined if a table's was not named.
   *
   * @param now left out by a verb that only asks: then nothing is made
   * @throws Failure if it is not the one that the store was written with
   */
  readonly secret: (now?: () => Instant) => Promise<Secret | undefined>
  readonly close: () => void
}

export type StoreInspection = {
  /** What is wrong with what the rows are kept in. */
  readonly faults: () => readonly string[]
  /** Customers whose facts wait for a reaction, if that is recorded. */
  readonly pending: () => readonly CustomerKey[]
  /** The latest time that the store has given out; undefined if that is not recorded. */
  readonly latestTime: () => Instant | undefined
  /** After which whatever was being done is done. */
  readonly settlesAfterMs: number
}

type Opening = {
  /** A verb that only asks must not leave a new, empty file behind. */
  readonly mayCreate?: boolean
  /** It writes nothing, so a file of an older version is read as it is. */
  readonly onlyAsks?: boolean
}

/** @throws UsageError or Failure if there is no such store */
export async function openStore(given: StoreGiven, opening: Opening = {}): Promise<Store> {
  refuseSeveral(given, ['db', 'table'])
  const table = given.find('table')
  return table === undefined
    ? openFile(given.find('db') ?? '', opening)
    : openTable(table, given, opening)
}

/** @throws UsageError if more than one of the options was typed */
export function refuseSeveral<K extends string>(
  given: { readonly isTyped: (option: K) => boolean },
  options: readonly K[],
): void {
  const typed = options.filter((option) => given.isTyped(option)).map((option) => `--${option}`)
  if (typed.length > 1) throw new UsageError((w) => w.usage.exclude(typed))
}

async function openFile(
  file: string,
  { mayCreate = false, onlyAsks = false }: Opening,
): Promise<Store> {
  if (!mayCreate && !existsSync(file)) throw new Failure((w) => w.failures.noDatabase(file))
  const { sqliteEngine } = await import('../runtimes/one-machine/sqlite/sqlite-engine.ts')
  const opened = onlyAsks ? sqliteEngine.openToAsk(file) : sqliteEngine.openShared(file)
  const shared = await opened.catch((error) => fail(file, error))
  const { table, pending, secret, eraseMails, close, faults, latestTime, comingMigration } = shared
  return {
    table,
    name: file,
    // What the server on this file sends is decided again, with its own way of sending.
    needsDomainCheck: false,
    // The server notices within a second that the file was written.
    settingsDelayMs: 0,
    scansFreely: true,
    decisionsPerSecond: Number.POSITIVE_INFINITY,
    react: reactAndClear(pending),
    eraseMails,
    check: { faults, pending: pending.reactions, latestTime, settlesAfterMs: 1_500 },
    comingMigration,
    secret: (now) => secret(now).catch((error) => fail(file, error)),
    close,
  }
}

/** @throws Failure that names the file and what is wrong with it */
function fail(file: string, error: unknown): never {
  throw new Failure((w) => w.failures.cannotOpen(file, problemOf(error, w)))
}

const reactAndClear =
  (pending: SharedStore['pending']): Store['react'] =>
  async (customer, reaction) => {
    const mark = pending.markOf(customer)
    await reaction(mark.mark > 0)
    if (mark.mark > 0) await pending.clearMarks([mark])
  }

/** A deployed table's capacity belongs to the shop's own work first. */
const DECISIONS_PER_SECOND_ON_AWS = 200

/** @throws Failure if a newer build has finished its upgrade of the table */
async function writable(rows: Table, name: string): Promise<Table> {
  const { FORMAT, loadFormat } = await import('../store/format.ts')
  const { inFormOf } = await import('../store/formed-table.ts')
  const { version } = await loadFormat(rows).catch((error) => {
    throw isFromAws(error) ? awsFailure({ name }, error) : error
  })
  if (version > FORMAT) throw new Failure((w) => w.failures.newerFormat(name, version, FORMAT))
  return inFormOf(rows, () => version)
}

async function openTable(
  tableName: string,
  given: StoreGiven,
  { onlyAsks = false }: Opening,
): Promise<Store> {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb')
  const { makeDynamoDbTable } = await import('../store/dynamodb/dynamodb-table.ts')
  const client = new DynamoDBClient({})
  const rows = makeDynamoDbTable({ client, tableName })
  const table = onlyAsks ? rows : await writable(rows, tableName)
  return {
    table,
    name: tableName,
    needsDomainCheck: true,
    settingsDelayMs: SETTINGS_KEPT_MS,
    scansFreely: false,
    decisionsPerSecond: DECISIONS_PER_SECOND_ON_AWS,
    // The table's stream calls for reactions, so nothing there waits for this one.
    async react(_customer, reaction) {
      await reaction(false)
    },
    // SES keeps no mails.
    eraseMails: async () => {},
    // The stream reaches a reaction within seconds.
    check: {
      faults: () => [],
      pending: () => [],
      latestTime: () => undefined,
      settlesAfterMs: 15_000,
    },
    comingMigration: () => undefined,
    secret: (now) => secretNamed(given.find('secret'), table, now),
    close: () => client.destroy(),
  }
}

/** @throws Failure if it is not the one that the table was written with */
async function secretNamed(
  arn: string | undefined,
  table: Table,
  now: (() => Instant) | undefined,
): Promise<Secret | undefined> {
  if (arn === undefined) return undefined
  const { readTableSecret } = await import('./secret/table-secret.ts')
  return readTableSecret(arn, table, now)
}

/** Runs `work` on the store, and closes it however that ends. */
export async function withStore<T>(
  given: StoreGiven,
  work: (store: Store) => Promise<T>,
  opening: Opening = {},
): Promise<T> {
  const store = await openStore(given, opening)
  try {
    return await namingTable(store, () => work(store))
  } finally {
    store.close()
  }
}

/** As `withStore`, for a verb that writes nothing. */
export const askStore = <T>(given: StoreGiven, work: (store: Store) => Promise<T>): Promise<T> =>
  withStore(given, work, { onlyAsks: true })

/** @throws Failure that names the table and what AWS says of it */
export async function namingTable<T>(
  store: Pick<Store, 'name'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isFromAws(error) ? awsFailure(store, error) : error
  }
}

const isFromAws = (error: unknown): error is Error =>
  error instanceof Error && ('$metadata' in error || error.name === 'CredentialsProviderError')

const awsFailure = ({ name }: Pick<Store, 'name'>, error: Error): Failure =>
  new Failure((w) => w.failures.aws(name, error.name, error.message))

/** @throws Failure that names the shops there are */
export async function shopIn({ table, name }: Store, shop: string): Promise<LoadedShop> {
  const loaded = await loadShop(table, shop)
  if (loaded) return loaded
  const others = await listShops(table)
  throw new Failure((w) => w.failures.noShop(shop, name, others))
}
