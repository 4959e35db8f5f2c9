/** Runs in a process of its own: imports a bundle as Lambda does and hands it events. */
import { setTimeout as sleep } from 'node:timers/promises'

const [bundle, handlerName] = process.argv.slice(2) as [string, string]
const timeoutMs = Number(process.argv[4])

type Call = { readonly id: number; readonly event: unknown }

const contextUntil = (deadline: number) => ({
  getRemainingTimeInMillis: () => deadline - Date.now(),
})

async function run({ id, event }: Call, handler: (event: unknown, context: unknown) => unknown) {
  try {
    const deadline = Date.now() + timeoutMs
    const timeOut = sleep(timeoutMs, undefined, { ref: false }).then(() => {
      throw new Error(`no answer within ${timeoutMs} ms`)
    })
    const result = await Promise.race([handler(event, contextUntil(deadline)), timeOut])
    process.send?.({ id, result: JSON.parse(JSON.stringify(result ?? null)) })
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) })
  }
}

const started = performance.now()
const module = (await import(bundle)) as Record<string, never>
process.on('message', (call) => run(call as Call, module[handlerName] as never))
process.send?.({ loadedInMs: performance.now() - started })
