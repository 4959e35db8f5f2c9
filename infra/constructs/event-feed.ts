/** Events of an AWS service, from the account's default bus into a queue. */
import { Rule } from 'aws-cdk-lib/aws-events'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'

/** Every detail type: the reader ignores what it does not need. Only this rule feeds the queue. */
export function feedEvents(scope: Construct, source: string, queue: Queue): void {
  const rule = new Rule(scope, 'Events', {
    description: `All events of ${source}, into a queue`,
    eventPattern: { source: [source] },
    targets: [{ bind: () => ({ arn: queue.queueArn }) }],
  })
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EventsOfThisRule',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
    }),
  )
}
