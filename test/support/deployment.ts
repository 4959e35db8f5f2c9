/**
 * The pipeline as `cdk synth` would deploy it, on this machine: its bundles in processes of their
 * own, its table in a DynamoDB engine behind each role's permissions, stand-ins for the rest.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { type DynamodbEngine, startDynamodbEngine } from './dynamodb-engine.ts'
import { startEventsEndpoint } from './events-endpoint.ts'
import { type GuardedDynamodb, startGuardedDynamodb } from './guarded-dynamodb.ts'
import { type LambdaBundle, type LambdaProcess, startLambda } from './lambda-process.ts'
import { anyCredentials } from './loopback.ts'
import { startSecretsEndpoint } from './secrets-endpoint.ts'
import { startSesEndpoint } from './ses-endpoint.ts'
import { startSqsEndpoint } from './sqs-endpoint.ts'
import { readTableStream } from './table-stream.ts'
import {
  type FoundFunction,
  functionsOf,
  resourcesOf,
  type Template,
  type Templates,
} from './templates.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

export const TABLE_NAME = 'rekindle-table'
export const PUBLIC_URL = 'https://mail.shop.example'
/** Where mail comes in that asks to unsubscribe. */
const UNSUBSCRIBE_MAILBOX = 'leave@in.shop.example'
export const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:rekindle'

/** What `cdk synth` makes, in a folder outside the project, so that bundles find no packages. */
export async function synthesizeInto(folder: string): Promise<Templates> {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
      ...['synth', '--quiet', '--output', folder],
      ...['--context', `unsubscribeMailbox=${UNSUBSCRIBE_MAILBOX}`],
    ],
    { cwd: root, env: { ...process.env, PATH: path } },
  )
  const templateOf = (stack: string): Template =>
    JSON.parse(readFileSync(join(folder, `${stack}.template.json`), 'utf8'))
  return { stateful: templateOf('RekindleStateful'), pipeline: templateOf('RekindlePipeline') }
}

export type DeployedFunction = {
  /** For starting it again. */
  readonly bundle: LambdaBundle
  readonly file: string
  readonly process: LambdaProcess
  readonly door: GuardedDynamodb
  readonly found: FoundFunction
}

export type Deployment = Awaited<ReturnType<typeof deploy>>

/** @throws where synth fails, or a bundle cannot be loaded */
export async function deploy() {
  const folder = await mkdtemp(join(tmpdir(), 'rekindle-'))
  const templates = await synthesizeInto(folder)
  const engine = await startDynamodbEngine()
  const [ses, sqs, events, secrets] = await Promise.all([
    startSesEndpoint(),
    startSqsEndpoint(),
    startEventsEndpoint(),
    startSecretsEndpoint(SECRET_ARN, 'k'.repeat(64)),
  ])
  const client = new DynamoDBClient({ ...anyCredentials, endpoint: engine.endpoint })
  const streamArn = await createTable(client, templates)
  const endpoints = {
    AWS_ENDPOINT_URL_SES: ses.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: events.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
  }
  const values = {
    Table: TABLE_NAME,
    Secret: SECRET_ARN,
    Bus: 'rekindle',
    Mail: 'rekindle-mail',
    TrackedMail: 'rekindle-tracked-mail',
    'Api.ApiEndpoint': PUBLIC_URL,
    'send-queue/Queue': sqs.queueUrl('send-queue'),
    'repair-queue/Queue': sqs.queueUrl('repair-queue'),
  }
  const functions = new Map<string, DeployedFunction>()
  // One by one, so that the time each takes to load is its own.
  for (const [name, found] of functionsOf(templates))
    functions.set(name, await start(found, { folder, engine, endpoints, values }))

  return {
    templates,
    functions,
    client,
    stream: await readTableStream(engine.endpoint, streamArn),
    ses,
    sqs,
    events,
    invoke: <Result>(name: string, event: unknown): Promise<Result> => {
      const deployed = functions.get(name)
      if (!deployed) throw new Error(`There is no function ${name}.`)
      return deployed.process.invoke<Result>(event)
    },
    stop: async (): Promise<void> => {
      for (const { process, door } of functions.values())
        await Promise.all([process.stop(), door.stop()])
      client.destroy()
      await Promise.all([ses, sqs, events, secrets, engine].map(({ stop }) => stop()))
      await rm(folder, { recursive: true })
    },
  }
}

/** The table as the stack describes it. @returns its stream's ARN */
async function createTable(client: DynamoDBClient, { stateful }: Templates): Promise<string> {
  const [table] = resourcesOf(stateful, 'AWS::DynamoDB::Table')
  const described = table?.Properties as unknown as Required<CreateTableCommandInput>
  const made = await client.send(
    new CreateTableCommand({
      TableName: TABLE_NAME,
      AttributeDefinitions: described.AttributeDefinitions,
      KeySchema: described.KeySchema,
      BillingMode: described.BillingMode,
      GlobalSecondaryIndexes: described.GlobalSecondaryIndexes,
      StreamSpecification: { ...described.StreamSpecification, StreamEnabled: true },
    }),
  )
  const streamArn = made.TableDescription?.LatestStreamArn
  if (streamArn === undefined) throw new Error('The table has no stream.')
  return streamArn
}

type Surroundings = {
  readonly folder: string
  readonly engine: DynamodbEngine
  readonly endpoints: Readonly<Record<string, string>>
  /** What stands for each thing that the templates refer to. */
  readonly values: Readonly<Record<string, string>>
}

async function start(
  found: FoundFunction,
  { folder, engine, endpoints, values }: Surroundings,
): Promise<DeployedFunction> {
  const door = await startGuardedDynamodb(engine.endpoint, found.permissions)
  const environment = Object.entries(found.environment).map(([variable, reference]) => {
    const value = values[reference]
    if (value === undefined) throw new Error(`Nothing stands for ${reference}.`)
    return [variable, value]
  })
  const [module, handler] = found.handler.split('.') as [string, string]
  const file = join(folder, `asset.${found.assetHash}`, `${module}.mjs`)
  const bundle = {
    file,
    handler,
    timeoutSeconds: found.properties.Timeout as number,
    environment: {
      ...Object.fromEntries(environment),
      ...endpoints,
      AWS_ENDPOINT_URL_DYNAMODB: door.endpoint,
      AWS_REGION: anyCredentials.region,
      AWS_ACCESS_KEY_ID: anyCredentials.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: anyCredentials.credentials.secretAccessKey,
    },
  }
  return { bundle, file, process: await startLambda(bundle), door, found }
}
