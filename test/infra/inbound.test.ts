/** What comes in from AWS itself: events of its services, and mail. */
import { describe, expect, test } from 'vitest'
import { type FunctionSpec, manifest } from '../../functions/manifest.ts'
import { readable, resourcesOf } from '../support/templates.ts'
import { synthesize } from './synthesized.ts'

const MAILBOX = 'leave@in.shop.example'
const templates = synthesize({ unsubscribeMailbox: MAILBOX })
const { pipeline } = templates
const read = (value: unknown) => readable(value, pipeline, templates)
const specs: Readonly<Record<string, FunctionSpec>> = manifest

const isOfDeployments = (pattern: unknown): boolean =>
  JSON.stringify(pattern).includes('aws.cloudformation')

describe('events of other services', () => {
  const rules = resourcesOf(pipeline, 'AWS::Events::Rule').map(({ Properties }) => Properties)

  test("go from the account's default bus to the function that asks for them", () => {
    const asking = Object.values(specs).flatMap(({ trigger }) =>
      trigger.kind === 'queue' && trigger.eventsFrom
        ? [{ source: trigger.eventsFrom, into: `${trigger.queue}-queue/Queue.Arn` }]
        : [],
    )
    const feeding = rules.filter(({ EventPattern }) => !isOfDeployments(EventPattern))
    expect(
      feeding.map(({ EventPattern, Targets, State }) => ({
        EventPattern,
        State,
        into: (Targets as readonly { Arn: unknown }[]).map(({ Arn }) => read(Arn)),
      })),
    ).toEqual(
      asking.map(({ source, into }) => ({
        EventPattern: { source: [source] },
        State: 'ENABLED',
        into: [into],
      })),
    )
    expect(asking).toEqual([{ source: 'aws.ses', into: 'feedback-queue/Queue.Arn' }])
    // No bus is named: that is the default one, and SES publishes its events to no other.
    expect(new Set(rules.map(({ EventBusName }) => EventBusName))).toEqual(new Set([undefined]))
  })

  test('of CloudFormation run what follows an upgrade, at the end of each deployment of the stack', () => {
    const [rule, ...others] = rules.filter(({ EventPattern }) => isOfDeployments(EventPattern))
    expect(others).toEqual([])
    expect(rule?.EventPattern).toMatchObject({
      'detail-type': ['CloudFormation Stack Status Change'],
      detail: {
        'stack-id': [{ Ref: 'AWS::StackId' }],
        'status-details': {
          status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'],
        },
      },
    })
    const [target] = (rule?.Targets ?? []) as readonly { readonly Arn: unknown }[]
    expect(read(target?.Arn)).toBe('follow-upgrade/Function.Arn')
  })
})

describe('mail that comes in', () => {
  const [rule] = resourcesOf(pipeline, 'AWS::SES::ReceiptRule')

  test('is taken in for one address, over TLS and scanned, and handed to its function', () => {
    expect(resourcesOf(pipeline, 'AWS::SES::ReceiptRule')).toHaveLength(1)
    expect(rule?.Properties.Rule).toEqual({
      Recipients: [MAILBOX],
      Enabled: true,
      ScanEnabled: true,
      TlsPolicy: 'Require',
      Actions: [{ LambdaAction: { FunctionArn: expect.anything(), InvocationType: 'Event' } }],
    })
    const { Actions = [] } = (rule?.Properties.Rule ?? {}) as {
      Actions?: readonly { LambdaAction: { FunctionArn: unknown } }[]
    }
    expect(read(Actions[0]?.LambdaAction.FunctionArn)).toBe('unsubscribe-by-mail/Function.Arn')
  })

  test('is handed over by SES of this account and by no other caller', () => {
    const permissions = resourcesOf(pipeline, 'AWS::Lambda::Permission').filter(
      ({ Properties }) => read(Properties.FunctionName) === 'unsubscribe-by-mail/Function.Arn',
    )
    expect(permissions.map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        Action: 'lambda:InvokeFunction',
        Principal: 'ses.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
      }),
    ])
  })

  test('is tried again, and what fails then is set aside', () => {
    const config = resourcesOf(pipeline, 'AWS::Lambda::EventInvokeConfig').find(
      ({ Properties }) => read(Properties.FunctionName) === 'unsubscribe-by-mail/Function',
    )
    expect(config?.Properties).toMatchObject({
      MaximumRetryAttempts: 2,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringContaining('GivenUp'), 'Arn'] } },
      },
    })
  })

  test('is activated by its owner, with the command in the deployment’s output', () => {
    const command = read(pipeline.Outputs?.TakeInMail?.Value)
    expect(command).toBe(
      `aws ses set-active-receipt-rule-set --rule-set-name ${read(rule?.Properties.RuleSetName)}`,
    )
  })

  test('is not taken in where no mailbox is named', () => {
    const { pipeline: withoutDomain } = synthesize()
    for (const type of ['AWS::SES::ReceiptRule', 'AWS::SES::ReceiptRuleSet'])
      expect(resourcesOf(withoutDomain, type)).toEqual([])
    expect(Object.keys(withoutDomain.Outputs ?? {}).toSorted()).toEqual(['AlarmTopic', 'ApiUrl'])
  })
})
