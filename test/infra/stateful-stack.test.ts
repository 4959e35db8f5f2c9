import { describe, expect, test } from 'vitest'
import { EXPIRES_AT, WAKE_INDEX } from '../../functions/manifest.ts'
import { type Resource, readable, resourcesOf } from '../support/templates.ts'
import { synthesize } from './synthesized.ts'

const templates = synthesize()
const { stateful } = templates
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
    TimeToLiveSpecification: { AttributeName: EXPIRES_AT, Enabled: true },
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

const FATE = [
  'bounce',
  'complaint',
  'delivery',
  'deliveryDelay',
  'reject',
  'renderingFailure',
  'send',
]

describe('the two configuration sets', () => {
  const sets = resourcesOf(stateful, 'AWS::SES::ConfigurationSet')
  const destinations = resourcesOf(stateful, 'AWS::SES::ConfigurationSetEventDestination').map(
    ({ path, Properties }) => ({
      of: path.split('/', 1)[0],
      destination: Properties.EventDestination as {
        readonly MatchingEventTypes: readonly string[]
        readonly Enabled: boolean
        readonly EventBridgeDestination: { readonly EventBusArn: unknown }
      },
    }),
  )

  test('track opens and clicks in the set for customers who agreed, and in no other', () => {
    expect(sets.map(({ path }) => path)).toEqual(['Mail', 'TrackedMail'])
    const events = destinations.map(({ of, destination: { MatchingEventTypes } }) => [
      of,
      MatchingEventTypes.toSorted(),
    ])
    expect(Object.fromEntries(events)).toEqual({
      Mail: FATE,
      TrackedMail: [...FATE, 'click', 'open'].toSorted(),
    })
  })

  test("publish their events to the account's default bus, as SES does to no other", () => {
    for (const { destination } of destinations) {
      expect(destination.Enabled).toBe(true)
      const arn = readable(destination.EventBridgeDestination.EventBusArn, stateful, templates)
      expect(arn).toMatch(/:event-bus\/default$/)
    }
  })

  test('have SES suppress who complained, and leave bounces to us', () => {
    for (const { Properties } of sets)
      expect(Properties).toMatchObject({
        SuppressionOptions: { SuppressedReasons: ['COMPLAINT'] },
        ReputationOptions: { ReputationMetricsEnabled: true },
      })
  })

  test('publish nothing for an owner who wants no events of SES', () => {
    const { stateful: withoutEvents } = synthesize({ sesEvents: 'false' })
    expect(resourcesOf(withoutEvents, 'AWS::SES::ConfigurationSetEventDestination')).toEqual([])
    expect(resourcesOf(withoutEvents, 'AWS::SES::ConfigurationSet')).toHaveLength(2)
  })
})
