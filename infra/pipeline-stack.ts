/** What works on the rows: every function of the manifest with its trigger, in one loop. */
import { type App, CfnOutput, Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { type FunctionSpec, manifest, type QueueName } from '../functions/manifest.ts'
import type { Alarms } from './constructs/alarm.ts'
import { makeAlarmTopic } from './constructs/alarm-topic.ts'
import {
  type FunctionProps,
  makeFunction,
  ringOnSharedLines,
} from './constructs/bundled-function.ts'
import { runAfterDeployment } from './constructs/deployment-end.ts'
import { feedEvents } from './constructs/event-feed.ts'
import { addRoutes, makeApi } from './constructs/http-function.ts'
import { receiveMail } from './constructs/inbound-mail.ts'
import { workOff } from './constructs/queue-worker.ts'
import { makeWorkQueue } from './constructs/queues.ts'
import { runEvery } from './constructs/scheduled-function.ts'
import { readStream } from './constructs/stream-reader.ts'
import type { Settings } from './settings.ts'
import type { Stateful } from './stateful-stack.ts'

const specs: Readonly<Record<string, FunctionSpec>> = manifest

export function makePipelineStack(app: App, stateful: Stateful, settings: Settings): Stack {
  const stack = new Stack(app, 'RekindlePipeline', {
    description: 'Rekindle: receives purchases, decides, sends; stores nothing itself',
  })
  const topic = makeAlarmTopic(stack, settings.alarmEmail)
  const alarms: Alarms = { topic, runbookUrl: settings.runbookUrl }
  const api = makeApi(stack)
  const resources = {
    ...stateful,
    ...settings,
    queues: makeQueues(stack, alarms),
    publicUrl: settings.publicUrl ?? api.apiEndpoint,
  }
  for (const [name, spec] of Object.entries(specs))
    if (isWanted(spec, settings)) addFunction(stack, api, { name, spec, resources, alarms })
  ringOnSharedLines(stack, alarms)
  new CfnOutput(stack, 'ApiUrl', { value: api.apiEndpoint })
  new CfnOutput(stack, 'AlarmTopic', { value: topic.topicArn })
  return stack
}

/** No trigger exists for a mail function if no mail is received. */
const isWanted = ({ trigger }: FunctionSpec, { unsubscribeMailbox }: Settings): boolean =>
  trigger.kind !== 'inbound-mail' || unsubscribeMailbox !== undefined

/** Each queue belongs to the one function that works it off. */
function makeQueues(stack: Stack, alarms: Alarms): Readonly<Record<QueueName, Queue>> {
  return Object.fromEntries(
    Object.values(specs).flatMap((spec) =>
      spec.trigger.kind === 'queue'
        ? [[spec.trigger.queue, makeWorkQueue(stack, spec.trigger.queue, spec, alarms)]]
        : [],
    ),
  ) as Record<QueueName, Queue>
}

function addFunction(stack: Stack, api: HttpApi, props: FunctionProps): void {
  const { trigger } = props.spec
  const { table, queues, unsubscribeMailbox } = props.resources
  const made = makeFunction(stack, props)
  switch (trigger.kind) {
    case 'http':
      addRoutes(api, made, trigger)
      break
    case 'stream':
      readStream(made, { ...props, rows: trigger.rows, table })
      break
    case 'queue':
      workOff(made, queues[trigger.queue])
      if (trigger.eventsFrom) feedEvents(made, trigger.eventsFrom, queues[trigger.queue])
      break
    case 'schedule':
      runEvery(made, { ...props, everyMinutes: trigger.everyMinutes })
      if (trigger.afterDeployment) runAfterDeployment(made)
      break
    case 'inbound-mail':
      if (unsubscribeMailbox) receiveMail(made, { ...props, mailbox: unsubscribeMailbox })
      break
  }
}
