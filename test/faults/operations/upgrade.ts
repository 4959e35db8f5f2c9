/** Upgrades of one machine that are killed, go back, or decide by other rules. */
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { compileCampaign } from '../../../functions/campaigns/compile-campaign.ts'
import { publishCampaign } from '../../../functions/campaigns/publish-campaign.ts'
import { readCampaignFolder } from '../../../functions/campaigns/read-campaign-folder.ts'
import { DAY_MS, isoInstant } from '../../../functions/domain/time.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { inboxFileOf } from '../../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openDatabase, openForReading } from '../../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../../functions/store/sqlite/sqlite-table.ts'
import { loadedShop, SHOP } from '../../support/loaded-shop.ts'
import { firstPurchase, poster, startOneMachine } from '../../support/one-machine.ts'
import {
  type Edit,
  makeVariant,
  NEWER_FORMAT,
  OTHER_RULES,
  THIS_BUILD,
} from '../../support/variant-build.ts'
import type { Counted, Scenario } from './scenario.ts'

const KILLS = 4
const CONNECTIONS = 8
const CREATED = 201

const scriptOf = (root: string) => join(root, 'test/support/one-machine-process.ts')

/** A shop that has been open for long, with the campaigns for new and for dormant customers. */
async function prepareShop(file: string): Promise<void> {
  const database = openDatabase(file)
  const table = makeSqliteTable(database)
  const openedAt = Date.now() - 80 * DAY_MS
  await loadedShop(table, openedAt)
  const folder = await readCampaignFolder(join(THIS_BUILD, 'templates/dormant'))
  const compiled = await compileCampaign(folder, makeRenderer())
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults))
  await publishCampaign(table, SHOP, compiled.campaign, openedAt)
  database.close()
}

/** Posts first purchases for a while and kills the server. @returns the customers answered with 201 */
async function loadAndKill(file: string, script: string, round: string, ms: number) {
  const machine = await startOneMachine(file, script)
  const { post, close } = poster(machine, CONNECTIONS)
  const accepted: string[] = []
  let isKilled = false
  const load = Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let n = 0; !isKilled; n++) {
        const id = `${round}-${connection}-${n}`
        const body = JSON.stringify(firstPurchase(id, new Date().toISOString()))
        if ((await post(body)) === CREATED) accepted.push(id)
      }
    }),
  )
  await sleep(ms)
  isKilled = true
  await machine.end('SIGKILL')
  await load
  close()
  return accepted
}

/** Starts the server and ends it when nothing is to be done any more. */
async function letSettle(file: string, script: string): Promise<void> {
  const machine = await startOneMachine(file, script)
  const isSettled = () => {
    const database = openForReading(file)
    const { open } = database
      .prepare(
        `SELECT (SELECT count(*) FROM pending) + (SELECT count(*) FROM rows WHERE sending IS NOT NULL)
           AS open`,
      )
      .get() as { open: number }
    database.close()
    return open === 0
  }
  for (let quiet = 0, waits = 0; quiet < 5 && waits < 300; waits++) {
    quiet = isSettled() ? quiet + 1 : 0
    await sleep(100)
  }
  await machine.end('SIGTERM')
}

/** How many mails the inbox has of each customer. */
function mailsIn(file: string): ReadonlyMap<string, number> {
  const database = openForReading(inboxFileOf(file))
  const found = database
    .prepare('SELECT customer_key AS customer, count(*) AS mails FROM inbox GROUP BY 1')
    .all() as { customer: string; mails: number }[]
  database.close()
  return new Map(found.map(({ customer, mails }) => [customer, mails]))
}

function judge(file: string, accepted: readonly string[]): Pick<Counted, 'duplicates' | 'lost'> {
  const mails = mailsIn(file)
  const of = (id: string) => mails.get(`${SHOP}/customer-${id}`) ?? 0
  return {
    duplicates: accepted.filter((id) => of(id) > 1).map((id) => `two mails to ${id}`),
    lost: accepted.filter((id) => of(id) === 0).map((id) => `no mail to ${id}`),
  }
}

const variantIn = (folder: string, edits: readonly Edit[]) =>
  scriptOf(makeVariant(join(folder, 'variant'), edits))

