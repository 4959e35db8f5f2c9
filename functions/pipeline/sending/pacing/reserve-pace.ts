/** Reserves turns in the line of all senders, for a batch of mails at once. */
import {
  type Ask,
  type Grant,
  type PaceSettings,
  type Reserved,
  reserve,
  type ShopPacing,
} from '../../../domain/pace/pace.ts'
import { type AccountPace, unreadAccount } from '../../../domain/pace/pace-account.ts'
import type { ShopPace, SoftStart } from '../../../domain/pace/pace-shop.ts'
import {
  changeAccountPace,
  changeShopPace,
  loadAccountPace,
  loadShopPace,
  type PacePorts,
} from '../../../store/pace.ts'

export type ReservePorts = PacePorts & {
  readonly softStart: (shop: string) => Promise<SoftStart | null>
  readonly seed: string
  readonly settings: PaceSettings
}

export type Turns = {
  readonly account: AccountPace
  /** One for each ask, in their order. */
  readonly grants: readonly Grant[]
  /** Turns that no sender holds any more, to be passed on next time. */
  readonly spare: readonly number[]
}

/**
 * Reserves turns for all asks: two reads and two conditional writes for one shop, however many asks
 * there are. The account's row comes first; if a shop's row then turns out to be newer, its asks
 * are decided again with the turns they have, and those that it parks release theirs.
 *
 * Not in one transaction, which would cost twice as much: if this stops in between, only unused
 * turns are lost.
 */
export async function reservePace(
  asks: readonly Ask[],
  spare: readonly number[],
  ports: ReservePorts,
): Promise<Turns> {
  const { table, now, settings, seed } = ports
  const names = [...new Set(asks.map(({ shop }) => shop))]
  const [known, standings] = await Promise.all([
    loadAccountPace(table),
    Promise.all(names.map((shop) => pacingOf(shop, ports))),
  ])
  const shops = new Map(standings)
  const made: { plan?: Reserved } = {}
  const { row: account } = await changeAccountPace(
    ports,
    (row) => {
      made.plan = reserve({ account: row, shops, asks, now: now(), seed, settings, spare })
      return made.plan.account
    },
    known ?? unreadAccount(now()),
  )
  const { plan } = made
  if (!plan) throw new Error('no turn was decided on')
  const agreed = await Promise.all(
    standings.map(([shop, standing]) => settleShop(shop, standing, { plan, account, asks }, ports)),
  )
  const ofShop = new Map(names.map((shop, i) => [shop, [...(agreed[i]?.grants ?? [])]]))
  return {
    account,
    grants: asks.map(({ shop }) => ofShop.get(shop)?.shift() as Grant),
    spare: [...plan.spare, ...agreed.flatMap(({ left }) => left)].sort((a, b) => a - b),
  }
}

const pacingOf = async (
  shop: string,
  { table, softStart }: ReservePorts,
): Promise<readonly [string, ShopPacing]> => {
  const [pace, soft] = await Promise.all([loadShopPace(table, shop), softStart(shop)])
  return [shop, { pace, softStart: soft }]
}

type Plan = {
  readonly plan: Reserved
  readonly account: AccountPace
  readonly asks: readonly Ask[]
}

/** Writes a shop's part of the plan, or decides it again on the newer row. */
async function settleShop(
  shop: string,
  { pace, softStart }: ShopPacing,
  { plan, account, asks }: Plan,
  ports: ReservePorts,
): Promise<{ readonly grants: readonly Grant[]; readonly left: readonly number[] }> {
  const mine = asks.flatMap((ask, i) =>
    ask.shop === shop ? [{ ask, grant: plan.grants[i] as Grant }] : [],
  )
  const going = mine.filter(({ grant }) => grant.turn === 'go')
  const turns = going.flatMap(({ grant }) => (grant.turn === 'go' ? [grant.at] : []))
  const made: { again?: Reserved } = {}
  const settle = (row: ShopPace): ShopPace => {
    if (row.version === pace.version) return plan.shops.get(shop) ?? row
    made.again = reserve({
      account,
      shops: new Map([[shop, { pace: row, softStart }]]),
      asks: going.map(({ ask }) => ask),
      now: ports.now(),
      seed: ports.seed,
      settings: ports.settings,
      spare: turns,
    })
    return made.again.shops.get(shop) ?? row
  }
  await changeShopPace(ports, shop, settle, pace)
  const { again } = made
  if (!again) return { grants: mine.map(({ grant }) => grant), left: [] }
  const newTurns = [...again.grants]
  return {
    grants: mine.map(({ grant }) => (grant.turn === 'go' ? (newTurns.shift() as Grant) : grant)),
    left: again.spare,
  }
}
