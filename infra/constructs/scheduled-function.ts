/** A function that a schedule runs, and the alarm for missed runs. */
import { Duration, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnSchedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import type { FunctionSpec } from '../../functions/manifest.ts'
import { addAlarm } from './alarm.ts'
import type { FunctionProps } from './bundled-function.ts'

/**
 * The next run does what this one did not. Retried late, runs would only overlap; 60 seconds is the
 * least that Lambda and the scheduler accept.
 */
const NOT_MADE_UP_FOR = { retryAttempts: 0, maxEventAge: Duration.seconds(60) } as const

/**
 * How many runs in a row must be missed before the alarm rings. For a daily run that is five days;
 * an alarm looks back seven at most.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const MISSED_RUNS = 5

type ScheduleProps = Pick<FunctionProps, 'name' | 'alarms'> & {
  readonly spec: FunctionSpec
  readonly everyMinutes: number
}

export function runEvery(
  made: LambdaFunction,
  { name, spec, everyMinutes, alarms }: ScheduleProps,
): void {
  const every = Duration.minutes(everyMinutes)
  // The scheduler only hands the event over; it is Lambda that would run it again.
  made.configureAsyncInvoke(NOT_MADE_UP_FOR)
  const role = new iam.Role(made, 'ScheduleRole', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(made).account } },
    }),
  })
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [made.functionArn],
    }),
  )
  const schedule = new CfnSchedule(made, 'Schedule', {
    description: spec.does,
    scheduleExpression: ScheduleExpression.rate(every).expressionString,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: made.functionArn,
      roleArn: role.roleArn,
      retryPolicy: {
        maximumRetryAttempts: NOT_MADE_UP_FOR.retryAttempts,
        maximumEventAgeInSeconds: NOT_MADE_UP_FOR.maxEventAge.toSeconds(),
      },
    },
  })
  schedule.node.addDependency(role)
  addAlarm(made, 'Silent', {
    what: `The function "${name}" was not run ${MISSED_RUNS} times in a row.`,
    harm: spec.harm,
    metric: made.metricInvocations({ period: every }),
    threshold: 1,
    rings: 'below',
    badPeriods: { bad: MISSED_RUNS, of: MISSED_RUNS },
    missingDataIsBad: true,
    alarms,
  })
}
