/** Where everything is put together for Lambda. Clients are made once, for each warm function. */
import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SQSClient } from '@aws-sdk/client-sqs'
import { ENVIRONMENT } from '../manifest.ts'
import { makeRenderer } from '../sending/render.ts'
import type { SendPorts } from '../sending/send-message.ts'
import { makeSesClient, makeSesMailer } from '../sending/ses/ses-mailer.ts'
import { makeWriteMail } from '../sending/write-mail.ts'
import { makeDynamoDbTable } from '../store/dynamodb/dynamodb-table.ts'
import { makeSecret, type Secret } from '../store/secret.ts'
import type { Table } from '../store/table.ts'
import { makeShopCache, type ShopCache } from './shop-cache.ts'

const now = () => Date.now()

function environment(name: keyof typeof ENVIRONMENT): string {
  const value = process.env[ENVIRONMENT[name]]
  if (!value) throw new Error(`the function needs ${ENVIRONMENT[name]} in its environment`)
  return value
}

export type AwsStore = {
  readonly table: Table
  readonly shops: ShopCache
  readonly now: typeof now
}

export function awsStore(): AwsStore {
  const table = makeDynamoDbTable({
    client: new DynamoDBClient({}),
    tableName: environment('tableName'),
  })
  return { table, shops: makeShopCache(table, now), now }
}

/** The secret, read once. Top-level await in an entry makes it part of the cold start. */
export async function awsSecret(): Promise<Secret> {
  const answer = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: environment('secretArn') }),
  )
  if (!answer.SecretString) throw new Error('the secret is empty')
  return makeSecret(Buffer.from(answer.SecretString))
}

export const awsQueue = (url: 'sendQueueUrl' | 'repairQueueUrl') => ({
  client: new SQSClient({}),
  url: environment(url),
})

export const awsEvents = () => ({
  client: new EventBridgeClient({}),
  busName: environment('eventBusName'),
})

export function awsSendPorts(secret: Secret, onUnwritable: SendPorts['onUnwritable']): SendPorts {
  const { table, shops } = awsStore()
  const configurationSet = process.env[ENVIRONMENT.configurationSet]
  return {
    table,
    settings: shops.settings,
    now,
    newClaimId: randomUUID,
    writeMail: makeWriteMail({
      table,
      renderer: makeRenderer(),
      signToken: secret.signToken,
      publicUrl: environment('publicUrl'),
      now,
    }),
    mailer: makeSesMailer({
      client: makeSesClient({}),
      ...(configurationSet && { configurationSet }),
      clock: now,
    }),
    onUnwritable,
  }
}
