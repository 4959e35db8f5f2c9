/** One function of the manifest: its bundle, its log, its role, and the alarm on its errors. */
import { fileURLToPath } from 'node:url'
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import {
  ENVIRONMENT,
  type FunctionSpec,
  NOT_UNDERSTOOD,
  QUEUE_URL,
  SECRET_REFUSED,
  UNAVAILABLE_LINE,
} from '../../functions/manifest.ts'
import { type Alarms, addAlarm } from './alarm.ts'
import { allowWhatItPerforms, type Resources } from './permissions.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Parts of the SDK that it imports only when they are called for, and that no function calls for:
 * ways to credentials beyond the environment, where Lambda always puts them, and the streams of
 * events that some services answer with. They would make a bundle a third larger and slower to load.
 */
const NEVER_LOADED_IN_LAMBDA = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/core/event-streams',
  '@smithy/credential-provider-imds',
]

export type FunctionProps = {
  readonly name: string
  readonly spec: FunctionSpec
  readonly resources: Resources
  readonly alarms: Alarms
}

/** @returns the function, in a place of its own to which its trigger can be added */
export function makeFunction(scope: Construct, props: FunctionProps): NodejsFunction {
  const { name, spec, resources } = props
  const place = new Construct(scope, name)
  const logGroup = new logs.LogGroup(place, 'Log', {
    retention: logs.RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const made = new NodejsFunction(place, 'Function', {
    description: spec.does,
    entry: `${root}functions/${spec.entry}`,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    memorySize: spec.memoryMb,
    timeout: Duration.seconds(spec.timeoutSeconds),
    environment: environmentOf(spec, resources),
    role: makeRole(place, spec, resources, logGroup),
    logGroup,
    projectRoot: root,
    depsLockFilePath: `${root}package-lock.json`,
    bundling: {
      format: OutputFormat.ESM,
      mainFields: ['module', 'main'],
      target: 'node24',
      minify: true,
      bundleAwsSDK: true,
      externalModules: NEVER_LOADED_IN_LAMBDA,
      // The SDK reads its own version from its package files, 2.4 kB each, and only reports it.
      loader: { '.json': 'empty' },
      esbuildArgs: {
        // 7 kB for a cache of what is never asked for.
        '--alias:mnemonist/lru-cache': `${root}infra/constructs/endpoint-map.ts`,
        // 3 kB for checksums in JavaScript, where Node has them.
        '--alias:@smithy/core/checksum': `${root}infra/constructs/native-checksums.ts`,
      },
      forceDockerBundling: false,
      logLevel: LogLevel.WARNING,
    },
  })
  ringOnErrors(made, place, props)
  if (spec.trigger.kind === 'http') ringOnUnavailable(logGroup, props)
  ringOnLines(logGroup, props)
  sumUpLines(logGroup, props)
  if (spec.decides) countLine(logGroup, NOT_UNDERSTOOD)
  if (spec.secret) countLine(logGroup, SECRET_REFUSED)
  return made
}

const ERRORS_COUNTED_FOR = Duration.minutes(5)

/** One that runs rarely never fails often enough to keep failing: there each time counts. */
function ringOnErrors(made: NodejsFunction, place: Construct, props: FunctionProps): void {
  const { name, spec, alarms } = props
  const { trigger } = spec
  const isRare =
    trigger.kind === 'schedule' && trigger.everyMinutes > ERRORS_COUNTED_FOR.toMinutes()
  addAlarm(place, 'Errors', {
    ...(isRare
      ? {
          what: `A run of the function "${name}" failed; it tries again with the next.`,
          happenedOnce: true,
        }
      : { what: `The function "${name}" keeps failing.`, badPeriods: { bad: 2, of: 3 } }),
    harm: spec.harm,
    metric: made.metricErrors({ period: ERRORS_COUNTED_FOR }),
    threshold: 1,
    alarms,
  })
}

/** Requests answered 503 are no errors of the function, and harm the same people. */
function ringOnUnavailable(logGroup: logs.LogGroup, { name, spec, alarms }: FunctionProps): void {
  const filter = logGroup.addMetricFilter(UNAVAILABLE_LINE, {
    filterPattern: logs.FilterPattern.stringValue('$.event', '=', UNAVAILABLE_LINE),
    metricNamespace: 'Rekindle',
    metricName: `${name}/${UNAVAILABLE_LINE}`,
  })
  addAlarm(filter, 'Alarm', {
    what: `The function "${name}" keeps answering 503: the table does not serve it.`,
    harm: spec.harm,
    metric: filter.metric({ statistic: 'Sum', period: ERRORS_COUNTED_FOR }),
    threshold: 1,
    badPeriods: { bad: 2, of: 3 },
    alarms,
  })
}

/** A line that the manifest names rings once for all that come in the same five minutes. */
function ringOnLines(logGroup: logs.LogGroup, { name, spec, alarms }: FunctionProps): void {
  for (const [line, what] of Object.entries(spec.rings ?? {})) {
    const filter = logGroup.addMetricFilter(line, {
      filterPattern: logs.FilterPattern.stringValue('$.event', '=', line),
      metricNamespace: 'Rekindle',
      metricName: `${name}/${line}`,
    })
    const metric = filter.metric({ statistic: 'Sum', period: Duration.minutes(5) })
    addAlarm(filter, 'Alarm', { what, metric, threshold: 1, happenedOnce: true, alarms })
  }
}

/**
 * A metric for each line that the manifest sums up, by its reason. No alarm: events of other systems in
 * the account are usual. What a function counted since its last line is lost when it is stopped.
 */
function sumUpLines(logGroup: logs.LogGroup, { name, spec }: FunctionProps): void {
  for (const [line, field] of Object.entries(spec.counts ?? {}))
    logGroup.addMetricFilter(line, {
      filterPattern: logs.FilterPattern.stringValue('$.event', '=', line),
      metricNamespace: 'Rekindle',
      metricName: `${name}/${line}`,
      metricValue: `$.${field}`,
      dimensions: { reason: '$.reason' },
    })
}

/** A line of several functions' logs, on which there is one alarm. */
type SharedLine = { readonly line: string; readonly means: string }

const metricOf = ({ line }: SharedLine) => ({ metricNamespace: 'Rekindle', metricName: line })

/** Every function that logs the line counts into one metric. */
function countLine(logGroup: logs.LogGroup, shared: SharedLine): void {
  logGroup.addMetricFilter(shared.line, {
    filterPattern: logs.FilterPattern.stringValue('$.event', '=', shared.line),
    ...metricOf(shared),
  })
}

/** Each rings once for all functions that logged its line in the same five minutes. */
export function ringOnSharedLines(scope: Construct, alarms: Alarms): void {
  ringOnLine(scope, 'NotUnderstood', NOT_UNDERSTOOD, alarms)
  ringOnLine(scope, 'SecretRefused', SECRET_REFUSED, alarms)
}

function ringOnLine(scope: Construct, id: string, shared: SharedLine, alarms: Alarms): void {
  const { metricNamespace: namespace, metricName } = metricOf(shared)
  addAlarm(scope, id, {
    what: shared.means,
    metric: new Metric({ namespace, metricName, statistic: 'Sum', period: Duration.minutes(5) }),
    threshold: 1,
    happenedOnce: true,
    alarms,
  })
}

function makeRole(
  scope: Construct,
  spec: FunctionSpec,
  resources: Resources,
  logGroup: logs.ILogGroup,
): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
  })
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  )
  allowWhatItPerforms(role, spec, resources)
  return role
}

/** A function gets the names and addresses of the resources it uses, and no others. */
function environmentOf(spec: FunctionSpec, resources: Resources): Record<string, string> {
  const { table, secret, bus, queues, publicUrl } = resources
  return {
    ...(spec.table.actions.length > 0 && { [ENVIRONMENT.tableName]: table.tableName }),
    ...(spec.secret && { [ENVIRONMENT.secretArn]: secret.secretArn }),
    ...(spec.putsEvents && { [ENVIRONMENT.eventBusName]: bus.eventBusName }),
    ...(spec.sendsMail && {
      [ENVIRONMENT.publicUrl]: publicUrl,
      [ENVIRONMENT.configurationSet]: resources.configurationSet.configurationSetName,
      [ENVIRONMENT.trackedConfigurationSet]: resources.trackedConfigurationSet.configurationSetName,
    }),
    ...Object.fromEntries(
      (spec.sendsTo ?? []).map((queue) => [QUEUE_URL[queue], queues[queue].queueUrl]),
    ),
  }
}
