/** Runs a function when the stack has reached the end of a deployment, or of a rollback. */
import { Stack } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'

/**
 * Then all functions have the same code again.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
const ENDS = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']

export function runAfterDeployment(made: LambdaFunction): void {
  new Rule(made, 'Deployed', {
    description: 'The end of each deployment of this stack',
    eventPattern: {
      source: ['aws.cloudformation'],
      detailType: ['CloudFormation Stack Status Change'],
      detail: { 'stack-id': [Stack.of(made).stackId], 'status-details': { status: ENDS } },
    },
    targets: [new FunctionTarget(made)],
  })
}
