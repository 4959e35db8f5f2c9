/** Someone who bought once at noon, and the shop that would win them back at any hour. */
import type { Campaign } from '../../functions/domain/campaign.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { customer, days, NOON, order } from './given.ts'
import { shopWith } from './win-back.ts'

export const boughtAtNoon = customer({ orders: [order('o1', NOON)] })
/** When they become dormant. */
export const DORMANT = NOON + days(90)

export const openAtAnyHour = (
  changes: Partial<Campaign> = {},
  rest: Partial<Settings> = {},
): Settings => shopWith(changes, { quietHours: null }, rest)
