/** A function's permissions: the manifest's actions, on the resources they concern. */
import { Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { type FunctionSpec, type QueueName, WAKE_INDEX } from '../../functions/manifest.ts'
import type { Settings } from '../settings.ts'
import type { Stateful } from '../stateful-stack.ts'

export type Resources = Omit<Stateful, 'stack'> &
  Pick<Settings, 'fromDomain' | 'unsubscribeMailbox'> & {
    readonly queues: Readonly<Record<QueueName, Queue>>
    readonly publicUrl: string
  }

const allow = (actions: readonly string[], ...resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] })

/**
 * What a function's role may do, apart from its log and its trigger.
 *
 * Rows are not restricted by `dynamodb:LeadingKeys`: every function here works for every customer,
 * and partition keys are the customers' own.
 */
function statementsOf(spec: FunctionSpec, resources: Resources): readonly PolicyStatement[] {
  const { table, bus, secret, queues } = resources
  const { actions, wakeIndex } = spec.table
  return [
    ...(actions.length > 0 ? [allow(actions, table.tableArn)] : []),
    ...(wakeIndex ? [allow(['dynamodb:Query'], `${table.tableArn}/index/${WAKE_INDEX}`)] : []),
    ...(spec.sendsTo ?? []).map((queue) => allow(['sqs:SendMessage'], queues[queue].queueArn)),
    ...(spec.sendsMail
      ? [
          allow(['ses:SendRawEmail'], ...mailArns(resources)),
          // It is of the account as a whole: there is no resource to name.
          allow(['ses:GetSendQuota'], '*'),
        ]
      : []),
    ...(spec.putsEvents ? [allow(['events:PutEvents'], bus.eventBusArn)] : []),
    ...(spec.secret ? [allow(['secretsmanager:GetSecretValue'], secret.secretArn)] : []),
  ]
}

/**
 * SES asks for leave on the sending identity and on the configuration set. Without `fromDomain`
 * every identity of the account will do. In the SES sandbox leave it out: there SES asks for leave
 * on a verified recipient's identity too.
 */
function mailArns(resources: Resources): readonly string[] {
  const { fromDomain, configurationSet, trackedConfigurationSet, table } = resources
  const arnOf = (resource: string, resourceName: string) =>
    Stack.of(table).formatArn({ service: 'ses', resource, resourceName })
  return [
    arnOf('identity', fromDomain ?? '*'),
    arnOf('configuration-set', configurationSet.configurationSetName),
    arnOf('configuration-set', trackedConfigurationSet.configurationSetName),
  ]
}

/** Gives a role what the manifest says its function performs. */
export function allowWhatItPerforms(role: Role, spec: FunctionSpec, resources: Resources): void {
  for (const statement of statementsOf(spec, resources)) role.addToPolicy(statement)
  if (!spec.sendsMail) return
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'ses:GetSendQuota supports no resources: it reads the quota of the account.',
  })
  if (resources.fromDomain !== undefined) return
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
    reason:
      "Shops choose their sender addresses after deployment, so until fromDomain is given any of the account's own identities may send; SES sends from verified ones only.",
  })
}
