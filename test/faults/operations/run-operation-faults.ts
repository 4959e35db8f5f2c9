/** Routine operations that go wrong, one after another, each in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NOTHING, sumOf, type Tally } from '../tally.ts'
import type { Counted, Scenario } from './scenario.ts'
import { SCENARIOS } from './scenarios.ts'

/** @example await runOperationFaults({ seed: 7 }) */
export async function runOperationFaults({ seed }: { readonly seed: number }): Promise<Tally> {
  const tallies: Tally[] = []
  for (const scenario of SCENARIOS) {
    const began = Date.now()
    tallies.push(await tallyOf(scenario, seed))
    const seconds = Math.round((Date.now() - began) / 1_000)
    process.stdout.write(`operation: ${scenario.name}: ${seconds} s\n`)
  }
  return sumOf(tallies)
}

async function tallyOf({ name, run }: Scenario, seed: number): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-operation-'))
  try {
    return tallyOfCounted(name, await run(folder, seed))
  } catch (error) {
    // A scenario that cannot be run to its end proves nothing, so it must not look clean.
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return tallyOfCounted(name, { messages: 0, wronglyExplained: [`did not end: ${why}`] })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function tallyOfCounted(
  name: string,
  { messages, duplicates = [], lost = [], wronglyExplained = [], kills = 0 }: Counted,
): Tally {
  const findings = [...duplicates, ...lost, ...wronglyExplained]
  return {
    ...NOTHING,
    ...{ runs: 1, kills, messages },
    duplicates: duplicates.length,
    lost: lost.length,
    wronglyExplained: wronglyExplained.length,
    findings: findings.map((finding) => `${name}: ${finding}`),
  }
}
