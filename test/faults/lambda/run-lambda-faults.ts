/** The Lambda road under faults: many small worlds, each with its own weather. */

import { checkStore } from '../../../functions/pipeline/check/check-store.ts'
import { dynamodbEngineMissing } from '../../support/dynamodb-engine.ts'
import { sumOf, type Tally } from '../tally.ts'
import { startDynamoDb, startMemoryEngine, startSqliteEngine } from './engines.ts'
import { type Finding, judgeMail, messagesOf } from './judge-mail.ts'
import { judgeReasons } from './judge-reasons.ts'
import { judgeRest } from './judge-rest.ts'
import { judgeRules } from './judge-rules.ts'
import { judgeTwin, twinsOf } from './judge-twin.ts'
import { CALM, weatherOf } from './weather.ts'
import { startWiresOverHttp } from './wires-over-http.ts'
import { liveToRest, type Remains, type WorldOptions } from './world.ts'

export type LambdaFaultOptions = {
  readonly seed: number
  readonly runs?: number
  readonly runsOnDynamoDb?: number
}

const RUNS = 300
/** Slow, and the same worlds again: they are for the engine and the SDK's clients. */
const RUNS_ON_DYNAMODB = 3

/** What a world stands on. */
type Ground = Pick<WorldOptions, 'start' | 'wire' | 'size'> & { readonly name: string }

const MEMORY: Ground = { name: 'memory', start: startMemoryEngine, size: 6 }
const SQLITE: Ground = { name: 'SQLite', start: startSqliteEngine, size: 6 }
const DYNAMODB: Ground = {
  name: 'DynamoDB',
  start: startDynamoDb,
  wire: startWiresOverHttp,
  size: 2,
}
/** One world in so many stands on SQLite, the others in memory. */
const SQLITE_EVERY = 10

/**
 * Each world has a seed of its own, from `seed` on, so that one that went wrong is the first of a
 * run with its seed.
 *
 * @example (await runLambdaFaults({ seed: 7 })).lost // 0
 */
export async function runLambdaFaults({
  seed,
  runs = RUNS,
  runsOnDynamoDb = dynamodbEngineMissing ? 0 : RUNS_ON_DYNAMODB,
}: LambdaFaultOptions): Promise<Tally> {
  const tallies: Tally[] = []
  for (let run = 0; run < runs; run++)
    tallies.push(await runWorld(seed + run, run % SQLITE_EVERY === 1 ? SQLITE : MEMORY))
  for (let run = 0; run < runsOnDynamoDb; run++) tallies.push(await runWorld(seed + run, DYNAMODB))
  return sumOf(tallies)
}

/** One world and its calm twin. */
export async function runWorld(seed: number, ground: Ground = MEMORY): Promise<Tally> {
  const weather = weatherOf(seed)
  const world = { ...ground, seed }
  const calm = await liveToRest(
    { seed, size: ground.size, start: startMemoryEngine, weather: { ...CALM, pace: weather.pace } },
    async (remains) => ({ twins: twinsOf(remains), findings: await judge(remains) }),
  )
  return liveToRest({ ...world, weather }, async (remains) =>
    tallyOf(`lambda, seed ${seed}, ${weather.name}, ${ground.name}`, remains, [
      ...calm.findings.map(({ kind, what }): Finding => ({ kind, what: `in the calm: ${what}` })),
      ...(await judge(remains)),
      ...judgeTwin(remains, calm.twins, weather.isShort),
    ]),
  )
}

const judge = async (remains: Remains): Promise<readonly Finding[]> => [
  ...remains.faults.map((what): Finding => ({ kind: 'wrong', what })),
  ...judgeMail(remains),
  ...judgeRules(remains),
  ...judgeReasons(remains),
  ...(await judgeRest(remains)),
  ...(await judgeByCheck(remains)),
]

/** By what an operator would be shown of the table. */
async function judgeByCheck({ table, now }: Remains): Promise<readonly Finding[]> {
  const { findings } = await checkStore({
    ...{ table, now: () => now, pending: () => [], settle: async () => {}, others: [] },
  })
  return findings.map((found) => ({ kind: 'wrong', what: JSON.stringify(found) }))
}

function tallyOf(where: string, remains: Remains, findings: readonly Finding[]): Tally {
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
    findings: findings.map(({ kind, what }) => `${where}: ${kind}: ${what}`),
  }
}
