/** A warm function reads its keys again, and works with none but those of its table. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import { ENVIRONMENT } from '../../functions/manifest.ts'
import { awsSecret } from '../../functions/runtimes/aws/secret.ts'
import { keyFingerprint, readKeyRing } from '../../functions/store/key-ring.ts'
import { keyAdded } from '../../functions/store/rotate-secret.ts'
import {
  firstStoredSecret,
  loadStoredSecret,
  putStoredSecret,
} from '../../functions/store/stored-secret.ts'
import { makeMemoryTable } from '../support/fault-memory-table.ts'
import { NOON } from '../support/given.ts'
import { type SecretsEndpoint, startSecretsEndpoint } from '../support/secrets-endpoint.ts'

const ARN = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:rekindle'
const VALUE = 'k'.repeat(64)
const table = makeMemoryTable(() => {})
let endpoint: SecretsEndpoint

beforeAll(async () => {
  endpoint = await startSecretsEndpoint(ARN, VALUE)
  for (const [name, value] of Object.entries({
    [ENVIRONMENT.secretArn]: ARN,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  }))
    vi.stubEnv(name, value)
  await table.write([putStoredSecret(undefined, firstStoredSecret(readKeyRing(VALUE), NOON))])
})
afterEach(() => vi.useRealTimers())
afterAll(() => {
  vi.unstubAllEnvs()
})

it('reads them again after five minutes, and stops once the table names one that it lacks', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  const logged: unknown[] = []
  const { guard } = await awsSecret(table, (_level, ...line) => logged.push(line))
  const handler = guard(async (event: string) => `did ${event}`)
  expect(await handler('one')).toBe('did one')
  expect(endpoint.reads()).toBe(1)

  const stored = await loadStoredSecret(table)
  if (!stored) throw new Error('the keys are not noted')
  const key = { kind: 'address', number: 2 } as const
  const fingerprint = keyFingerprint('address', Buffer.from('n'.repeat(43)))
  await table.write([putStoredSecret(stored, keyAdded(stored, key, fingerprint, NOON))])
  expect(await handler('two')).toBe('did two')

  vi.setSystemTime(NOON + 5 * MINUTE_MS)
  for (const _ of [1, 2])
    await expect(handler('three')).rejects.toThrow('not the one of this store')
  expect(endpoint.reads()).toBe(3)
  const fault = { kind: 'key-missing', key: 'address', number: 2, stored: expect.any(String) }
  const refused = ['secret-refused', fault]
  expect(logged).toEqual([refused, refused])

  // A service that cannot be reached is not another secret: the function fails, and tries again.
  await endpoint.stop()
  await expect(handler('four')).rejects.toThrow()
  expect(logged).toHaveLength(2)
})

it('rings where there is no such secret', async () => {
  const others = await startSecretsEndpoint('another', VALUE)
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', others.endpoint)
  const logged: unknown[] = []
  await expect(awsSecret(table, (_level, ...line) => logged.push(line))).rejects.toThrow()
  expect(logged).toEqual([['secret-refused', { kind: 'ResourceNotFoundException' }]])
  await others.stop()
})
