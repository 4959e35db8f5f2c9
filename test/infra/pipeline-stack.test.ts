/** Queues, readers of the stream, and the alarms on them: where work waits, ends and rings. */
import { describe, expect, test } from 'vitest'
import {
  type FunctionSpec,
  manifest,
  NOT_UNDERSTOOD,
  SECRET_REFUSED,
  UNAVAILABLE_LINE,
} from '../../functions/manifest.ts'
import { eventSourcesOf, type FoundResource, readable, resourcesOf } from '../support/templates.ts'
import { synthesize } from './synthesized.ts'

const RUNBOOK = 'https://runbook.example/alarms'
const MAILBOX = 'leave@in.shop.example'
const templates = synthesize({ runbookUrl: RUNBOOK, unsubscribeMailbox: MAILBOX })
const { pipeline } = templates
const read = (value: unknown) => readable(value, pipeline, templates)
const specs: Readonly<Record<string, FunctionSpec>> = manifest
const sources = eventSourcesOf(templates)
const readers = sources.filter(({ from }) => from === 'Table.StreamArn')
const queues = resourcesOf(pipeline, 'AWS::SQS::Queue')
const invoked = resourcesOf(pipeline, 'AWS::Lambda::EventInvokeConfig')

const ended = new Set([
  ...queues.flatMap(({ Properties: { RedrivePolicy } }) =>
    RedrivePolicy ? read((RedrivePolicy as Record<string, unknown>).deadLetterTargetArn) : [],
  ),
  ...[
    ...sources.map(({ properties }) => properties),
    ...invoked.map(({ Properties }) => Properties),
  ].flatMap(({ DestinationConfig }) =>
    DestinationConfig
      ? read((DestinationConfig as { OnFailure: { Destination: unknown } }).OnFailure.Destination)
      : [],
  ),
])
const isEnd = ({ path }: FoundResource) => ended.has(`${path}.Arn`)

