/** What a backup holds, in a few lines. */
import { figure } from '../../language/figures.ts'
import type { Manifest } from '../../runtimes/one-machine/sqlite/backup/manifest.ts'
import type { Speech } from '../verb.ts'
import { megabytes } from '../words.ts'

/** @example contentsLines(manifest, speech)[0] // 'Shops: 1, Customers: 30,000, …' */
export function contentsLines(manifest: Manifest, { words }: Speech): readonly string[] {
  const { customers, mails, rows, files } = manifest
  const { counts, ...own } = words.backup
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const counted: readonly (readonly [string, number])[] = [
    [counts.shops, rows['shop/shop'] ?? 0],
    [counts.customers, customers],
    [counts.orders, rows.order ?? 0],
    [counts.messages, rows.message ?? 0],
    [counts.mails, mails],
    [counts.rows, all],
  ]
  return [
    words.together(counted.map(([label, count]) => words.labelled(label, figure(count)))),
    own.size(megabytes(bytes)),
    own.verified,
    secretLine(manifest, own),
  ]
}

function secretLine({ secret }: Manifest, own: Omit<Speech['words']['backup'], 'counts'>): string {
  if (secret.stored === 'sealed') return own.secretSealed
  return secret.fingerprint === null ? own.secretNone : own.secretLeftOut
}
