/** Events of an AWS service, from the account's default bus into a queue. */
import { Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'

/** Every detail type: what is of no use is told so by whoever reads it. */
export function feedEvents(scope: Construct, source: string, queue: Queue): void {
  new Rule(scope, 'Events', {
    description: `Everything ${source} tells, into a queue`,
    eventPattern: { source: [source] },
    targets: [new SqsQueue(queue)],
  })
}
