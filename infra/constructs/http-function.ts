/** HTTP: the API with its access log, and the routes of a function. */
import { RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'

/** For all callers together; requests beyond are answered 429, and the shops send them again. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 } as const

/** By route and never by path: paths hold customers' ids and the tokens of unsubscribe links. */
const LOGGED = {
  at: '$context.requestTime',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  problem: '$context.integrationErrorMessage',
}

export function makeApi(stack: Stack): apigateway.HttpApi {
  const api = new apigateway.HttpApi(stack, 'Api', {
    description: 'Where shops post purchases and customers unsubscribe',
    createDefaultStage: false,
  })
  const log = new logs.LogGroup(stack, 'AccessLog', {
    retention: logs.RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  new apigateway.HttpStage(stack, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: THROTTLE,
    accessLogSettings: {
      destination: new apigateway.LogGroupLogDestination(log),
      format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
    },
  })
  return api
}

const isMethod = (word: string): word is apigateway.HttpMethod =>
  Object.values<string>(apigateway.HttpMethod).includes(word)

/** @example anyRoutes(['GET /a', 'PUT /a']) // ['ANY /a'] */
const anyRoutes = (routes: readonly string[]): readonly string[] => [
  ...new Set(routes.map((route) => `${apigateway.HttpMethod.ANY} ${route.split(' ')[1]}`)),
]

/**
 * The routes, and for each of their paths one for all other methods, which the function answers too:
 * HEAD, OPTIONS and 405.
 *
 * @example addRoutes(api, made, ['GET /unsubscribe/{token}'])
 */
export function addRoutes(
  api: apigateway.HttpApi,
  made: IFunction,
  routes: readonly string[],
): void {
  const integration = new HttpLambdaIntegration(`${made.node.path}/Integration`, made)
  for (const route of [...routes, ...anyRoutes(routes)]) {
    const [method = '', path = ''] = route.split(' ')
    if (!isMethod(method)) throw new Error(`"${route}" begins with no method`)
    for (const added of api.addRoutes({ path, methods: [method], integration })) {
      Validations.of(added).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'The function itself checks who asks: a bearer key of the shop, stored as a hash, or the signed token of an unsubscribe link, which must work without logging in (RFC 8058).',
      })
    }
  }
}
