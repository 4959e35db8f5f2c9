/** The store that a verb works on: a file of this machine, or a deployed table. */
import { existsSync } from 'node:fs'
import type { Secret } from '../store/secret.ts'
import { type LoadedShop, listShops, loadShop } from '../store/shops.ts'
import type { PendingWork } from '../store/sqlite/pending.ts'
import type { Table } from '../store/table.ts'
import type { Given, Option } from './command.ts'
import { Failure, UsageError } from './failure.ts'

export const storeOptions = {
  db: {
    value: 'FILE',
    about: 'the database of this machine',
    default: 'rekindle.sqlite',
    env: 'REKINDLE_DB',
  },
  table: {
    value: 'NAME',
    about: 'the DynamoDB table of a deployed Rekindle, with the AWS credentials of this shell',
  },
} as const satisfies Record<string, Option>

export const urlOption = {
  url: {
    value: 'URL',
    about: 'a Rekindle that is running, here or elsewhere; its key is read from REKINDLE_KEY',
  },
} as const satisfies Record<string, Option>

export const secretOption = {
  secret: {
    value: 'ARN',
    about: 'with --table: the secret in Secrets Manager by which guests are known',
    env: 'REKINDLE_SECRET_ARN',
  },
} as const satisfies Record<string, Option>

export type Store = {
  readonly table: Table
  /** How messages name it. */
  readonly name: string
  /** Customers who wait for a reaction; on AWS the table's stream says so instead. */
  readonly pending?: PendingWork
  /** Made where it is needed; undefined where a table's was not named. */
  readonly secret: () => Promise<Secret | undefined>
  readonly close: () => void
}

type Opening = {
  /** A verb that only asks must not leave a new, empty file behind. */
  readonly mayCreate?: boolean
}

/** @throws UsageError or Failure where there is no such store */
export async function openStore(given: Given, { mayCreate = false }: Opening = {}): Promise<Store> {
  refuseSeveral(given, ['db', 'table'])
  const table = given.text('table')
  return table === undefined ? openFile(given.value('db'), mayCreate) : openTable(table, given)
}

/** @throws UsageError where more than one of the options was typed */
export function refuseSeveral(given: Given, options: readonly string[]): void {
  const typed = options.filter((option) => given.isTyped(option)).map((option) => `--${option}`)
  if (typed.length > 1) throw new UsageError(`${typed.join(' and ')} exclude each other: name one`)
}

async function openFile(file: string, mayCreate: boolean): Promise<Store> {
  if (!mayCreate && !existsSync(file))
    throw new Failure(
      `There is no database ${file}. Name it with --db FILE, or begin one with: rekindle shop add`,
    )
  const { openDatabase } = await import('../store/sqlite/database.ts')
  const { makeSqliteTable } = await import('../store/sqlite/sqlite-table.ts')
  const { makePendingWork } = await import('../store/sqlite/pending.ts')
  const { secretBeside } = await import('../runtimes/one-machine/sqlite/secret-file.ts')
  const database = opened(file, openDatabase)
  return {
    table: makeSqliteTable(database),
    name: file,
    pending: makePendingWork(database),
    secret: async () => secretBeside(file),
    close: () => database.close(),
  }
}

function opened<T>(file: string, open: (file: string) => T): T {
  try {
    return open(file)
  } catch (error) {
    throw new Failure(`${file} cannot be opened: ${(error as Error).message}`)
  }
}

async function openTable(tableName: string, given: Given): Promise<Store> {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb')
  const { makeDynamoDbTable } = await import('../store/dynamodb/dynamodb-table.ts')
  const client = new DynamoDBClient({})
  return {
    table: makeDynamoDbTable({ client, tableName }),
    name: `the table ${tableName}`,
    secret: () => secretNamed(given.text('secret')),
    close: () => client.destroy(),
  }
}

async function secretNamed(arn: string | undefined): Promise<Secret | undefined> {
  if (arn === undefined) return undefined
  const sdk = await import('@aws-sdk/client-secrets-manager')
  const { makeSecret } = await import('../store/secret.ts')
  const client = new sdk.SecretsManagerClient({})
  const { SecretString } = await client.send(new sdk.GetSecretValueCommand({ SecretId: arn }))
  client.destroy()
  if (!SecretString) throw new Failure(`the secret ${arn} is empty`)
  return makeSecret(Buffer.from(SecretString))
}

/** Runs `work` on the store, and closes it however that ends. */
export async function withStore<T>(
  given: Given,
  work: (store: Store) => Promise<T>,
  opening: Opening = {},
): Promise<T> {
  const store = await openStore(given, opening)
  try {
    return await work(store)
  } catch (error) {
    throw isFromAws(error) ? awsFailure(store, error) : error
  } finally {
    store.close()
  }
}

const isFromAws = (error: unknown): error is Error =>
  error instanceof Error && ('$metadata' in error || error.name === 'CredentialsProviderError')

const awsFailure = ({ name }: Store, error: Error): Failure =>
  new Failure(
    `${name}: ${error.name}: ${error.message}. Check its name, the region (AWS_REGION) and the credentials of this shell`,
  )

/** @throws Failure that names the shops there are */
export async function shopIn({ table, name }: Store, shop: string): Promise<LoadedShop> {
  const loaded = await loadShop(table, shop)
  if (loaded) return loaded
  const others = await listShops(table)
  throw new Failure(
    others.length === 0
      ? `There is no shop ${shop} in ${name}, nor any other. Add it with: rekindle shop add ${shop}`
      : `There is no shop ${shop} in ${name}; there is: ${others.join(', ')}`,
  )
}

export const shopOption = {
  shop: { value: 'ID', about: 'the shop', required: true },
} as const satisfies Record<string, Option>
