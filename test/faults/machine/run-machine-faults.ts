/** One machine, killed again and again in worlds of their own, several of which run at a time. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { startSesEndpoint } from '../../support/ses-endpoint.ts'
import { sumOf, type Tally } from '../tally.ts'
import { profileOf } from './chances.ts'
import { startMachine } from './machine.ts'
import { prepareShop } from './prepared-shop.ts'
import { runWorld } from './run-world.ts'
import { tallyOf } from './verdict.ts'

const KILLS_A_WORLD = 25
const WORLDS_AT_A_TIME = 3

/**
 * Kills so often, in as many worlds as that takes.
 *
 * @example await runMachineFaults({ seed: 7, kills: 200 })
 */
export async function runMachineFaults({
  seed,
  kills,
}: {
  readonly seed: number
  readonly kills: number
}): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-faults-'))
  try {
    const preparedFile = join(folder, 'prepared.sqlite')
    const bearer = await prepareShop(preparedFile, Date.now() - DAY_MS)
    const compiled = join(folder, 'compiled')
    await compile(folder, compiled)
    const tallies: Tally[] = []
    const worlds = shares(kills).entries()
    const worker = async () => {
      for (const [i, share] of worlds) {
        const profile = profileOf(i)
        const name = `${seed}/${i}-${profile.name}`
        const worldFolder = join(folder, String(i))
        mkdirSync(worldFolder)
        const began = Date.now()
        const options = { profile, folder: worldFolder, preparedFile, bearer, compiled }
        tallies.push(tallyOf(await runWorld({ name, kills: share, ...options })))
        rmSync(worldFolder, { recursive: true })
        process.stdout.write(`world ${name}: ${Math.round((Date.now() - began) / 1_000)} s\n`)
      }
    }
    await Promise.all(Array.from({ length: WORLDS_AT_A_TIME }, worker))
    return sumOf(tallies)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @example shares(60) // [25, 25, 10] */
const shares = (kills: number): readonly number[] =>
  Array.from({ length: Math.ceil(kills / KILLS_A_WORLD) }, (_, i) =>
    Math.min(KILLS_A_WORLD, kills - i * KILLS_A_WORLD),
  )

/** Only a process that ends normally leaves what Node compiled to the next. */
async function compile(folder: string, compiled: string): Promise<void> {
  const ses = await startSesEndpoint()
  const place = { file: join(folder, 'compile.sqlite'), endpoint: ses.endpoint, compiled }
  const machine = startMachine(place, 0, { onError: () => {}, onCrash: () => {} })
  await machine.ready
  await machine.stop()
  await ses.stop()
}
