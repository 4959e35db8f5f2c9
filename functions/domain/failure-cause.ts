/** Why a store cannot serve at this moment, whatever is asked of it. */
export const FAILURE_CAUSES = [
  'disk-full',
  'read-only',
  'locked',
  'corrupt',
  'disk-error',
  'cannot-open',
  'out-of-descriptors',
  'throttled',
  'not-reachable',
  'newer-format',
] as const

export type FailureCause = (typeof FAILURE_CAUSES)[number]
