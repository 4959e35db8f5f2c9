/** The daily run of the shops' weekly work, for as long as the function may take. */
import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import type { DuePorts, DueRun } from './due-shops.ts'

/** Ends this long before the function would be stopped. */
const SPARE_MS = 20_000

/**
 * @throws once the other shops are done, if one failed: so that the alarm rings
 * @example makeDueShopsHandler((remainingMs) => fitDueModels({ ...ports, remainingMs }))
 */
export const makeDueShopsHandler = (
  workOff: (remainingMs: DuePorts['remainingMs']) => Promise<DueRun>,
) =>
  middy<unknown, DueRun>().handler(async (_event, context: Context) => {
    const run = await workOff(() => context.getRemainingTimeInMillis() - SPARE_MS)
    if (run.failed > 0)
      throw new Error(`shops that failed: ${run.failed}, done: ${run.done}, left: ${run.left}`)
    return run
  })
