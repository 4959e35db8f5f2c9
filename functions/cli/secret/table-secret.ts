/** The secret of a deployed table, in AWS Secrets Manager. */
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import type { Instant } from '../../domain/time.ts'
import { KeyRingError, readKeyRing } from '../../store/key-ring.ts'
import { customersPrefix, PROFILE } from '../../store/keys.ts'
import { KNOWN_AFTER_MS } from '../../store/rotate-secret.ts'
import type { Secret } from '../../store/secret.ts'
import { listShops } from '../../store/shops.ts'
import {
  type HashedAddress,
  loadStoredSecret,
  refuseOtherAddresses,
  SecretError,
  secretOf,
  storeFirstSecret,
} from '../../store/stored-secret.ts'
import type { Table } from '../../store/table.ts'
import { Failure } from '../failure.ts'
import { secretProblem } from '../problem-of.ts'

/** Where a store's keys are, and how they are read and replaced. */
export type SecretKeeper = {
  /** The file or the ARN. */
  readonly name: string
  readonly text: () => Promise<string>
  readonly replace: (text: string) => Promise<void>
  /** After this long every process has read a key that was added. */
  readonly knownAfterMs: number
}

/** @example const { text } = tableSecretKeeper('arn:aws:secretsmanager:…') */
export function tableSecretKeeper(arn: string): SecretKeeper {
  const asked = async <T>(ask: (client: SecretsManagerClient) => Promise<T>): Promise<T> => {
    const client = new SecretsManagerClient({})
    try {
      return await ask(client)
    } finally {
      client.destroy()
    }
  }
  return {
    name: arn,
    async text() {
      const { SecretString, SecretBinary = [] } = await asked((client) =>
        client.send(new GetSecretValueCommand({ SecretId: arn })),
      )
      const text = SecretString ?? Buffer.from(SecretBinary).toString()
      if (!text) throw new Failure((w) => w.failures.emptySecret(arn))
      return text
    },
    // As bytes: a function that knows only one key would take the text for another key, and does
    // not start without a text.
    async replace(text) {
      const SecretBinary = Buffer.from(text)
      await asked((client) =>
        client.send(new PutSecretValueCommand({ SecretId: arn, SecretBinary })),
      )
    },
    knownAfterMs: KNOWN_AFTER_MS.aws,
  }
}

/**
 * The secret of a table, checked against what the table was written with.
 *
 * @param now left out by a verb that only asks: then the fingerprints are not stored
 * @throws Failure if it is another secret
 */
export async function readTableSecret(
  arn: string,
  table: Table,
  now: (() => Instant) | undefined,
): Promise<Secret> {
  try {
    const ring = readKeyRing(await tableSecretKeeper(arn).text())
    const stored = await loadStoredSecret(table)
    if (stored) return secretOf(ring, stored)
    const addresses = await sampleOf(table)
    if (now) return secretOf(ring, await storeFirstSecret(table, ring, addresses, now()))
    refuseOtherAddresses(ring, addresses)
    return secretOf(ring, undefined)
  } catch (error) {
    throw named(arn, error)
  }
}

function named(arn: string, error: unknown): unknown {
  if (error instanceof SecretError) return new Failure((w) => secretProblem(arn, error.fault, w))
  if (error instanceof KeyRingError)
    return new Failure((w) => w.secret.faults.line(arn, error.line))
  return error
}

/** One of these is enough. */
const SAMPLE = 100

/** Ends with the page that brings enough: the table is read whole only if it has no address. */
async function sampleOf(table: Table): Promise<readonly HashedAddress[]> {
  const found: HashedAddress[] = []
  for (const shop of await listShops(table)) {
    const range = { prefix: PROFILE, enough: () => found.length >= SAMPLE }
    for await (const { email, addressHash } of table.scan(customersPrefix(shop), range))
      if (typeof email === 'string' && typeof addressHash === 'string')
        found.push({ email, addressHash })
    if (found.length >= SAMPLE) break
  }
  return found
}
