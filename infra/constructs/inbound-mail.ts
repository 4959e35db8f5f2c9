/** Inbound mail: SES receives mail to one address and passes its headers to a function. */
import { CfnOutput, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import * as ses from 'aws-cdk-lib/aws-ses'
import { Lambda, LambdaInvocationType } from 'aws-cdk-lib/aws-ses-actions'
import type { FunctionSpec } from '../../functions/manifest.ts'
import type { FunctionProps } from './bundled-function.ts'
import { makeGivenUpQueue } from './queues.ts'

/** SES does not wait for the function; Lambda retries, at most this often. */
const RETRIES = 2

type InboundProps = Pick<FunctionProps, 'name' | 'alarms'> & {
  readonly spec: FunctionSpec
  /** The only address for which mail is received. */
  readonly mailbox: string
}

/**
 * A region has one active rule set, which may be the company's own: activating this one is left to
 * its owner, with the command in the output.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html
 * @example receiveMail(made, { ...props, mailbox: 'leave@in.shop.example' })
 */
export function receiveMail(
  made: LambdaFunction,
  { name, spec, mailbox, alarms }: InboundProps,
): void {
  const givenUp = makeGivenUpQueue(made, {
    what: `The function "${name}" failed ${RETRIES + 1} times at a mail that came in.`,
    harm: spec.harm,
    alarms,
  })
  made.configureAsyncInvoke({
    retryAttempts: RETRIES,
    onFailure: { bind: () => ({ destination: givenUp.queueArn }) },
  })
  made.addToRolePolicy(
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [givenUp.queueArn] }),
  )
  const rules = new ses.ReceiptRuleSet(made, 'Rules')
  rules.addRule('Mail', {
    recipients: [mailbox],
    scanEnabled: true,
    tlsPolicy: ses.TlsPolicy.REQUIRE,
    actions: [new Lambda({ function: made, invocationType: LambdaInvocationType.EVENT })],
  })
  new CfnOutput(Stack.of(made), 'TakeInMail', {
    description: 'Puts the rules for mail that comes in into force, in place of any other set',
    value: `aws ses set-active-receipt-rule-set --rule-set-name ${rules.receiptRuleSetName}`,
  })
}
