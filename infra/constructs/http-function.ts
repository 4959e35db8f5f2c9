/** HTTP: the API with its access log, and the routes of a function. */
import { RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import type { Trigger } from '../../functions/manifest.ts'

type HttpTrigger = Extract<Trigger, { readonly kind: 'http' }>

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

/**
 * A path that another one covers too has none: a customer may be called "lookup", and GET of
 * `/customers/lookup` is theirs.
 *
 * @example anyRoutes(['GET /a/{id}', 'PUT /a/{id}', 'POST /a/find']) // ['ANY /a/{id}']
 */
function anyRoutes(routes: readonly string[]): readonly string[] {
  const paths = [...new Set(routes.map((route) => route.split(' ')[1] ?? ''))]
  return paths
    .filter((path) => !paths.some((other) => other !== path && covers(other, path)))
    .map((path) => `${apigateway.HttpMethod.ANY} ${path}`)
}

function covers(general: string, path: string): boolean {
  const [wide, narrow] = [general.split('/'), path.split('/')]
  return (
    wide.length === narrow.length &&
    wide.every((part, i) => part.startsWith('{') || part === narrow[i])
  )
}

/**
 * The routes, and for each of their paths one for all other methods, which the function answers too:
 * HEAD, OPTIONS and 405.
 *
 * @param trigger.answersOthers of one function at most: what no route of any function is for
 * @example addRoutes(api, made, { routes: ['GET /unsubscribe/{token}'] })
 */
export function addRoutes(
  api: apigateway.HttpApi,
  made: IFunction,
  { routes, answersOthers }: Pick<HttpTrigger, 'routes' | 'answersOthers'>,
): void {
  const integration = new HttpLambdaIntegration(`${made.node.path}/Integration`, made)
  for (const route of [...routes, ...anyRoutes(routes)]) {
    const [method = '', path = ''] = route.split(' ')
    if (!isMethod(method)) throw new Error(`"${route}" begins with no method`)
    for (const added of api.addRoutes({ path, methods: [method], integration })) acknowledge(added)
  }
  if (answersOthers)
    acknowledge(
      new apigateway.HttpRoute(api, 'Others', {
        httpApi: api,
        integration,
        routeKey: apigateway.HttpRouteKey.DEFAULT,
      }),
    )
}

const acknowledge = (route: apigateway.HttpRoute): void =>
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'The function itself checks who asks: a bearer key of the shop, stored as a hash, or the signed token of an unsubscribe link, which must work without logging in (RFC 8058).',
  })
