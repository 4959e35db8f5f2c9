/** One line of JSON for each thing worth knowing: ids and kinds, never an address, name or body. */

export type Log = (
  level: 'info' | 'error',
  event: string,
  facts?: Readonly<Record<string, string | number>>,
) => void

export const logToStderr: Log = (level, event, facts = {}) => {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`,
  )
}
