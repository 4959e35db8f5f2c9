/**
 * The keys that addresses are hashed and links are signed with.
 *
 * 1. A function works only with the secret that its table was written with (store/stored-secret.ts).
 *    With another one it logs an error that raises an alarm, and fails whatever it is asked.
 * 2. It reads secret and row when it starts, and again before it does anything once they are five
 *    minutes old. So a key that was added is known to every function minutes later, whichever are
 *    warm, and a function that cannot read them stops.
 */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { MINUTE_MS } from '../../domain/time.ts'
import { ENVIRONMENT, SECRET_REFUSED_LINE } from '../../manifest.ts'
import { failureName } from '../../store/failure.ts'
import { type KeyRing, KeyRingError, readKeyRing } from '../../store/key-ring.ts'
import { type Secret, secretBehind } from '../../store/secret.ts'
import { loadStoredSecret, SecretError, secretOf } from '../../store/stored-secret.ts'
import type { Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import { environment } from './environment.ts'

const KEPT_MS = 5 * MINUTE_MS

export type AwsSecret = Secret & {
  /** The handler, with keys that are at most five minutes old. */
  readonly guard: <A extends readonly unknown[], R>(
    handler: (...args: A) => Promise<R>,
  ) => (...args: A) => Promise<R>
  /** The keys, if the table has no row yet that names them. */
  readonly notNoted: () => KeyRing | undefined
}

/**
 * Top-level await in an entry makes it part of the cold start.
 *
 * @throws SecretError if it is not the one that the table was written with
 * @example const { addressHash, guard } = await awsSecret(table, log)
 */
export async function awsSecret(table: Table, log: Log): Promise<AwsSecret> {
  const client = new SecretsManagerClient({})
  const read = () =>
    logRefused(log, async () => {
      const [{ SecretString, SecretBinary = [] }, stored] = await Promise.all([
        client.send(new GetSecretValueCommand({ SecretId: environment(ENVIRONMENT.secretArn) })),
        loadStoredSecret(table),
      ])
      const ring = readKeyRing(SecretString ?? Buffer.from(SecretBinary).toString())
      return { secret: secretOf(ring, stored), notNoted: stored ? undefined : ring, at: Date.now() }
    })
  let held = await read()
  return {
    ...secretBehind(() => held.secret),
    notNoted: () => held.notNoted,
    guard:
      (handler) =>
      async (...args) => {
        // A function that was frozen meanwhile has the time of the machine; either may be ahead.
        if (Math.abs(Date.now() - held.at) >= KEPT_MS) held = await read()
        return handler(...args)
      },
  }
}

/** Logs what keeps the secret from being used; the alarm is on this line. */
export async function logRefused<T>(log: Log, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const why = error instanceof SecretError ? error.fault : { kind: failureName(error) }
    if (isOfSecret(error)) log('error', SECRET_REFUSED_LINE, { ...why })
    throw error
  }
}

/** Not a service that is busy or cannot be reached, which passes. */
const isOfSecret = (error: unknown): boolean =>
  error instanceof SecretError ||
  error instanceof KeyRingError ||
  (error instanceof Error &&
    '$fault' in error &&
    error.$fault === 'client' &&
    !/Throttl|Throughput/.test(error.name))
