/**
 * Tags as DKIM and DMARC records have them: `name=value`, parted by semicolons. A name that comes
 * twice spoils the record.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6376#section-3.2
 * @example parseTags('v=DMARC1; p=none')?.get('p') // 'none'
 */
export function parseTags(record: string): ReadonlyMap<string, string> | undefined {
  const tags = new Map<string, string>()
  const parts = record.split(';')
  if (parts.length > 1 && parts.at(-1)?.trim() === '') parts.pop()
  for (const part of parts) {
    const sign = part.indexOf('=')
    const name = part.slice(0, Math.max(sign, 0)).trim().toLowerCase()
    if (!/^[a-z][a-z0-9_]*$/.test(name) || tags.has(name)) return undefined
    tags.set(name, part.slice(sign + 1).trim())
  }
  return tags
}
