/** An alarm states who is affected and links to the instructions. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/** Where alarms are sent, and the runbook they link to. */
export type Alarms = { readonly topic: ITopic; readonly runbookUrl: string }

export type AlarmProps = {
  /** What happened, as a sentence. */
  readonly what: string
  /** What a person notices, from the manifest; absent where `what` says it. */
  readonly harm?: string
  readonly metric: cloudwatch.IMetric
  /** Rings at or above this, unless `rings` says below. */
  readonly threshold: number
  readonly rings?: 'at-or-above' | 'below'
  /** How many of the last periods must be bad: one of one by default. */
  readonly badPeriods?: { readonly bad: number; readonly of: number }
  /** Whether missing data raises the alarm too; by default it does not. */
  readonly missingDataIsBad?: boolean
  /** It rings for a single event: later periods without one do not mean that it was fixed. */
  readonly happenedOnce?: true
  readonly alarms: Alarms
}

/** @example addAlarm(this, 'Unsent', { what: 'Mails wait.', harm, metric, threshold: 1, alarms }) */
export function addAlarm(scope: Construct, id: string, props: AlarmProps): cloudwatch.Alarm {
  const { what, harm, metric, threshold, badPeriods = { bad: 1, of: 1 }, alarms } = props
  const said = harm === undefined ? what : `${what} ${harm}`
  const { ComparisonOperator, TreatMissingData } = cloudwatch
  const alarm = new cloudwatch.Alarm(scope, id, {
    alarmDescription: `${said} What to do: ${alarms.runbookUrl}`,
    metric,
    threshold,
    comparisonOperator:
      props.rings === 'below'
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    datapointsToAlarm: badPeriods.bad,
    evaluationPeriods: badPeriods.of,
    treatMissingData: props.missingDataIsBad
      ? TreatMissingData.BREACHING
      : TreatMissingData.NOT_BREACHING,
  })
  alarm.addAlarmAction(new actions.SnsAction(alarms.topic))
  if (!props.happenedOnce) alarm.addOkAction(new actions.SnsAction(alarms.topic))
  return alarm
}
