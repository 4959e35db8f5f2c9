/**
 * The AWS pipeline as data: each function, what starts it, what it may do, and the harm if it
 * fails. The CDK app is made from this: a role may do what is listed here and nothing else. The API
 * description is typed by its routes (intake/api/operations.ts).
 *
 * The path of a purchase, in the order of the table below:
 *
 * 1. `record-purchases` checks it and writes facts (rows) to the table, then answers.
 * 2. The table's stream hands each changed fact to `react`, which loads the customer, decides, and
 *    commits the decision as rows: class, journeys, messages, and when to wake the customer.
 * 3. The stream hands due messages to `relay`, which puts them into the queue `send`, and changes
 *    of class, which it puts on the event bus.
 * 4. `send` decides again on fresh rows, prepares the mail, claims the message and hands it to SES.
 * 5. SES's events arrive through the queue `feedback` at `record-feedback`, which writes them to
 *    the message and the address.
 *
 * Outside that path, `wake` decides for every customer whose wake is due (dormancy, later steps,
 * the end of quiet hours, a due message that was not sent within an hour). A customer whose
 * decision fails in `react` or `wake` goes to the queue of `repair`, and the batch goes on; a batch
 * fails only if that queue cannot be reached. What fails there too ends in a dead-letter queue with
 * an alarm. `follow-upgrade` re-evaluates everyone after a deployment that decides differently.
 */

/** Rows by what their sort keys begin with, as a filter of the stream names them. */
export type RowPrefix =
  | 'order#'
  | 'refund#'
  | 'profile'
  | 'consent#'
  | 'hold#'
  | 'attribute#'
  | 'event#'
  | 'preferences'
  | 'message#'
  | 'lifecycle#'

export type TableAction =
  | 'dynamodb:Query'
  | 'dynamodb:Scan'
  | 'dynamodb:GetItem'
  | 'dynamodb:PutItem'
  | 'dynamodb:UpdateItem'
  | 'dynamodb:DeleteItem'

export type Trigger =
  | {
      readonly kind: 'http'
      readonly routes: readonly string[]
      /** It also answers what no route is for, such as a link with a slash at its end. */
      readonly answersOthers?: true
    }
  | { readonly kind: 'stream'; readonly rows: readonly RowPrefix[] }
  | {
      readonly kind: 'queue'
      readonly queue: QueueName
      /** Events of this source on the account's default bus go into the queue. */
      readonly eventsFrom?: 'aws.ses'
    }
  | {
      readonly kind: 'schedule'
      readonly everyMinutes: number
      /** It is also run when a deployment, or its rollback, is complete. */
      readonly afterDeployment?: true
    }
  /**
   * Mail to the unsubscribe mailbox; where the deployment names none, there is no such function.
   */
  | { readonly kind: 'inbound-mail' }

/** The queues that functions put work into. */
export type FedQueue = 'send' | 'repair'
export type QueueName = FedQueue | 'feedback'

export type FunctionSpec = {
  /** The entry, from the folder `functions`. */
  readonly entry: string
  readonly does: string
  readonly trigger: Trigger
  /** The actions it may perform on the table, and whether it may query the wake index too. */
  readonly table: { readonly actions: readonly TableAction[]; readonly wakeIndex?: true }
  readonly sendsTo?: readonly FedQueue[]
  /** May send mail through SES. */
  readonly sendsMail?: true
  /** May put events on the Rekindle event bus. */
  readonly putsEvents?: true
  /** May read the one secret, from which the keys to hash addresses and to sign links are made. */
  readonly secret?: true
  readonly memoryMb: number
  readonly timeoutSeconds: number
  /** The effect that a person notices if it fails; the alarms on its errors and queues state it. */
  readonly harm: string
  /** It decides for customers, and so may meet what only a newer version understands. */
  readonly decides?: true
  /** Lines of its log that are summed up in a metric, by their field that says how many they are for. */
  readonly counts?: Readonly<Record<string, string>>
  /** Lines of its log that raise an alarm, and what each means. */
  readonly rings?: Readonly<Record<string, string>>
}

