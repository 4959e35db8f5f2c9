/** Whether a restored table has all that a deployment needs of it: AWS restores none of it. */
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'
import { EXPIRES_AT, WAKE_INDEX } from '../../manifest.ts'

/** What may be missing; each has its words, with the command that fixes it. */
export type TableLack =
  | 'not-active'
  | 'stream'
  | 'wake-index'
  | 'protection'
  | 'recovery'
  | 'expiry'

type Client = Pick<DynamoDBClient, 'send'>

/**
 * What the table lacks; none if it can be adopted.
 *
 * @throws what AWS answers, such as that there is no such table
 * @example await lacksOf(client, 'rekindle-restored') // ['stream', 'recovery']
 */
export async function lacksOf(client: Client, tableName: string): Promise<readonly TableLack[]> {
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: tableName }))
  const lacks = Object.entries(HOLDS).flatMap(([lack, holds]) =>
    table && holds(table) ? [] : [lack as keyof typeof HOLDS],
  )
  return [
    ...lacks,
    ...((await isRecoverable(client, tableName)) ? [] : (['recovery'] as const)),
    ...((await removesExpired(client, tableName)) ? [] : (['expiry'] as const)),
  ]
}

const HOLDS: Readonly<
  Record<Exclude<TableLack, 'recovery' | 'expiry'>, (table: TableDescription) => boolean>
> = {
  'not-active': ({ TableStatus }) => TableStatus === 'ACTIVE',
  stream: ({ StreamSpecification }) =>
    StreamSpecification?.StreamEnabled === true &&
    StreamSpecification.StreamViewType === 'NEW_AND_OLD_IMAGES',
  'wake-index': ({ GlobalSecondaryIndexes = [] }) =>
    GlobalSecondaryIndexes.some(
      ({ IndexName, IndexStatus }) => IndexName === WAKE_INDEX && IndexStatus === 'ACTIVE',
    ),
  protection: ({ DeletionProtectionEnabled }) => DeletionProtectionEnabled === true,
}

/** Once it was switched on it takes up to an hour, which nothing has to wait for. */
async function removesExpired(client: Client, tableName: string): Promise<boolean> {
  const { TimeToLiveDescription: expiry } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: tableName }),
  )
  const isOn = expiry?.TimeToLiveStatus === 'ENABLED' || expiry?.TimeToLiveStatus === 'ENABLING'
  return isOn && expiry.AttributeName === EXPIRES_AT
}

async function isRecoverable(client: Client, tableName: string): Promise<boolean> {
  const { ContinuousBackupsDescription: backups } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName: tableName }),
  )
  const recovery = backups?.PointInTimeRecoveryDescription
  return recovery?.PointInTimeRecoveryStatus === 'ENABLED'
}
