import { describe, expect, test } from 'vitest'
import { type FunctionSpec, manifest } from '../../functions/manifest.ts'
import {
  eventSourcesOf,
  type FoundResource,
  functionsOf,
  readable,
  resourcesOf,
  routesOf,
} from '../support/templates.ts'
import { synthesize } from './synthesized.ts'

const RUNBOOK = 'https://runbook.example/alarms'
const templates = synthesize({ runbookUrl: RUNBOOK })
const { pipeline } = templates
const read = (value: unknown) => readable(value, pipeline, templates)
const specs: Readonly<Record<string, FunctionSpec>> = manifest
const functions = functionsOf(templates)
const sources = eventSourcesOf(templates)
const readers = sources.filter(({ from }) => from === 'Table.StreamArn')
const queues = resourcesOf(pipeline, 'AWS::SQS::Queue')

const ended = new Set([
  ...queues.flatMap(({ Properties: { RedrivePolicy } }) =>
    RedrivePolicy ? read((RedrivePolicy as Record<string, unknown>).deadLetterTargetArn) : [],
  ),
  ...sources.flatMap(({ properties: { DestinationConfig } }) =>
    DestinationConfig
      ? read((DestinationConfig as { OnFailure: { Destination: unknown } }).OnFailure.Destination)
      : [],
  ),
])
const isEnd = ({ path }: FoundResource) => ended.has(`${path}.Arn`)

type AlarmProperties = {
  readonly AlarmDescription: string
  readonly MetricName: string
  readonly Threshold: number
  readonly TreatMissingData: string
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[]
  readonly AlarmActions: readonly unknown[]
}
const alarms = resourcesOf(pipeline, 'AWS::CloudWatch::Alarm').map(
  ({ Properties }) => Properties as AlarmProperties,
)
const alarmOf = (metric: string, of: string) =>
  alarms.find(
    ({ MetricName, Dimensions }) =>
      MetricName === metric && Dimensions.some(({ Value }) => read(Value) === of),
  )

describe('queues', () => {
  test('every queue that is not where work ends has a dead-letter queue', () => {
    const working = queues.filter((queue) => !isEnd(queue))
    expect(working.map(({ path }) => path).toSorted()).toEqual([
      'repair-queue/Queue',
      'send-queue/Queue',
    ])
    for (const { Properties } of working)
      expect(Properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 5 })
  })

  test.each([
    ['repair-queue/DeadLetters', 'repair'],
    ['send-queue/DeadLetters', 'send'],
    ['react/Function/GivenUp', 'react'],
    ['relay/Function/GivenUp', 'relay'],
  ])('%s rings at the first message and says whom it harms', (path, name) => {
    const alarm = alarmOf('ApproximateNumberOfMessagesVisible', `${path}.QueueName`)
    expect(alarm).toMatchObject({ Threshold: 1, TreatMissingData: 'notBreaching' })
    expect(alarm?.AlarmDescription).toContain(specs[name]?.harm)
  })

  test('what ended stays for 14 days, and these are all the ends there are', () => {
    const ends = queues.filter(isEnd)
    expect(ends).toHaveLength(4)
    for (const { Properties } of ends)
      expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60)
  })

  test('a message is not handed out again while its worker may still be at it', () => {
    const workers = sources.filter(({ from }) => from.includes('-queue/'))
    expect(workers).toHaveLength(2)
    for (const { reader, from, properties } of workers) {
      const queue = queues.find(({ path }) => `${path}.Arn` === from)
      const timeout = specs[reader]?.timeoutSeconds ?? Number.POSITIVE_INFINITY
      expect(queue?.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout)
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
    }
  })

  test('nobody reads or writes any queue without TLS', () => {
    const refused = resourcesOf(pipeline, 'AWS::SQS::QueuePolicy').flatMap(({ Properties }) => {
      expect(Properties.PolicyDocument).toMatchObject({
        Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      })
      return (Properties.Queues as readonly unknown[]).map(read)
    })
    expect(refused.toSorted()).toEqual(queues.map(({ path }) => path).toSorted())
  })
})

describe('readers of the stream', () => {
  test('there are no more than the two that a shard serves', () => {
    expect(readers.map(({ reader }) => reader).toSorted()).toEqual(['react', 'relay'])
  })

  test.each(readers)('$reader gives up no record before its day is over', ({ properties }) => {
    // CloudFormation's default, minus one: as often as the record's age allows.
    expect(properties.MaximumRetryAttempts).toBeUndefined()
    expect(properties.MaximumRecordAgeInSeconds).toBeGreaterThanOrEqual(23 * 60 * 60)
  })

  test.each(readers)(
    'what $reader gives up is noted while it can be read',
    ({ reader, properties }) => {
      expect(properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'TRIM_HORIZON',
      })
      expect(properties.MaximumRecordAgeInSeconds).toBeLessThan(24 * 60 * 60)
      const { OnFailure } = properties.DestinationConfig as { OnFailure: { Destination: unknown } }
      expect(read(OnFailure.Destination)).toBe(`${reader}/Function/GivenUp.Arn`)
    },
  )

  test.each(readers)('$reader is called for its own rows only', ({ reader, patterns }) => {
    const trigger = specs[reader]?.trigger
    const rows = trigger?.kind === 'stream' ? trigger.rows : []
    expect(patterns).toEqual([
      { dynamodb: { Keys: { sk: { S: rows.map((prefix) => ({ prefix })) } } } },
    ])
  })

  test.each(readers)('$reader rings when it falls behind', ({ reader }) => {
    const alarm = alarmOf('IteratorAge', `${reader}/Function`)
    expect(alarm?.AlarmDescription).toContain(specs[reader]?.harm)
  })
})

