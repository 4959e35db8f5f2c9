/** The table and the shops in it, for each warm function. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Instant } from '../../domain/time.ts'
import { ENVIRONMENT } from '../../manifest.ts'
import { makeDynamoDbTable } from '../../store/dynamodb/dynamodb-table.ts'
import { FIRST_FORMAT } from '../../store/format.ts'
import { inFormOf, seenFormat } from '../../store/formed-table.ts'
import type { Table } from '../../store/table.ts'
import { makeShopCache, type ShopCache } from '../shop-cache.ts'
import { environment } from './environment.ts'

export type AwsStore = {
  readonly table: Table
  readonly shops: ShopCache
  readonly now: () => Instant
}

export function awsStore(): AwsStore {
  const now = () => Date.now()
  const format = seenFormat(FIRST_FORMAT)
  const rows = makeDynamoDbTable({
    client: new DynamoDBClient({}),
    tableName: environment(ENVIRONMENT.tableName),
  })
  const table = inFormOf(rows, format.current)
  const shops = makeShopCache(table, now, { needsDomainCheck: true }, format.see)
  return { table, shops, now }
}
