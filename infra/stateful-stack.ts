/** What must never be lost: the rows, the secret, and the names that others hold on to. */
import { type App, CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb'
import * as events from 'aws-cdk-lib/aws-events'
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager'
import * as ses from 'aws-cdk-lib/aws-ses'
import { EXPIRES_AT, WAKE_INDEX } from '../functions/manifest.ts'
import type { Settings } from './settings.ts'

/** The name under which the company's own rules find the bus. */
const BUS_NAME = 'rekindle'

/** Of letters and digits, so over 380 bits; address hashes and links in mails rest on it. */
const SECRET_LENGTH = 64

export type Stateful = {
  readonly stack: Stack
  readonly table: dynamodb.Table
  readonly secret: secretsmanager.Secret
  readonly bus: events.EventBus
  readonly configurationSet: ses.ConfigurationSet
  /** For mails to customers who agreed to have their opens and clicks counted. */
  readonly trackedConfigurationSet: ses.ConfigurationSet
}

export function makeStatefulStack(app: App, settings: Settings): Stateful {
  const stack = new Stack(app, 'RekindleStateful', {
    description: 'Rekindle: the rows, the secret and the event bus, which outlive any deployment',
    terminationProtection: true,
  })
  const table = makeTable(stack)
  const secret = makeSecret(stack)
  // What the command asks for: --table and --secret.
  new CfnOutput(stack, 'TableName', { value: table.tableName })
  new CfnOutput(stack, 'SecretArn', { value: secret.secretArn })
  return {
    stack,
    table,
    secret,
    bus: new events.EventBus(stack, 'Bus', {
      eventBusName: BUS_NAME,
      description: "Publishes changes of class to the company's other systems",
    }),
    configurationSet: makeConfigurationSet(stack, 'Mail', settings),
    trackedConfigurationSet: makeConfigurationSet(stack, 'TrackedMail', settings, OPENS_AND_CLICKS),
  }
}

function makeTable(stack: Stack): dynamodb.Table {
  const table = new dynamodb.Table(stack, 'Table', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: EXPIRES_AT,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: dynamodb.TableEncryption.AWS_MANAGED,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  })
  table.addGlobalSecondaryIndex({
    indexName: WAKE_INDEX,
    partitionKey: { name: 'wakeShard', type: dynamodb.AttributeType.NUMBER },
    sortKey: { name: 'wakeAt', type: dynamodb.AttributeType.NUMBER },
    projectionType: dynamodb.ProjectionType.KEYS_ONLY,
  })
  return table
}

function makeSecret(stack: Stack): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(stack, 'Secret', {
    description: 'Addresses are hashed and unsubscribe links signed with it; never change it',
    generateSecretString: { passwordLength: SECRET_LENGTH, excludePunctuation: true },
    removalPolicy: RemovalPolicy.RETAIN,
  })
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason:
      'Suppression is kept by the hashes this key makes, and links in mails already sent are signed with it: another key would mail people who left and break their links.',
  })
  return secret
}

/** Asked for these, SES puts a pixel into every mail and rewrites its links: that is tracking. */
const OPENS_AND_CLICKS = [ses.EmailSendingEvent.OPEN, ses.EmailSendingEvent.CLICK]
const DELIVERY_EVENTS = [
  ses.EmailSendingEvent.SEND,
  ses.EmailSendingEvent.DELIVERY,
  ses.EmailSendingEvent.DELIVERY_DELAY,
  ses.EmailSendingEvent.BOUNCE,
  ses.EmailSendingEvent.COMPLAINT,
  ses.EmailSendingEvent.REJECT,
  ses.EmailSendingEvent.RENDERING_FAILURE,
]

function makeConfigurationSet(
  stack: Stack,
  id: string,
  { sesEvents }: Settings,
  moreEvents: readonly ses.EmailSendingEvent[] = [],
): ses.ConfigurationSet {
  const configurationSet = new ses.ConfigurationSet(stack, id, {
    reputationMetrics: true,
    // Bounces are classified by Rekindle: SES would also suppress addresses that only rejected a
    // mail's content.
    suppressionReasons: ses.SuppressionReasons.COMPLAINTS_ONLY,
  })
  if (!sesEvents) return configurationSet
  // SES publishes its events to the default bus and to no other.
  configurationSet.addEventDestination('Events', {
    events: [...DELIVERY_EVENTS, ...moreEvents],
    destination: ses.EventDestination.eventBus(
      events.EventBus.fromEventBusName(stack, `${id}DefaultBus`, 'default'),
    ),
  })
  return configurationSet
}
