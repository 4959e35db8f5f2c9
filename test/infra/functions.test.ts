/** The functions as they are deployed: their routes, their surroundings, their timer. */
import { describe, expect, test } from 'vitest'
import { type FunctionSpec, manifest } from '../../functions/manifest.ts'
import { functionsOf, readable, resourcesOf, routesOf } from '../support/templates.ts'
import { synthesize } from './synthesized.ts'

const templates = synthesize({ unsubscribeMailbox: 'leave@in.shop.example' })
const { pipeline } = templates
const read = (value: unknown) => readable(value, pipeline, templates)
const specs: Readonly<Record<string, FunctionSpec>> = manifest
const functions = functionsOf(templates)

describe('the API', () => {
  test("its routes are the manifest's and one more a path that no other covers, each answered by its function, and links with anything more reach the function of the pages", () => {
    const routes = [...routesOf(templates)].map(([route, by]) => `${route} -> ${by}`)
    const expected = Object.entries(specs).flatMap(([name, { trigger }]) =>
      trigger.kind === 'http'
        ? [...trigger.routes, ...trigger.routes.map((route) => route.replace(/^\w+/, 'ANY'))].map(
            (route) => `${route} -> ${name}`,
          )
        : [],
    )
    const lookup = 'ANY /v1/shops/{shop}/customers/lookup -> customers'
    const wanted = new Set(expected.filter((route) => route !== lookup))
    expect(routes.toSorted()).toEqual([...wanted, '$default -> unsubscribe'].toSorted())
  })

  test('it is throttled, and its log has neither paths nor callers', () => {
    const [stage] = resourcesOf(pipeline, 'AWS::ApiGatewayV2::Stage')
    expect(stage?.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingBurstLimit: 400, ThrottlingRateLimit: 200 },
      StageName: '$default',
    })
    const logged = JSON.stringify(stage?.Properties.AccessLogSettings)
    expect(logged).toContain('$context.routeKey')
    expect(logged).not.toMatch(/context\.(path|identity|domainName)/)
  })
})

describe('functions', () => {
  test.each(Object.entries(specs))('%s runs as the manifest asks', (name, spec) => {
    expect(functions.get(name)?.properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: spec.memoryMb,
      Timeout: spec.timeoutSeconds,
      Description: spec.does,
    })
  })

  test('each gets the names of what it uses and of nothing else', () => {
    const environments = [...functions].map(([name, { environment }]) => [name, environment])
    expect(Object.fromEntries(environments)).toEqual({
      'record-purchases': { REKINDLE_TABLE: 'Table', REKINDLE_SECRET_ARN: 'Secret' },
      customers: { REKINDLE_TABLE: 'Table', REKINDLE_SECRET_ARN: 'Secret' },
      products: { REKINDLE_TABLE: 'Table' },
      unsubscribe: { REKINDLE_TABLE: 'Table', REKINDLE_SECRET_ARN: 'Secret' },
      react: { REKINDLE_TABLE: 'Table', REKINDLE_REPAIR_QUEUE_URL: 'repair-queue/Queue' },
      repair: { REKINDLE_TABLE: 'Table' },
      wake: { REKINDLE_TABLE: 'Table', REKINDLE_REPAIR_QUEUE_URL: 'repair-queue/Queue' },
      'follow-upgrade': { REKINDLE_TABLE: 'Table' },
      'fit-model': { REKINDLE_TABLE: 'Table' },
      'build-recommendations': { REKINDLE_TABLE: 'Table' },
      'read-feeds': { REKINDLE_TABLE: 'Table' },
      relay: { REKINDLE_EVENT_BUS: 'Bus', REKINDLE_SEND_QUEUE_URL: 'send-queue/Queue' },
      send: {
        REKINDLE_TABLE: 'Table',
        REKINDLE_SECRET_ARN: 'Secret',
        REKINDLE_PUBLIC_URL: 'Api.ApiEndpoint',
        REKINDLE_CONFIGURATION_SET: 'Mail',
        REKINDLE_TRACKED_CONFIGURATION_SET: 'TrackedMail',
      },
      'record-feedback': { REKINDLE_TABLE: 'Table', REKINDLE_SECRET_ARN: 'Secret' },
      'unsubscribe-by-mail': { REKINDLE_TABLE: 'Table', REKINDLE_SECRET_ARN: 'Secret' },
    })
  })

  const schedules = resourcesOf(pipeline, 'AWS::Scheduler::Schedule')

  test('the timer runs each minute, and what is due weekly is looked for each day', () => {
    expect(
      schedules.map(({ path, Properties }) => `${path}: ${Properties.ScheduleExpression}`),
    ).toEqual([
      'wake/Function/Schedule: rate(1 minute)',
      'follow-upgrade/Function/Schedule: rate(15 minutes)',
      'fit-model/Function/Schedule: rate(1 day)',
      'build-recommendations/Function/Schedule: rate(1 day)',
      'read-feeds/Function/Schedule: rate(1 hour)',
    ])
  })

  test('a run that failed or came late is not made up for: the next one does it', () => {
    for (const { path, Properties } of schedules) {
      expect(Properties.Target).toMatchObject({
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      })
      const ofFunction = resourcesOf(pipeline, 'AWS::Lambda::EventInvokeConfig').filter(
        ({ Properties }) => `${read(Properties.FunctionName)}/Schedule` === path,
      )
      expect(ofFunction.map(({ Properties }) => Properties)).toEqual([
        expect.objectContaining({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }),
      ])
    }
  })

  test('links in mails lead to the name that the shop gives the API', () => {
    const named = functionsOf(synthesize({ publicUrl: 'https://mail.shop.example/' }))
    expect(named.get('send')?.environment.REKINDLE_PUBLIC_URL).toBe('https://mail.shop.example')
  })
})
