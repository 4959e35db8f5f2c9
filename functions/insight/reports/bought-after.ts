/**
 * What customers bought after the mails of a backtest. It is what happened without any mail, so it
 * shows whom a campaign reaches and not what it causes.
 */
import { netPurchases } from '../../domain/net-purchases.ts'
import type { MoneyFacts } from '../../domain/order.ts'
import type { Replay } from '../../domain/replay.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'

/** In the days of `ATTRIBUTION_DAYS` after a mail, each purchase once. */
export type BoughtAfter = {
  readonly customers: number
  readonly purchases: number
  /** Net of refunds, in the minor unit of the shop's currency. */
  readonly minor: number
}

const ATTRIBUTION_DAYS = 30

type Totals = { readonly mailed: number; readonly boughtAfter: BoughtAfter }

type BoughtTally = {
  readonly add: (replay: Replay, money: MoneyFacts) => void
  readonly after: (campaign: string) => Totals
  readonly afterAny: () => Totals
}

const NONE: Totals = { mailed: 0, boughtAfter: { customers: 0, purchases: 0, minor: 0 } }

export function newBoughtTally(currency: string): BoughtTally {
  const byCampaign = new Map<string, Totals>()
  let all = NONE
  return {
    add({ messages }, money) {
      const sent = messages.flatMap(({ message }) =>
        message.status === 'accepted' ? [{ of: message.campaign, at: message.acceptedAt }] : [],
      )
      if (sent.length === 0) return
      const purchases = netPurchases(money, Number.MAX_SAFE_INTEGER, currency)
      const after = (mails: readonly { readonly at: Instant }[]) =>
        purchases.filter(({ at }) =>
          mails.some((mail) => at > mail.at && at <= mail.at + ATTRIBUTION_DAYS * DAY_MS),
        )
      all = withCustomer(all, after(sent))
      for (const [campaign, mails] of Map.groupBy(sent, ({ of }) => of))
        byCampaign.set(campaign, withCustomer(byCampaign.get(campaign) ?? NONE, after(mails)))
    },
    after: (campaign) => byCampaign.get(campaign) ?? NONE,
    afterAny: () => all,
  }
}

const withCustomer = (
  { mailed, boughtAfter }: Totals,
  bought: readonly { readonly minor: number }[],
): Totals => ({
  mailed: mailed + 1,
  boughtAfter: {
    customers: boughtAfter.customers + Number(bought.length > 0),
    purchases: boughtAfter.purchases + bought.length,
    minor: boughtAfter.minor + bought.reduce((sum, { minor }) => sum + minor, 0),
  },
})
