import { expect, test } from 'vitest'
import { type FunctionSpec, manifest } from '../../functions/manifest.ts'
import { functionsOf, permissionsOf, resourcesOf } from '../support/templates.ts'
import { synthesize } from './synthesized.ts'

const MAILBOX = 'leave@in.shop.example'
const templates = synthesize({ unsubscribeMailbox: MAILBOX })
const functions = functionsOf(templates)
const permissions = permissionsOf(templates)
const all = [...permissions].flatMap(([role, may]) => may.map((one) => ({ role, ...one })))

const SES = 'arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:'
const IDENTITIES = `${SES}identity/`

/** Written out, so that a wider permission in the manifest is seen here and agreed to. */
const EXPECTED: Readonly<Record<keyof typeof manifest, readonly string[]>> = {
  'record-purchases': [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'dynamodb:UpdateItem Table.Arn',
    'secretsmanager:GetSecretValue Secret',
  ],
  customers: [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'dynamodb:UpdateItem Table.Arn',
    'secretsmanager:GetSecretValue Secret',
  ],
  products: [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:GetItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
  ],
  unsubscribe: [
    'dynamodb:GetItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'secretsmanager:GetSecretValue Secret',
  ],
  react: [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:DescribeStream Table.StreamArn',
    'dynamodb:GetRecords Table.StreamArn',
    'dynamodb:GetShardIterator Table.StreamArn',
    'dynamodb:ListStreams Table.StreamArn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'sqs:SendMessage react/Function/GivenUp.Arn',
    'sqs:SendMessage repair-queue/Queue.Arn',
  ],
  repair: [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'sqs:DeleteMessage repair-queue/Queue.Arn',
    'sqs:GetQueueAttributes repair-queue/Queue.Arn',
    'sqs:ReceiveMessage repair-queue/Queue.Arn',
  ],
  wake: [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'dynamodb:Query Table.Arn/index/wake',
    'sqs:SendMessage repair-queue/Queue.Arn',
  ],
  'follow-upgrade': [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:GetItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'dynamodb:Scan Table.Arn',
  ],
  'fit-model': [
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'dynamodb:Scan Table.Arn',
  ],
  'build-recommendations': [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:GetItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'dynamodb:Scan Table.Arn',
  ],
  'read-feeds': [
    'dynamodb:GetItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
  ],
  relay: [
    'dynamodb:DescribeStream Table.StreamArn',
    'dynamodb:GetRecords Table.StreamArn',
    'dynamodb:GetShardIterator Table.StreamArn',
    'dynamodb:ListStreams Table.StreamArn',
    'events:PutEvents Bus.Arn',
    'sqs:SendMessage relay/Function/GivenUp.Arn',
    'sqs:SendMessage send-queue/Queue.Arn',
  ],
  send: [
    'dynamodb:DeleteItem Table.Arn',
    'dynamodb:GetItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'secretsmanager:GetSecretValue Secret',
    'ses:GetSendQuota *',
    `ses:SendRawEmail ${IDENTITIES}*`,
    `ses:SendRawEmail ${SES}configuration-set/Mail`,
    `ses:SendRawEmail ${SES}configuration-set/TrackedMail`,
    'sqs:DeleteMessage send-queue/Queue.Arn',
    'sqs:GetQueueAttributes send-queue/Queue.Arn',
    'sqs:ReceiveMessage send-queue/Queue.Arn',
  ],
  'record-feedback': [
    'dynamodb:GetItem Table.Arn',
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'secretsmanager:GetSecretValue Secret',
    'sqs:DeleteMessage feedback-queue/Queue.Arn',
    'sqs:GetQueueAttributes feedback-queue/Queue.Arn',
    'sqs:ReceiveMessage feedback-queue/Queue.Arn',
  ],
  'unsubscribe-by-mail': [
    'dynamodb:PutItem Table.Arn',
    'dynamodb:Query Table.Arn',
    'secretsmanager:GetSecretValue Secret',
    'sqs:SendMessage unsubscribe-by-mail/Function/GivenUp.Arn',
  ],
}

test.each(Object.entries(EXPECTED))(
  '%s may do what it performs, write its own log, and nothing else',
  (name, expected) => {
    const own = functions.get(name)?.permissions.map(({ action, on }) => `${action} ${on}`) ?? []
    const log = [`logs:CreateLogStream ${name}/Log.Arn`, `logs:PutLogEvents ${name}/Log.Arn`]
    expect(own.toSorted()).toEqual([...expected, ...log].toSorted())
  },
)

test.each(Object.entries<FunctionSpec>(manifest))(
  '%s may do to the table what the manifest says',
  (name, { table }) => {
    const may =
      functions.get(name)?.permissions.filter(({ on }) => on.startsWith('Table.Arn')) ?? []
    expect(may.map(({ action, on }) => `${action} ${on}`).toSorted()).toEqual(
      [
        ...table.actions.map((action) => `${action} Table.Arn`),
        ...(table.wakeIndex ? ['dynamodb:Query Table.Arn/index/wake'] : []),
      ].toSorted(),
    )
  },
)

test('every function of the manifest is there, and no other', () => {
  expect([...functions.keys()].toSorted()).toEqual(Object.keys(manifest).toSorted())
})

test('where no mail is received, no role has the permissions for it', () => {
  const withoutMail = Object.keys(manifest).filter((name) => name !== 'unsubscribe-by-mail')
  const templates = synthesize()
  expect([...functionsOf(templates).keys()].toSorted()).toEqual(withoutMail.toSorted())
  expect([...permissionsOf(templates).keys()].join()).not.toContain('unsubscribe-by-mail')
})

test('no role may do everything of a kind, or anything to everything', () => {
  expect(all.filter(({ action }) => action.includes('*'))).toEqual([])
  const wide = all.filter(({ on }) => on.includes('*'))
  expect(wide.map(({ role, action, on }) => `${role} ${action} ${on}`).toSorted()).toEqual([
    // The quota is the account's: SES knows no resource for it.
    'send/Role ses:GetSendQuota *',
    `send/Role ses:SendRawEmail ${IDENTITIES}*`,
  ])
})

test('no role has a policy that AWS manages, and each belongs to one function or its schedule', () => {
  const roles = resourcesOf(templates.pipeline, 'AWS::IAM::Role')
  expect(roles.filter(({ Properties }) => Properties.ManagedPolicyArns)).toEqual([])
  const scheduled = ['wake', 'follow-upgrade', 'fit-model', 'build-recommendations', 'read-feeds']
  const own = Object.keys(manifest).map((name) => `${name}/Role`)
  const schedules = scheduled.map((name) => `${name}/Function/ScheduleRole`)
  expect(roles.map(({ path }) => path).toSorted()).toEqual([...own, ...schedules].sort())
  for (const name of scheduled)
    expect(permissions.get(`${name}/Function/ScheduleRole`)).toEqual([
      { action: 'lambda:InvokeFunction', on: `${name}/Function.Arn` },
    ])
})

test('a shop that names its domain can send from no other', () => {
  const send = functionsOf(synthesize({ fromDomain: 'shop.example' })).get('send')
  const from = send?.permissions.filter(({ on }) => on.includes('identity')).map(({ on }) => on)
  expect(from).toEqual([`${IDENTITIES}shop.example`])
})
