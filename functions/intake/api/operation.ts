/** An operation of the API: what no schema can say of a route, and the routes there are. */
import type * as z from 'zod/mini'
import type { ProblemStatus } from '../../http/problem.ts'
import type { FunctionSpec, manifest } from '../../manifest.ts'
import type { Scope } from '../../store/codecs/shop-rows.ts'

type HttpTrigger = Extract<FunctionSpec['trigger'], { readonly kind: 'http' }>
type HttpFunction = Extract<
  (typeof manifest)[keyof typeof manifest],
  { readonly trigger: HttpTrigger }
>

/** API Gateway's key of a route in the manifest, such as `POST /v1/shops/{shop}/purchases`. */
export type ApiRoute = HttpFunction['trigger']['routes'][number]

export type Example = { readonly summary: string; readonly value: unknown }
type Examples = Readonly<Record<string, Example>>

export type QueryParameter = {
  readonly description: string
  readonly schema: Readonly<Record<string, unknown>>
}

export type ApiOperation = {
  readonly id: string
  readonly tag:
    | 'Purchases'
    | 'Events'
    | 'Customers'
    | 'Products'
    | 'Codes'
    | 'Feedback'
    | 'Unsubscribing'
  readonly summary: string
  readonly description: string
  /** The scope that a key needs, or several of which one is enough; absent if no key is asked for. */
  readonly scope?: Scope | readonly Scope[]
  /** The schema of a path segment, if it is narrower here than elsewhere. */
  readonly path?: Readonly<Record<string, z.ZodMiniType>>
  /** Parameters after the "?", none of them required. */
  readonly query?: Readonly<Record<string, QueryParameter>>
  readonly body?: {
    readonly oneOf: readonly z.ZodMiniType[]
    readonly examples: Examples
  }
  readonly answers: Readonly<
    Record<
      number,
      { readonly description: string; readonly schema?: z.ZodMiniType; readonly example?: unknown }
    >
  >
  readonly problems: readonly ProblemStatus[]
}
