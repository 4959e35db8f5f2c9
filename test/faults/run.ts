/**
 * `npm run test:faults`: both roads with everything that can break breaking at random, then the
 * operations of an operator that go wrong, with a stand-in of SES as the witness. Ends with exit code 1 where a message was sent twice, lost or
 * wrongly explained; the seed in the output repeats the chances.
 *
 * `npm run test:faults -- --seed 7 --kills 200 --only machine`
 */
import { parseArgs } from 'node:util'
import { isClean, lastLine, sumOf, type Tally, tableOf } from './tally.ts'

const ROADS = ['machine', 'lambda', 'operations'] as const
type Road = (typeof ROADS)[number]
const MOST_FINDINGS = 50

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    kills: { type: 'string', default: '200' },
    only: { type: 'string' },
  },
})
const seed = wholeNumber('seed', values.seed)
const kills = wholeNumber('kills', values.kills)
const only = ROADS.find((road) => road === values.only)
if (values.only !== undefined && only === undefined)
  misused(`--only takes one of ${ROADS.join(', ')}`)

process.stdout.write(`seed ${seed}\n`)
const holds = only === undefined ? await (await import('./run-histories.ts')).runHistories() : true
const roads: Partial<Record<Road, Tally>> = {}
for (const road of ROADS) {
  if (only !== undefined && only !== road) continue
  const began = Date.now()
  roads[road] = await run(road)
  process.stdout.write(`${road}: ${Math.round((Date.now() - began) / 1_000)} s\n`)
}
const total = sumOf(Object.values(roads))
process.stdout.write(`\n${tableOf(roads).join('\n')}\n\n`)
for (const finding of total.findings.slice(0, MOST_FINDINGS)) process.stdout.write(`${finding}\n`)
const more = total.findings.length - MOST_FINDINGS
if (more > 0) process.stdout.write(`and ${more} more\n`)
process.stdout.write(`to run it again: npm run test:faults -- --seed ${seed} --kills ${kills}\n`)
process.stdout.write(`${lastLine(total)}\n`)
// What a fault left hanging must not keep the process from ending.
process.exit(isClean(total) && holds ? 0 : 1)

/** Only the road that is run is loaded. */
async function run(road: Road): Promise<Tally> {
  if (road === 'machine')
    return (await import('./machine/run-machine-faults.ts')).runMachineFaults({ seed, kills })
  if (road === 'operations')
    return (await import('./operations/run-operation-faults.ts')).runOperationFaults({ seed })
  return (await import('./lambda/run-lambda-faults.ts')).runLambdaFaults({ seed })
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) misused(`--${option} takes a whole number`)
  return Number(text)
}

function misused(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(2)
}
