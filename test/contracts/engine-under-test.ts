/** An engine that the tests of its contract run, and the rows that they write. */
import type { Instant } from '../../functions/domain/time.ts'
import type { Engine, SharedStore } from '../../functions/runtimes/one-machine/engine.ts'
import { customerKey, orderSort } from '../../functions/store/keys.ts'
import type { Row } from '../../functions/store/table.ts'
import type { RUNTIME_ENGINES } from '../support/runtime-engines.ts'

export type EngineUnderTest = {
  readonly kind: (typeof RUNTIME_ENGINES)[number]['kind']
  /** The one that runs now: another after a restart. */
  readonly engine: Engine
  readonly location: string
  readonly clock: { now: Instant }
  readonly restart: () => Promise<void>
  /** As a command opens its store, next to the engine. */
  readonly shared: <T>(work: (store: SharedStore) => Promise<T>) => Promise<T>
}

export const keyOf = (customer: string) => customerKey('acme', customer)
export const fact = (customer: string, order = 'o-1'): { readonly put: Row } => ({
  put: { pk: keyOf(customer), sk: orderSort(order), grossMinor: 100 },
})
export const messageOf = (customer: string, status: string): { readonly put: Row } => ({
  put: { pk: keyOf(customer), sk: 'message#welcome#1#hello', status },
})
