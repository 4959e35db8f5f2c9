/** A world from its first process, over all those that are killed, to the one that comes to rest. */
import { HOUR_MS } from '../../../functions/domain/time.ts'
import { storeFindings } from '../../support/store-findings.ts'
import { liveAndDie } from './life.ts'
import { readStored } from './read-file.ts'
import { restThenPass } from './rest.ts'
import { beginWorld, type WorldLog, type WorldOptions } from './world.ts'

/** Longer than anything stays unknown. */
const GIVEN_UP_AFTER_MS = 73 * HOUR_MS

/** @example tallyOf(await runWorld({ name: '7/0', kills: 25, ... })) */
export async function runWorld(options: WorldOptions): Promise<WorldLog> {
  const world = await beginWorld(options)
  const middle = Math.floor(options.kills / 2)
  let hasRested = false
  try {
    while (world.killings.length < options.kills) {
      if (world.killings.length === middle && !hasRested) {
        await restThenPass(world, options.profile.longGapMs)
        hasRested = true
      }
      await liveAndDie(world)
    }
    await restThenPass(world, GIVEN_UP_AFTER_MS)
    await restThenPass(world, 'the end')
    const wrong = await storeFindings(world.place.file, () => Date.now() + world.state.passedMs)
    world.findings.push(...wrong.map((found) => `${options.name}: ${JSON.stringify(found)}`))
    return { ...world, stored: readStored(world.place.file) }
  } finally {
    await world.witness.ses.stop()
  }
}