type Statement = {
  readonly Effect: string
  readonly Resource: unknown
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

type AlarmProperties = {
  readonly AlarmDescription: string
  readonly MetricName: string
  readonly Threshold: number
  readonly TreatMissingData: string
  readonly Period: number
  readonly EvaluationPeriods: number
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[]
  readonly AlarmActions: readonly unknown[]
  readonly OKActions?: readonly unknown[]
}
const alarms = resourcesOf(pipeline, 'AWS::CloudWatch::Alarm').map(
  ({ Properties }) => Properties as AlarmProperties,
)
const alarmOf = (metric: string, of: string) =>
  alarms.find(
    ({ MetricName, Dimensions }) =>
      MetricName === metric && Dimensions?.some(({ Value }) => read(Value) === of),
  )

describe('queues', () => {
  test('every queue that is not where work ends has a dead-letter queue', () => {
    const working = queues.filter((queue) => !isEnd(queue))
    expect(working.map(({ path }) => path).toSorted()).toEqual([
      'feedback-queue/Queue',
      'repair-queue/Queue',
      'send-queue/Queue',
    ])
    for (const { Properties } of working)
      expect(Properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 5 })
  })

  test.each([
    ['repair-queue/DeadLetters', 'repair'],
    ['send-queue/DeadLetters', 'send'],
    ['feedback-queue/DeadLetters', 'record-feedback'],
    ['react/Function/GivenUp', 'react'],
    ['relay/Function/GivenUp', 'relay'],
    ['unsubscribe-by-mail/Function/GivenUp', 'unsubscribe-by-mail'],
  ])('%s rings at the first message and says whom it harms', (path, name) => {
    const alarm = alarmOf('ApproximateNumberOfMessagesVisible', `${path}.QueueName`)
    expect(alarm).toMatchObject({ Threshold: 1, TreatMissingData: 'notBreaching' })
    expect(alarm?.AlarmDescription).toContain(specs[name]?.harm)
  })

  test('what ended stays for 14 days, and these are all the ends there are', () => {
    const ends = queues.filter(isEnd)
    expect(ends).toHaveLength(6)
    for (const { Properties } of ends)
      expect(Properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60)
  })

  test('a message is not handed out again while its worker may still be at it', () => {
    const workers = sources.filter(({ from }) => from.includes('-queue/'))
    expect(workers).toHaveLength(3)
    for (const { reader, from, properties } of workers) {
      const queue = queues.find(({ path }) => `${path}.Arn` === from)
      const timeout = specs[reader]?.timeoutSeconds ?? Number.POSITIVE_INFINITY
      expect(queue?.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout)
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
    }
  })

  const policies = resourcesOf(pipeline, 'AWS::SQS::QueuePolicy').map(({ Properties }) => ({
    of: (Properties.Queues as readonly unknown[]).map(read),
    statements: (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement,
  }))

  test('no queue is read or written without TLS', () => {
    for (const { statements } of policies)
      expect(statements).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sqs:*',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      )
    expect(policies.flatMap(({ of }) => of).toSorted()).toEqual(
      queues.map(({ path }) => path).toSorted(),
    )
  })

  test('only the rule that feeds a queue may write to it from outside', () => {
    const allowed = policies.flatMap(({ of, statements }) =>
      statements.filter(({ Effect }) => Effect === 'Allow').map((statement) => ({ of, statement })),
    )
    expect(allowed).toHaveLength(1)
    const { of, statement } = allowed[0] as (typeof allowed)[number]
    expect(of).toEqual(['feedback-queue/Queue'])
    expect(statement).toMatchObject({
      Action: 'sqs:SendMessage',
      Principal: { Service: 'events.amazonaws.com' },
    })
    expect(read(statement.Resource)).toBe('feedback-queue/Queue.Arn')
    expect(Object.keys(statement.Condition ?? {})).toEqual(['ArnEquals'])
    expect(read(statement.Condition?.ArnEquals?.['aws:SourceArn'])).toBe(
      'record-feedback/Function/Events.Arn',
    )
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

  const scheduled = Object.entries(specs).flatMap(([name, { trigger, harm }]) =>
    trigger.kind === 'schedule' ? [{ name, harm, everyMinutes: trigger.everyMinutes }] : [],
  )

  test.each(scheduled)('$name rings when it is not run at all', ({ name, harm, everyMinutes }) => {
    const alarm = alarmOf('Invocations', `${name}/Function`)
    expect(alarm).toMatchObject({
      TreatMissingData: 'breaching',
      Period: everyMinutes * 60,
      EvaluationPeriods: 5,
    })
    expect(alarm?.AlarmDescription).toContain(harm)
  })

  test.each(scheduled.filter(({ everyMinutes }) => everyMinutes > 5))(
    '$name, which runs but once a day, rings at a single failure',
    ({ name, harm }) => {
      const alarm = alarms.find(
        ({ MetricName, EvaluationPeriods, Dimensions }) =>
          MetricName === 'Errors' &&
          EvaluationPeriods === 1 &&
          Dimensions?.some(({ Value }) => read(Value) === `${name}/Function`),
      )
      expect(alarm).toMatchObject({ Threshold: 1, TreatMissingData: 'notBreaching' })
      expect(alarm?.AlarmDescription).toContain(harm)
      // It is not fixed because the function has not run again yet.
      expect(alarm?.OKActions).toBeUndefined()
    },
  )

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  test('no alarm looks further back than CloudWatch allows', () => {
    for (const { Period, EvaluationPeriods, AlarmDescription } of alarms) {
      const most = Period < 60 * 60 ? 24 * 60 * 60 : 7 * 24 * 60 * 60
      expect(Period * EvaluationPeriods, AlarmDescription).toBeLessThanOrEqual(most)
    }
  })

  const answering = Object.entries(specs).flatMap(([name, { trigger, harm }]) =>
    trigger.kind === 'http' ? [{ name, harm }] : [],
  )

  test.each(answering)('$name rings when it keeps answering 503', ({ name, harm }) => {
    const alarm = alarms.find(({ MetricName }) => MetricName === `${name}/${UNAVAILABLE_LINE}`)
    expect(alarm).toMatchObject({ Threshold: 1, DatapointsToAlarm: 2, EvaluationPeriods: 3 })
    expect(alarm?.AlarmDescription).toContain(harm)
  })

  const lines = Object.entries(specs).flatMap(([name, { rings = {} }]) =>
    Object.entries(rings).map(([line, what]) => ({ name, line, what })),
  )

  test.each(lines)('$name rings at a line "$line" of its log', ({ name, line, what }) => {
    const filter = resourcesOf(pipeline, 'AWS::Logs::MetricFilter').find(
      ({ path }) => path === `${name}/Log/${line}`,
    )
    expect(read(filter?.Properties.LogGroupName)).toBe(`${name}/Log`)
    expect(filter?.Properties.FilterPattern).toBe(`{ $.event = "${line}" }`)
    const [counted] = (filter?.Properties.MetricTransformations ?? []) as readonly {
      readonly MetricName: string
    }[]
    expect(counted).toMatchObject({ MetricNamespace: 'Rekindle', MetricValue: '1' })
    const alarm = alarms.find(({ MetricName }) => MetricName === counted?.MetricName)
    expect(alarm).toMatchObject({ Threshold: 1, TreatMissingData: 'notBreaching' })
    expect(alarm?.AlarmDescription).toBe(`${what} What to do: ${RUNBOOK}`)
    // It is not fixed because five minutes passed without another line.
    expect(alarm?.OKActions).toBeUndefined()
  })

  const deciding = Object.entries(specs).flatMap(([name, { decides }]) => (decides ? [name] : []))

  const withSecret = Object.entries(specs).flatMap(([name, { secret }]) => (secret ? [name] : []))
  const shared = [
    { ...NOT_UNDERSTOOD, functions: deciding },
    { ...SECRET_REFUSED, functions: withSecret },
  ]

  test('what functions share in their logs is met where they decide, or have the secret', () => {
    expect(deciding).toEqual(['react', 'send', 'wake', 'repair', 'follow-upgrade'])
    expect(withSecret).toContain('unsubscribe-by-mail')
    expect(withSecret).toHaveLength(6)
  })

  test.each(shared)(
    'one alarm rings if any function logs "$line"',
    ({ line, means, functions }) => {
      const counting = resourcesOf(pipeline, 'AWS::Logs::MetricFilter').filter(({ path }) =>
        path.endsWith(`/Log/${line}`),
      )
      expect(counting.map(({ path }) => path.split('/', 1)[0]).toSorted()).toEqual(
        functions.toSorted(),
      )
      for (const { Properties } of counting) {
        expect(Properties.FilterPattern).toBe(`{ $.event = "${line}" }`)
        expect(Properties.MetricTransformations).toMatchObject([
          { MetricNamespace: 'Rekindle', MetricName: line, MetricValue: '1' },
        ])
      }
      const ringing = alarms.filter(({ MetricName }) => MetricName === line)
      expect(ringing).toHaveLength(1)
      expect(ringing[0]).toMatchObject({ Threshold: 1, TreatMissingData: 'notBreaching' })
      expect(ringing[0]?.AlarmDescription).toBe(`${means} What to do: ${RUNBOOK}`)
    },
  )

  const sums = Object.entries(specs).flatMap(([name, { counts = {} }]) =>
    Object.entries(counts).map(([line, field]) => ({ name, line, field })),
  )

  test.each(sums)(
    '$name sums up the lines "$line" of its log, by reason',
    ({ name, line, field }) => {
      const filter = resourcesOf(pipeline, 'AWS::Logs::MetricFilter').find(
        ({ path }) => path === `${name}/Log/${line}`,
      )
      expect(filter?.Properties.FilterPattern).toBe(`{ $.event = "${line}" }`)
      expect(filter?.Properties.MetricTransformations).toMatchObject([
        {
          ...{ MetricNamespace: 'Rekindle', MetricName: `${name}/${line}` },
          ...{ MetricValue: `$.${field}`, Dimensions: [{ Key: 'reason', Value: '$.reason' }] },
        },
      ])
      expect(alarms.filter(({ MetricName }) => MetricName === `${name}/${line}`)).toEqual([])
    },
  )

  test('the lines that ring are those that the manifest names', () => {
    const filters = resourcesOf(pipeline, 'AWS::Logs::MetricFilter').map(({ path }) => path)
    expect(filters.toSorted()).toEqual(
      [
        ...lines.map(({ name, line }) => `${name}/Log/${line}`),
        ...shared.flatMap(({ line, functions }) => functions.map((name) => `${name}/Log/${line}`)),
        ...answering.map(({ name }) => `${name}/Log/${UNAVAILABLE_LINE}`),
        ...sums.map(({ name, line }) => `${name}/Log/${line}`),
      ].toSorted(),
    )
    expect(filters).toContain('record-feedback/Log/marketing-paused')
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
    const { pipeline: withEmail } = synthesize({ alarmEmail: 'ops@shop.example' })
    expect(
      resourcesOf(withEmail, 'AWS::SNS::Subscription').map(({ Properties }) => Properties),
    ).toEqual([expect.objectContaining({ Protocol: 'email', Endpoint: 'ops@shop.example' })])
    expect(resourcesOf(pipeline, 'AWS::SNS::Subscription')).toEqual([])
  })
})
