/** Senders that keep to the pace of the account, all by one line in the store. */
import type { Instant } from '../../../functions/domain/time.ts'
import { makePacer, type Pacer } from '../../../functions/pipeline/sending/pacing/pacer.ts'
import { unpaced } from '../../../functions/pipeline/sending/pacing/unpaced.ts'
import type { SettingsOf } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'
import { type Allowance, makeAllowance } from '../../support/ses-endpoint.ts'
import type { Environment, Sky } from './environment.ts'
import { count, type Pace } from './weather.ts'

export type Pacing = {
  readonly pacerFor: (environment: Environment, table: Table, settings: SettingsOf) => Pacer
  /** What SES lets the account send; absent where it is without a limit. */
  readonly allowance?: Allowance
}

const PLENTY = 100_000

/** @param isPlenty whether a higher quota was granted by now */
export function makePacing(
  pace: Pace | null,
  { clock, counts }: Sky,
  isPlenty: (now: Instant) => boolean,
): Pacing {
  if (!pace) return { pacerFor: () => unpaced }
  const { now } = clock
  const limited = makeAllowance(pace, now)
  const plenty = makeAllowance({ ...pace, max24HourSend: PLENTY }, now)
  const allowance: Allowance = {
    take: () => (isPlenty(now()) ? plenty.take() : limited.take()),
    sentLast24Hours: () => limited.sentLast24Hours() + plenty.sentLast24Hours(),
  }
  return {
    allowance,
    pacerFor: ({ name, call, sleep }, table, settings) =>
      makePacer({
        table,
        quota: {
          read: () =>
            call(async () => ({
              maxSendRate: pace.maxSendRate,
              max24HourSend: isPlenty(now()) ? PLENTY : pace.max24HourSend,
              sentLast24Hours: allowance.sentLast24Hours(),
            })),
        },
        softStart: async (shop) => (await settings(shop))?.policy.softStart ?? null,
        now,
        sleep,
        id: name,
        onEvent: ({ event }) => count(counts, `pace: ${event}`),
      }),
  }
}