export const killedUpgrade: Scenario = {
  name: 'a server is upgraded and killed while it is',
  async run(folder) {
    const file = join(folder, 'shop.sqlite')
    const newer = variantIn(folder, NEWER_FORMAT)
    await prepareShop(file)
    const accepted = await loadAndKill(file, scriptOf(THIS_BUILD), 'old', 600)
    for (let round = 0; round < KILLS; round++)
      accepted.push(...(await loadAndKill(file, newer, `new-${round}`, 40 + 120 * round)))
    await letSettle(file, newer)
    const judged = judge(file, accepted)

    const wronglyExplained: string[] = []
    const refused = await startOneMachine(file).catch(() => undefined)
    if (refused) {
      wronglyExplained.push('the older build took over a store of the newer one')
      await refused.end('SIGKILL')
    }
    // The copy from before the upgrade, put back: what was mailed since must not be mailed again.
    const copy = `${file}.before-format-2`
    if (!existsSync(copy)) wronglyExplained.push('there is no copy from before the upgrade')
    const before = mailsIn(file)
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    copyFileSync(copy, file)
    await letSettle(file, scriptOf(THIS_BUILD))
    const again = [...mailsIn(file)].filter(([who, mails]) => mails > (before.get(who) ?? 0))
    return {
      messages: accepted.length,
      duplicates: [
        ...(judged.duplicates ?? []),
        ...again.map(([who]) => `mailed from the copy: ${who}`),
      ],
      lost: judged.lost ?? [],
      wronglyExplained,
      kills: KILLS + 1,
    }
  },
}

/** Customers whom the other rules take for dormant since weeks. */
const SLEEPERS = 25

export const otherRulesUpgrade: Scenario = {
  name: 'an upgrade decides by other rules',
  async run(folder) {
    const file = join(folder, 'shop.sqlite')
    const other = variantIn(folder, OTHER_RULES)
    await prepareShop(file)
    const machine = await startOneMachine(file)
    const { post, close } = poster(machine, 1)
    const monthAgo = isoInstant(Date.now() - 30 * DAY_MS)
    for (let n = 0; n < SLEEPERS; n++)
      await post(JSON.stringify(firstPurchase(`sleeper-${n}`, monthAgo)))
    close()
    await machine.end('SIGTERM')
    const accepted = await loadAndKill(file, scriptOf(THIS_BUILD), 'old', 400)
    accepted.push(...(await loadAndKill(file, other, 'other', 300)))
    await letSettle(file, other)
    const judged = judge(file, accepted)
    const [asleep, started] = countsIn(file)
    const mailed = [...mailsIn(file).keys()].filter((who) => who.includes('sleeper-'))
    // And back: the older rules are other rules as well.
    accepted.push(...(await loadAndKill(file, scriptOf(THIS_BUILD), 'back', 300)))
    await letSettle(file, scriptOf(THIS_BUILD))
    const [stillAsleep] = countsIn(file)
    return {
      messages: accepted.length,
      duplicates: judge(file, accepted).duplicates ?? [],
      lost: [...(judged.lost ?? []), ...(judge(file, accepted).lost ?? [])],
      wronglyExplained: [
        ...(asleep === SLEEPERS ? [] : [`${asleep} of ${SLEEPERS} customers moved class`]),
        ...(started === 0 ? [] : [`${started} journeys began for what was before the upgrade`]),
        ...mailed.map((who) => `${who} was mailed for what was before the upgrade`),
        ...(stillAsleep === 0 ? [] : [`${stillAsleep} customers did not move back`]),
      ],
      kills: 3,
    }
  },
}

/** Dormant customers, and journeys through the campaign for them. */
function countsIn(file: string): readonly [asleep: number, started: number] {
  const database = openForReading(file)
  const found = database
    .prepare(
      `SELECT (SELECT count(*) FROM listed_customers WHERE class = 'dormant') AS asleep,
         (SELECT count(*) FROM rows WHERE sk LIKE 'journey#dormant#%') AS started`,
    )
    .get() as { asleep: number; started: number }
  database.close()
  return [found.asleep, found.started]
}