export const manifest = {
  'record-purchases': {
    entry: 'runtimes/aws/lambdas/record-purchases.ts',
    does: 'Takes in purchases, refunds and other events',
    trigger: {
      kind: 'http',
      routes: [
        'POST /v1/shops/{shop}/purchases',
        'POST /v1/shops/{shop}/refunds',
        'POST /v1/shops/{shop}/events',
      ],
    },
    // The texts of an event that was refused as another one under its id are removed again.
    table: {
      actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    },
    secret: true,
    memoryMb: 512,
    timeoutSeconds: 15,
    harm: 'Shops cannot post purchases; what they do not post again is missing from their customers.',
  },
  customers: {
    entry: 'runtimes/aws/lambdas/customers.ts',
    does: 'Records profiles, consents and holds, looks customers up, and erases them',
    trigger: {
      kind: 'http',
      routes: [
        'PUT /v1/shops/{shop}/customers/{customer}',
        'GET /v1/shops/{shop}/customers/{customer}',
        'DELETE /v1/shops/{shop}/customers/{customer}',
        'POST /v1/shops/{shop}/customers/lookup',
        'POST /v1/shops/{shop}/customers/{customer}/merge',
        'PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}',
        'DELETE /v1/shops/{shop}/customers/{customer}/holds/{hold}',
      ],
    },
    table: {
      actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    },
    secret: true,
    memoryMb: 512,
    timeoutSeconds: 15,
    harm: 'Shops cannot update addresses and consents, hold mail back, look customers up or erase them.',
  },
  products: {
    entry: 'runtimes/aws/lambdas/products.ts',
    does: 'Takes in what mails may show of the articles that a shop sells, and the codes they give, and says what is known of them',
    trigger: {
      kind: 'http',
      routes: [
        'PUT /v1/shops/{shop}/products/{sku}',
        'GET /v1/shops/{shop}/products/{sku}',
        'DELETE /v1/shops/{shop}/products/{sku}',
        'GET /v1/shops/{shop}/products',
        'POST /v1/shops/{shop}/codes',
      ],
    },
    // A product that is removed leaves its row, so that an older version does not bring it back. Who
    // waited for a code, and is woken by new ones, is removed.
    table: {
      actions: ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
    },
    memoryMb: 256,
    timeoutSeconds: 15,
    harm: 'Recommendations show old prices and what is sold out, and nothing new; shops cannot add codes.',
  },
  react: {
    entry: 'runtimes/aws/lambdas/react.ts',
    does: 'Re-evaluates every customer with a changed fact',
    trigger: {
      kind: 'stream',
      rows: [
        'attribute#',
        'consent#',
        'event#',
        'hold#',
        'order#',
        'preferences',
        'profile',
        'refund#',
      ],
    },
    // A customer with another id by now leaves no row under the former one.
    table: { actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'] },
    sendsTo: ['repair'],
    decides: true,
    memoryMb: 512,
    timeoutSeconds: 60,
    harm: 'New purchases change no class and start no mail until this works again.',
  },
  relay: {
    entry: 'runtimes/aws/lambdas/relay.ts',
    does: 'Queues due messages for sending and publishes changes of class on the event bus',
    trigger: { kind: 'stream', rows: ['message#', 'lifecycle#'] },
    table: { actions: [] },
    sendsTo: ['send'],
    putsEvents: true,
    memoryMb: 256,
    timeoutSeconds: 30,
    harm: 'Due mail waits for its next relay (an hour); changes of class are not announced.',
  },
  send: {
    entry: 'runtimes/aws/lambdas/send.ts',
    does: 'Sends due messages through SES',
    trigger: { kind: 'queue', queue: 'send' },
    table: {
      actions: [
        ...['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem'],
        // A code that a mail takes is free no more.
        'dynamodb:DeleteItem',
      ],
    },
    sendsMail: true,
    secret: true,
    decides: true,
    memoryMb: 512,
    timeoutSeconds: 60,
    harm: 'The mails named in the dead-letter queue have not been sent.',
    rings: {
      'line-stopped': 'SES takes no mail from this account or shop: all mail waits.',
      'address-hash-differs':
        'An address was stored with another secret: the mail to it waits, since its customer may have opted out.',
      'few-codes-left':
        'A pool of codes is nearly empty: once it is, the mails of its campaigns wait.',
      'send-quota-unread': 'The SES quota could not be read: mail may go out slower than possible.',
    },
  },
  'record-feedback': {
    entry: 'runtimes/aws/lambdas/record-feedback.ts',
    does: 'Records SES events for each mail: bounces, complaints, deliveries',
    trigger: { kind: 'queue', queue: 'feedback', eventsFrom: 'aws.ses' },
    table: { actions: ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem'] },
    secret: true,
    memoryMb: 256,
    timeoutSeconds: 30,
    harm: 'Addresses that bounced or complained are mailed again until this works again.',
    counts: { 'event-ignored': 'count' },
    rings: {
      'marketing-paused':
        'Marketing to a mailbox provider paused itself: too many bounces or complaints.',
    },
  },
  wake: {
    entry: 'runtimes/aws/lambdas/wake.ts',
    does: 'Re-evaluates every customer whose wake is due',
    trigger: { kind: 'schedule', everyMinutes: 1 },
    table: {
      actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      wakeIndex: true,
    },
    sendsTo: ['repair'],
    decides: true,
    memoryMb: 512,
    timeoutSeconds: 55,
    harm: 'No customer becomes dormant and no later step of a journey is sent until this works again.',
  },
  repair: {
    entry: 'runtimes/aws/lambdas/repair.ts',
    does: 'Re-evaluates customers whose decision failed',
    trigger: { kind: 'queue', queue: 'repair' },
    table: { actions: ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'] },
    decides: true,
    memoryMb: 512,
    timeoutSeconds: 60,
    harm: 'The customers named in the dead-letter queue get no mail until they are decided for.',
  },
  'follow-upgrade': {
    entry: 'runtimes/aws/lambdas/follow-upgrade.ts',
    does: 'Re-evaluates every customer after a deployment that decides by other rules',
    trigger: { kind: 'schedule', everyMinutes: 15, afterDeployment: true },
    table: {
      actions: [
        'dynamodb:Query',
        'dynamodb:GetItem',
        'dynamodb:Scan',
        'dynamodb:PutItem',
        'dynamodb:DeleteItem',
      ],
    },
    decides: true,
    memoryMb: 512,
    timeoutSeconds: 900,
    harm: 'After an upgrade, classes stay as the former version decided them, and no journey starts by time alone.',
    rings: {
      'rules-not-in-force':
        'This version decides by other rules than a shop is on, and the end of its deployment was not noted.',
    },
  },
  unsubscribe: {
    entry: 'runtimes/aws/lambdas/unsubscribe.ts',
    does: 'Lets a customer leave, choose what they get, and confirm a sign-up',
    trigger: {
      kind: 'http',
      routes: [
        'GET /unsubscribe/{token}',
        'POST /unsubscribe/{token}',
        'GET /preferences/{token}',
        'POST /preferences/{token}',
        'GET /confirm/{token}',
        'POST /confirm/{token}',
      ],
      answersOthers: true,
    },
    table: { actions: ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem'] },
    secret: true,
    memoryMb: 256,
    timeoutSeconds: 10,
    harm: 'Customers cannot unsubscribe, choose less mail or confirm; they complain to their mailbox provider instead.',
  },
  'unsubscribe-by-mail': {
    entry: 'runtimes/aws/lambdas/unsubscribe-by-mail.ts',
    does: 'Lets a customer leave who asks for it by mail',
    trigger: { kind: 'inbound-mail' },
    table: { actions: ['dynamodb:Query', 'dynamodb:PutItem'] },
    secret: true,
    memoryMb: 256,
    timeoutSeconds: 30,
    harm: 'Customers who asked by mail to be left alone are mailed again.',
  },
  'fit-model': {
    entry: 'runtimes/aws/lambdas/fit-due-models.ts',
    does: 'Fits, once a week, how the customers of each open shop buy',
    // It checks each day which shops were fitted a week ago.
    trigger: { kind: 'schedule', everyMinutes: 24 * 60 },
    table: { actions: ['dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PutItem'] },
    memoryMb: 512,
    timeoutSeconds: 900,
    harm: 'Personal thresholds and forecasts use an older model.',
  },
  'build-recommendations': {
    entry: 'runtimes/aws/lambdas/build-due-recommendations.ts',
    does: 'Counts, once a week, what is bought together in each open shop',
    trigger: { kind: 'schedule', everyMinutes: 24 * 60 },
    table: {
      actions: [
        'dynamodb:Query',
        'dynamodb:GetItem',
        'dynamodb:Scan',
        'dynamodb:PutItem',
        'dynamodb:DeleteItem',
      ],
    },
    memoryMb: 1024,
    timeoutSeconds: 900,
    harm: 'Mails recommend by an older counting; what is new in the shop is not recommended.',
  },
  'read-feeds': {
    entry: 'runtimes/aws/lambdas/read-due-feeds.ts',
    does: 'Fetches the product feeds that are due, and takes them in',
    trigger: { kind: 'schedule', everyMinutes: 60 },
    table: { actions: ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem'] },
    memoryMb: 512,
    timeoutSeconds: 900,
    harm: 'Mails recommend by feeds of the day before: old prices, and what has sold out since.',
    rings: {
      'feed-failing':
        'A product feed has failed for more than a day: its articles are shown as they were, and not at all after 30 days. "rekindle products feed list" names the reason.',
    },
  },
} as const satisfies Record<string, FunctionSpec>

/**
 * The line that every function which decides logs of what it does not understand, and what it
 * means: one alarm for all of them.
 */
export const NOT_UNDERSTOOD = {
  line: 'not-understood',
  means:
    'A newer version wrote what this one does not understand: the mails it concerns wait until every function is updated.',
} as const

/** The line of every function that cannot use the secret; apart from its meaning, which is long. */
export const SECRET_REFUSED_LINE = 'secret-refused'
export const SECRET_REFUSED = {
  line: SECRET_REFUSED_LINE,
  means:
    'The secret is missing, incomplete or not the one that this table was written with: purchases, links and mails are refused until it is restored.',
} as const
/** The line that a function which answers HTTP logs of a request answered 503. */
export const UNAVAILABLE_LINE = 'request-failed'

/**
 * The table's sparse index of customers who asked to be woken: partition `wakeShard`, sort
 * `wakeAt`, keys only. The CDK app makes it and the store's engine queries it.
 */
export const WAKE_INDEX = 'wake'

/**
 * The field of a row that is kept until a certain time, in whole seconds since 1970: the table's time
 * to live, and a sweep on one machine. Both remove it some time later, so no rule may depend on
 * whether an expired row is still there.
 */
export const EXPIRES_AT = 'expiresAt'

/** What the CDK app sets and the functions read; named once. */
export const ENVIRONMENT = {
  tableName: 'REKINDLE_TABLE',
  secretArn: 'REKINDLE_SECRET_ARN',
  publicUrl: 'REKINDLE_PUBLIC_URL',
  configurationSet: 'REKINDLE_CONFIGURATION_SET',
  trackedConfigurationSet: 'REKINDLE_TRACKED_CONFIGURATION_SET',
  eventBusName: 'REKINDLE_EVENT_BUS',
  sendQueueUrl: 'REKINDLE_SEND_QUEUE_URL',
  repairQueueUrl: 'REKINDLE_REPAIR_QUEUE_URL',
} as const

/** The environment name that carries each queue's URL. */
export const QUEUE_URL = {
  send: ENVIRONMENT.sendQueueUrl,
  repair: ENVIRONMENT.repairQueueUrl,
} as const satisfies Record<FedQueue, string>
