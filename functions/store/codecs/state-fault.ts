/** What a state's row must have, with a decision or without. */
import { LIFECYCLE_CLASSES } from '../../domain/lifecycle-class.ts'
import type { Row } from '../table.ts'
import type { CustomerState, Identity, UndecidedState } from './customer-row-types.ts'
import { type Fields, faultIn, instant, listOf, maybe, number, oneOf, text } from './fields.ts'

const IDENTITY_FIELDS: Fields<Identity> = {
  movedTo: maybe(text),
  adopting: maybe(listOf(text)),
  releasing: maybe(text),
  addresses: maybe(listOf(text)),
  forgetting: maybe(listOf(text)),
}

const decidedFault = faultIn<CustomerState>({
  class: oneOf(LIFECYCLE_CLASSES),
  since: maybe(instant),
  purchases: number,
  lastPurchaseAt: maybe(instant),
  monetaryMinor: number,
  wakeAt: maybe(instant),
  wakeShard: maybe(number),
  settingsVersion: number,
  rulesVersion: maybe(number),
  modelVersion: maybe(number),
  erasedAt: maybe(instant),
  manyOrders: maybe(number),
  version: number,
  ...IDENTITY_FIELDS,
})
const undecidedFault = faultIn<Omit<UndecidedState, 'class'>>({
  erasedAt: maybe(instant),
  wakeAt: maybe(instant),
  wakeShard: maybe(number),
  version: number,
  ...IDENTITY_FIELDS,
})
/** It has nothing of what a decision writes. */
const isUndecided = ({ class: name, settingsVersion }: Row): boolean =>
  name === undefined && settingsVersion === undefined

/** @returns undefined if there is none */
export const stateFault = (row: Row): string | undefined =>
  isUndecided(row) ? undecidedFault(row) : decidedFault(row)
