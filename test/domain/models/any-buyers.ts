/** Parameters and histories of every kind, for properties of the models. */
import fc from 'fast-check'
import { bgNbd } from '../../../functions/domain/models/bg-nbd.ts'
import { mbgNbd } from '../../../functions/domain/models/mbg-nbd.ts'
import { paretoNbd } from '../../../functions/domain/models/pareto-nbd.ts'
import type {
  History,
  TransactionModel,
} from '../../../functions/domain/models/transaction-model.ts'

type AnyParams = Readonly<Record<string, number>>

/** Every model, identified by its family alone. */
export const MODELS = [bgNbd, mbgNbd, paretoNbd].map(
  (model) => [model.family, model as unknown as TransactionModel<AnyParams>] as const,
)

const between = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

export const anyBetaGeometric = fc.record({
  r: between(0.05, 20),
  alpha: between(0.5, 200),
  a: between(0.05, 20),
  b: between(0.05, 20),
})

const anyPareto = fc.record({
  r: between(0.05, 20),
  alpha: between(0.5, 200),
  s: between(0.05, 20),
  beta: between(0.5, 200),
})

export const anyParams = (family: string): fc.Arbitrary<AnyParams> =>
  family === 'paretonbd' ? anyPareto : anyBetaGeometric

/** Of up to eleven years in days, and up to 60 purchases. */
export const anyHistory: fc.Arbitrary<History> = fc
  .record({
    x: fc.nat({ max: 60 }),
    T: fc.integer({ min: 1, max: 4000 }),
    share: fc.double({ min: 0.001, max: 1, noNaN: true }),
  })
  .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : Math.max(1, Math.round(T * share)), T }))
