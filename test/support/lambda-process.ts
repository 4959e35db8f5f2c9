/** A bundle in a Node process of its own, with nothing in its environment but what it is given. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'

export type LambdaProcess = {
  /** From the start of the import to its end, top-level await included. */
  readonly loadedInMs: number
  /** @throws what the handler threw, as text */
  readonly invoke: <Result>(event: unknown) => Promise<Result>
  /** What it wrote to its log. */
  readonly log: () => string
  readonly stop: () => Promise<void>
}

export type LambdaBundle = {
  /** The file that has the handler. */
  readonly file: string
  /** The name under which it exports the handler. */
  readonly handler: string
  readonly timeoutSeconds: number
  readonly environment: Readonly<Record<string, string>>
}

type Said = { readonly id?: number; readonly result?: unknown; readonly error?: string }

const HOST = fileURLToPath(new URL('./lambda-host.ts', import.meta.url))

/**
 * @throws where the bundle cannot be imported
 * @example const lambda = await startLambda(bundle); await lambda.invoke({ Records: [] })
 */
export async function startLambda(bundle: LambdaBundle): Promise<LambdaProcess> {
  const { file, handler, timeoutSeconds, environment } = bundle
  const child = fork(HOST, [pathToFileURL(file).href, handler, String(timeoutSeconds * 1000)], {
    cwd: tmpdir(),
    env: { ...environment },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = once(child, 'exit')
  const written: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => written.push(String(chunk)))
  const log = () => written.join('')

  const loaded = await Promise.race([once(child, 'message'), ended.then(() => undefined)])
  if (!loaded) throw new Error(`${file} could not be loaded: ${log()}`)
  const [{ loadedInMs }] = loaded as [{ readonly loadedInMs: number }]

  const waiting = new Map<number, (said: Said) => void>()
  child.on('message', (said: Said) => waiting.get(said.id ?? -1)?.(said))
  child.on('exit', () => {
    for (const answer of waiting.values()) answer({ error: `the process ended: ${log()}` })
  })
  let calls = 0
  return {
    loadedInMs,
    log,
    invoke: async <Result>(event: unknown) => {
      const id = ++calls
      const answered = new Promise<Said>((answer) => waiting.set(id, answer))
      child.send({ id, event })
      const { result, error } = await answered
      waiting.delete(id)
      if (error !== undefined) throw new Error(error)
      return result as Result
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    },
  }
}
