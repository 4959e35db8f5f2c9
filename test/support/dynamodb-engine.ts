/**
 * A DynamoDB engine in memory, from the optional package `@dynoxide/linux-x64`. Its stream log is
 * unindexed and slows with every record, so a test file starts its own.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type DynamodbEngine = { readonly endpoint: string; readonly stop: () => Promise<void> }

const PLATFORM = 'linux x64'
const PACKAGE = '@dynoxide/linux-x64'
const READY_WITHIN_MS = 10_000
/**
 * Runs the engine until standard input ends. That it does when we end it, and also when a test
 * worker is killed, which otherwise would leave the engine behind.
 */
const END_WITH_PARENT = '"$0" "$@" </dev/null & read -r _; kill -9 $!; wait $!'

function binary(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)
    const path = join(dirname(manifest), 'dynoxide')
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/**
 * Why there can be no engine here, for a suite to put in its name as it skips; undefined where
 * there can. On linux x64 the package belongs to the installation, so its absence is a fault of
 * that and not a reason to skip.
 *
 * @example describe.skipIf(dynamodbEngineMissing)(`the table (${dynamodbEngineMissing ?? ''})`, ...)
 */
export const dynamodbEngineMissing: string | undefined =
  `${process.platform} ${process.arch}` === PLATFORM
    ? undefined
    : `the DynamoDB engine runs on ${PLATFORM} only`

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        'x-amz-date': '20260101T000000Z',
      },
      body: '{}',
    })
    await response.text()
    return true
  } catch {
    return false
  }
}

async function untilReady(endpoint: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  while (Date.now() < deadline) {
    if (await answers(endpoint)) return
    await sleep(10)
  }
  throw new Error(`The engine did not answer within ${READY_WITHIN_MS} ms.`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.stdin?.end()
  await ended
}

/**
 * Starts an empty engine that ends with `stop`, or with this process however that ends.
 *
 * @throws {Error} where there is none, or it does not come up
 * @example const engine = await startDynamodbEngine(); afterAll(engine.stop)
 */
export async function startDynamodbEngine(): Promise<DynamodbEngine> {
  const path = dynamodbEngineMissing === undefined ? binary() : undefined
  if (path === undefined) {
    throw new Error(dynamodbEngineMissing ?? `${PACKAGE} is not installed; run npm ci.`)
  }
  const port = await freePort()
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port)]
  const child = spawn('/bin/sh', ['-c', END_WITH_PARENT, path, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const stop = () => end(child)
  const endpoint = `http://127.0.0.1:${port}`
  try {
    await untilReady(endpoint)
  } catch (error) {
    await stop()
    throw error
  }
  return { endpoint, stop }
}
