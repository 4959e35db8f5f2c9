/** A reader of the table's stream that gives up a record only shortly before the stream does. */
import { Duration } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import type { FunctionSpec, RowPrefix } from '../../functions/manifest.ts'
import { addAlarm } from './alarm.ts'
import type { FunctionProps } from './bundled-function.ts'
import { makeGivenUpQueue } from './queues.ts'

/**
 * A record is read again until it reaches this age, without a limit on attempts: a record given up
 * is a fact without a reaction, and a new customer may have no other. The stream keeps records for
 * 24 hours; this is an hour less, so that a given-up record is noted while it can still be read.
 */
const OLDEST_RECORD = Duration.hours(23)
const LATE = Duration.minutes(10)

type ReaderProps = Pick<FunctionProps, 'name' | 'alarms'> & {
  readonly spec: FunctionSpec
  readonly rows: readonly RowPrefix[]
  readonly table: Table
}

/** Has `made` read the changes of those rows, in order for each row, at least once. */
export function readStream(
  made: lambda.Function,
  { name, spec, rows, table, alarms }: ReaderProps,
): void {
  const { harm } = spec
  const { tableStreamArn: streamArn } = table
  if (streamArn === undefined) throw new Error('the table has no stream')
  const givenUp = makeGivenUpQueue(made, {
    what: `The function "${name}" gave up records of the table's stream.`,
    harm,
    alarms,
  })
  made.addToRolePolicy(
    new PolicyStatement({
      actions: [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
      resources: [streamArn],
    }),
  )
  made.addToRolePolicy(
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [givenUp.queueArn] }),
  )
  new lambda.EventSourceMapping(made, 'Stream', {
    target: made,
    eventSourceArn: streamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    filters: [
      lambda.FilterCriteria.filter({
        dynamodb: { Keys: { sk: { S: rows.map((prefix) => ({ prefix })) } } },
      }),
    ],
    batchSize: 100,
    parallelizationFactor: 4,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    maxRecordAge: OLDEST_RECORD,
    onFailure: { bind: () => ({ destination: givenUp.queueArn }) },
  })
  addAlarm(made, 'Late', {
    what: `The function "${name}" is ${LATE.toMinutes()} minutes behind the table's stream.`,
    harm,
    metric: made.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
    threshold: LATE.toMilliseconds(),
    badPeriods: { bad: 3, of: 5 },
    alarms,
  })
}
