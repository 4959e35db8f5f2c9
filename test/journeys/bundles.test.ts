/** The whole road on AWS, by the very bundles that are deployed, everything delivered twice. */
import { statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sentSince } from '../../functions/domain/pace/pace-shop.ts'
import { loadShopPace } from '../../functions/store/pace.ts'
import { SECRET_ARN } from '../support/deployment.ts'
import { dynamodbEngineMissing } from '../support/dynamodb-engine.ts'
import { startLambda } from '../support/lambda-process.ts'
import { startSecretsEndpoint } from '../support/secrets-endpoint.ts'
import { testUpkeep } from './bundles-keep-shop.ts'
import { testMails } from './bundles-mail-customers.ts'
import { cloud, recipients, startTeaCloud, table } from './tea-cloud.ts'
import { SHOP } from './tea-shop.ts'

describe.skipIf(dynamodbEngineMissing)(`the bundles (${dynamodbEngineMissing ?? 'here'})`, () => {
  beforeAll(startTeaCloud, 120_000)
  afterAll(() => cloud?.stop())

  test('each is small', () => {
    for (const [name, { file }] of cloud.functions) {
      const kilobytes = Math.round(statSync(file).size / 1000)
      expect.soft(kilobytes, `${name}, kilobytes`).toBeLessThan(560)
    }
  })

  testMails()
  testUpkeep()

  test('however often everything was delivered, every mail was sent once and nothing failed', async () => {
    expect(cloud.ses.attempts()).toBe(4)
    expect(new Set(recipients()).size).toBe(4)
    // Every share of bounces and complaints is a share of these.
    expect(sentSince(await loadShopPace(table, SHOP), 'other', 0)).toBeGreaterThanOrEqual(4)
    const logs = [...cloud.functions].map(([name, { process }]) => [name, process.log()])
    expect(logs.filter(([, log]) => /error/i.test(log ?? ''))).toEqual([])
  })

  test('a function whose secret is not the one of the table does not start, and rings', async () => {
    const { bundle } = cloud.functions.get('unsubscribe') ?? {}
    if (!bundle) throw new Error('there is no such function')
    const other = await startSecretsEndpoint(SECRET_ARN, 'x'.repeat(64))
    const environment = { ...bundle.environment, AWS_ENDPOINT_URL_SECRETS_MANAGER: other.endpoint }
    const started = startLambda({ ...bundle, environment }).then(({ stop }) => stop())
    await expect(started).rejects.toThrow(/"event":"secret-refused","kind":"other-key"/)
    await other.stop()
  })

  test('each function did to the table all that it may, and tried nothing else', () => {
    for (const [name, { door, found }] of cloud.functions) {
      const may = found.permissions
        .map(({ action, on }) => `${action} ${on}`)
        .filter((one) => one.includes(' Table.Arn'))
      expect.soft([...door.refused], name).toEqual([])
      // No feed is fetched from this machine, so no article is looked up.
      const expected = name === 'read-feeds' ? may.filter((one) => !one.includes('GetItem')) : may
      expect.soft([...door.used].toSorted(), name).toEqual(expected.toSorted())
    }
  })
})
