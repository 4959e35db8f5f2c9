/** A request whose answer the golden file keeps. */
export type Request = {
  readonly body?: unknown
  /** The body as it is, where it is not JSON. */
  readonly raw?: string
  readonly form?: Readonly<Record<string, string>>
  readonly type?: string
  /** A key by the name of what it may do, or any text. */
  readonly key?: string
  readonly after?: number
}

/** In their order: each is answered by what those before it left. */
export type Requests = readonly (readonly [name: string, route: string, request?: Request])[]