describe('alarms', () => {
  test.each(Object.entries(specs))(
    '%s rings when it fails and says whom it harms',
    (name, spec) => {
      expect(alarmOf('Errors', `${name}/Function`)?.AlarmDescription).toContain(spec.harm)
    },
  )

  test('the timer rings when it is not run at all', () => {
    const alarm = alarmOf('Invocations', 'wake/Function')
    expect(alarm).toMatchObject({ TreatMissingData: 'breaching' })
    expect(alarm?.AlarmDescription).toContain(manifest.wake.harm)
  })

  test('every alarm links the runbook and rings on the topic', () => {
    for (const { AlarmDescription, AlarmActions } of alarms) {
      expect(AlarmDescription).toContain(RUNBOOK)
      expect(AlarmActions.map(read)).toEqual(['Alarms'])
    }
  })

  test('alarms of this account may publish, over TLS', () => {
    const [policy] = resourcesOf(pipeline, 'AWS::SNS::TopicPolicy')
    expect(policy?.Properties.PolicyDocument).toMatchObject({
      Statement: [
        { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        {
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    })
  })

  test('they are mailed to whom the owner names', () => {
    const { pipeline: told } = synthesize({ alarmEmail: 'ops@shop.example' })
    expect(resourcesOf(told, 'AWS::SNS::Subscription').map(({ Properties }) => Properties)).toEqual(
      [expect.objectContaining({ Protocol: 'email', Endpoint: 'ops@shop.example' })],
    )
    expect(resourcesOf(pipeline, 'AWS::SNS::Subscription')).toEqual([])
  })
})

describe('the API', () => {
  test("its routes are the manifest's, each answered by its function", () => {
    const routes = [...routesOf(templates)].map(([route, by]) => `${route} -> ${by}`)
    const expected = Object.entries(specs).flatMap(([name, { trigger }]) =>
      trigger.kind === 'http' ? trigger.routes.map((route) => `${route} -> ${name}`) : [],
    )
    expect(routes.toSorted()).toEqual(expected.toSorted())
  })

  test('it is throttled, and its log has neither paths nor callers', () => {
    const [stage] = resourcesOf(pipeline, 'AWS::ApiGatewayV2::Stage')
    expect(stage?.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingBurstLimit: 400, ThrottlingRateLimit: 200 },
      StageName: '$default',
    })
    const logged = JSON.stringify(stage?.Properties.AccessLogSettings)
    expect(logged).toContain('$context.routeKey')
    expect(logged).not.toMatch(/context\.(path|identity|domainName)/)
  })
})

describe('functions', () => {
  test.each(Object.entries(specs))('%s runs as the manifest asks', (name, spec) => {
    expect(functions.get(name)?.properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: spec.memoryMb,
      Timeout: spec.timeoutSeconds,
      Description: spec.does,
    })
  })

  test('each is told of what it uses and of nothing else', () => {
    const told = [...functions].map(([name, { environment }]) => [name, environment])
    expect(Object.fromEntries(told)).toEqual({
      'record-purchases': { REKINDLE_TABLE: 'Table', REKINDLE_SECRET_ARN: 'Secret' },
      customers: { REKINDLE_TABLE: 'Table' },
      unsubscribe: { REKINDLE_TABLE: 'Table', REKINDLE_SECRET_ARN: 'Secret' },
      react: { REKINDLE_TABLE: 'Table', REKINDLE_REPAIR_QUEUE_URL: 'repair-queue/Queue' },
      repair: { REKINDLE_TABLE: 'Table' },
      wake: { REKINDLE_TABLE: 'Table', REKINDLE_REPAIR_QUEUE_URL: 'repair-queue/Queue' },
      relay: { REKINDLE_EVENT_BUS: 'Bus', REKINDLE_SEND_QUEUE_URL: 'send-queue/Queue' },
      send: {
        REKINDLE_TABLE: 'Table',
        REKINDLE_SECRET_ARN: 'Secret',
        REKINDLE_PUBLIC_URL: 'Api.ApiEndpoint',
        REKINDLE_CONFIGURATION_SET: 'Mail',
      },
    })
  })

  test('the timer runs each minute', () => {
    const schedules = resourcesOf(pipeline, 'AWS::Scheduler::Schedule')
    expect(schedules.map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({ ScheduleExpression: 'rate(1 minute)' }),
    ])
  })

  test('a run of the timer that failed or came late is not made up for: the next one does it', () => {
    const [schedule] = resourcesOf(pipeline, 'AWS::Scheduler::Schedule')
    expect(schedule?.Properties.Target).toMatchObject({
      RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
    })
    const invoked = resourcesOf(pipeline, 'AWS::Lambda::EventInvokeConfig')
    expect(invoked.map(({ Properties }) => read(Properties.FunctionName))).toEqual([
      'wake/Function',
    ])
    expect(invoked[0]?.Properties).toMatchObject({
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    })
  })

  test('links in mails lead to the name that the shop gives the API', () => {
    const named = functionsOf(synthesize({ publicUrl: 'https://mail.shop.example/' }))
    expect(named.get('send')?.environment.REKINDLE_PUBLIC_URL).toBe('https://mail.shop.example')
  })
})
