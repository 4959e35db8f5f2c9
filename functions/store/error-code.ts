/** @example errorCode(error) // 'ENOENT', of the system or Node; undefined if the error has no code */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
