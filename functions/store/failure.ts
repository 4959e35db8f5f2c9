/** What may be logged of a failure: its kind. A message might carry an address or a name. */

/** @example failureName(new TypeError('no address for lin@example.com')) // 'TypeError' */
export const failureName = (error: unknown): string =>
  error instanceof Error ? ((error as { code?: string }).code ?? error.name) : typeof error
