/** The Lambda road under faults: many small worlds, each with its own weather. */
import { sumOf, type Tally } from '../tally.ts'
import { type StartEngine, startMemoryEngine, startSqliteEngine } from './engines.ts'
import { type Finding, judgeMail, messagesOf } from './judge-mail.ts'
import { judgeRest } from './judge-rest.ts'
import { judgeRules } from './judge-rules.ts'
import { judgeTwin, twinsOf } from './judge-twin.ts'
import { CALM, weatherOf } from './weather.ts'
import { liveThrough, type Remains } from './world.ts'

export type LambdaFaultOptions = {
  readonly seed: number
  readonly runs?: number
}

const RUNS = 320
const CUSTOMERS = 6
/** One world in so many stands on SQLite, the others in memory. */
const SQLITE_EVERY = 10

/** @example (await runLambdaFaults({ seed: 7 })).lost // 0 */
export async function runLambdaFaults({ seed, runs = RUNS }: LambdaFaultOptions): Promise<Tally> {
  const tallies: Tally[] = []
  for (let run = 0; run < runs; run++) {
    const start = run % SQLITE_EVERY === 1 ? startSqliteEngine : startMemoryEngine
    tallies.push(await runOne(seed + run, start))
  }
  return sumOf(tallies)
}

/** One world and its calm twin. */
export async function runOne(seed: number, start: StartEngine): Promise<Tally> {
  const weather = weatherOf(seed)
  const world = { seed, size: CUSTOMERS, start }
  const calm = await liveThrough({ ...world, weather: CALM, start: startMemoryEngine }, async (remains) => ({
    twins: twinsOf(remains),
    findings: await judge(remains),
  }))
  return liveThrough({ ...world, weather }, async (remains) =>
    tallyOf(seed, remains, [
      ...calm.findings.map(({ kind, what }): Finding => ({ kind, what: `in the calm: ${what}` })),
      ...(await judge(remains)),
      ...judgeTwin(remains, calm.twins, weather.name !== 'outage'),
    ]),
  )
}

const judge = async (remains: Remains): Promise<readonly Finding[]> => [
  ...remains.faults.map((what): Finding => ({ kind: 'wrong', what })),
  ...judgeMail(remains),
  ...judgeRules(remains),
  ...(await judgeRest(remains)),
]

function tallyOf(seed: number, remains: Remains, findings: readonly Finding[]): Tally {
  const messages = [...messagesOf(remains).values()]
  const withStatus = (status: string) => messages.filter((message) => message.status === status)
  const ofKind = (kind: Finding['kind']) => findings.filter((finding) => finding.kind === kind)
  const { kills = 0, ...also } = Object.fromEntries([...remains.counts].toSorted())
  return {
    runs: 1,
    kills,
    messages: messages.length,
    accepted: withStatus('accepted').length,
    refused: withStatus('refused').length,
    unknownSettled: messages.filter((message) => 'settledBy' in message).length,
    unknownGivenUp: withStatus('given-up').length,
    duplicates: ofKind('duplicate').length,
    lost: ofKind('lost').length,
    wronglyExplained: ofKind('wrong').length,
    also: { skipped: withStatus('skipped').length, ...also },
    findings: findings.map(({ kind, what }) => `lambda, seed ${seed}: ${kind}: ${what}`),
  }
}
