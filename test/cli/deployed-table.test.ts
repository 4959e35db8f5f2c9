import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type DynamodbEngine,
  dynamodbEngineMissing,
  startDynamodbEngine,
} from '../support/dynamodb-engine.ts'
import { startSecretsEndpoint } from '../support/secrets-endpoint.ts'
import { clientFor, createRekindleTable } from '../support/store-engines.ts'
import { makeWorkplace, SHOP_DETAILS, TEMPLATES } from './run-command.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace()

describe.skipIf(dynamodbEngineMissing)(
  `the command on a deployed table${dynamodbEngineMissing ? ` (${dynamodbEngineMissing})` : ''}`,
  () => {
    let engine: DynamodbEngine
    let client: DynamoDBClient

    const environment = () => ({
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    })
    const onTable = (args: readonly string[]) =>
      workplace.rekindle([...args, '--table', 'shops', '--json'], environment())

    async function told<T>(args: readonly string[]): Promise<T> {
      const { code, out, err } = await onTable(args)
      // The mails that ship link to an example shop, which publishing warns of.
      const warnings = /^(?:.*(?:still link to an example shop|step care repeats).*\n)*$/
      expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(warnings) })
      return JSON.parse(out)
    }

    beforeAll(async () => {
      engine = await startDynamodbEngine()
      client = clientFor(engine.endpoint)
      await createRekindleTable(client, 'shops')
      writeSmallShop(workplace)
    })

    afterAll(async () => {
      client.destroy()
      await engine.stop()
      workplace.remove()
    })

    it('works as on a file', async () => {
      await told(['shop', 'add', 'acme', ...SHOP_DETAILS])
      const byId = IMPORT.map((word) => (word === 'mapping.yaml' ? 'by-id.yaml' : word))
      expect(await told(byId)).toMatchObject({ customers: 4, decided: 4 })
      expect(await told(['publish', TEMPLATES, '--shop', 'acme'])).toMatchObject({ decided: 4 })
      expect(await told(['segments', '--shop', 'acme', '--as-of', '2026-07-01'])).toMatchObject({
        classes: { prospect: 1, 'first-time': 1, active: 0, frequent: 1, dormant: 1 },
      })
      expect(
        await told([
          ...['backtest', '--shop', 'acme', '--assume-reachable'],
          ...['--from', '2026-01-01', '--to', '2026-07-01'],
        ]),
      ).toMatchObject({ customers: 4, busiestDay: { sent: expect.any(Number) } })
      expect(await told(['customer', 'show', 'ann', '--shop', 'acme'])).toMatchObject({
        customer: 'ann',
        rfm: { purchases: 3 },
      })
      expect(await told(['customer', 'show', 'A5', '--scan', '--shop', 'acme'])).toMatchObject({
        customer: 'cem',
      })
    })

    it('asks for the secret if a file may contain guests', async () => {
      const { code, err } = await onTable(IMPORT)
      expect(code).toBe(2)
      expect(err).toContain('--secret ARN is required')
    })

    it('issues, lists and revokes a key, and leaves the others', async () => {
      const key = ['shop', 'key'] as const
      await told([...key, 'add', 'acme', '--scope', 'feedback', '--name', 'SES events'])
      expect(await told([...key, 'list', 'acme'])).toMatchObject([
        { name: null, expiresAt: null },
        { name: 'SES events', scopes: ['feedback'], expiresAt: null },
      ])
      expect(await told([...key, 'revoke', 'acme', 'SES events'])).toMatchObject({ keysLeft: 1 })
      expect(await told([...key, 'list', 'acme'])).toMatchObject([{ name: null }])
    })

    it('adds a key to its secret on AWS, after the fingerprints were stored', async () => {
      const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:rekindle'
      const secrets = await startSecretsEndpoint(arn, 'k'.repeat(64))
      const run = (...args: readonly string[]) =>
        workplace.rekindle([...args, '--table', 'shops', '--secret', arn, '--json'], {
          ...environment(),
          AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
        })
      expect((await run('secret', 'status')).out).toContain('"keys":[]')
      const { out } = await run('secret', 'add', 'signing')
      expect(JSON.parse(out)).toMatchObject({ secret: arn, kind: 'signing', number: 2 })
      expect(secrets.value()).toMatch(/^k{64}\nsigning 2 [\w-]{43}\n$/)
      const early = await run('secret', 'use', 'signing', '2')
      expect(early).toMatchObject({ code: 1, out: '' })
      expect(early.err).toContain('may not have been read everywhere yet')
      expect((await run('secret', 'status')).out).toContain('"number":2')
      await secrets.stop()

      const other = await startSecretsEndpoint(arn, 'z'.repeat(64))
      const refused = await workplace.rekindle(
        ['secret', 'status', '--table', 'shops', '--secret', arn],
        { ...environment(), AWS_ENDPOINT_URL_SECRETS_MANAGER: other.endpoint },
      )
      expect(refused.err).toContain(`the secret ${arn} is not the one of this store`)
      await other.stop()
    })
  },
)
