import { expect, test } from 'vitest'
import { WAKE_INDEX } from '../../functions/manifest.ts'
import { type Resource, resourcesOf } from '../support/templates.ts'
import { synthesize } from './synthesized.ts'

const { stateful } = synthesize()
const only = (type: string): Resource => {
  const found = resourcesOf(stateful, type)
  expect(found).toHaveLength(1)
  return found[0] as Resource
}

test('the rows outlive the stack and can be brought back to any instant of the last weeks', () => {
  const { Properties, DeletionPolicy, UpdateReplacePolicy } = only('AWS::DynamoDB::Table')
  expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  })
  expect(Properties).toMatchObject({
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true },
    BillingMode: 'PAY_PER_REQUEST',
  })
})

test('the table has the keys, the stream and the wake index that the store relies on', () => {
  const { Properties } = only('AWS::DynamoDB::Table')
  expect(Properties).toMatchObject({
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'wakeShard', AttributeType: 'N' },
      { AttributeName: 'wakeAt', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    GlobalSecondaryIndexes: [
      {
        IndexName: WAKE_INDEX,
        KeySchema: [
          { AttributeName: 'wakeShard', KeyType: 'HASH' },
          { AttributeName: 'wakeAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  })
})

test('the secret is made by AWS, long, and outlives the stack', () => {
  const { Properties, DeletionPolicy, UpdateReplacePolicy } = only('AWS::SecretsManager::Secret')
  expect(Properties.GenerateSecretString).toMatchObject({ PasswordLength: 64 })
  expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain'])
})

test('the company finds the bus under its name', () => {
  expect(only('AWS::Events::EventBus').Properties.Name).toBe('rekindle')
})

test('SES tells what became of each mail without tracking who opens it', () => {
  const { EventDestination } = only('AWS::SES::ConfigurationSetEventDestination').Properties
  const { MatchingEventTypes: told } = EventDestination as { MatchingEventTypes: string[] }
  expect(told).toEqual(expect.arrayContaining(['bounce', 'complaint', 'delivery', 'send']))
  expect(told).not.toContain('open')
  expect(told).not.toContain('click')
})

test('an owner who wants no events of SES gets none', () => {
  const { stateful: silent } = synthesize({ sesEvents: 'false' })
  expect(resourcesOf(silent, 'AWS::SES::ConfigurationSetEventDestination')).toEqual([])
  expect(resourcesOf(silent, 'AWS::SES::ConfigurationSet')).toHaveLength(1)
})
