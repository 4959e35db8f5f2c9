/** What the columns of a list of contacts are, by their header. */
import type { Declarations } from '../../domain/declarations.ts'
import { nearestName } from '../../domain/nearest-name.ts'
import type { Sentence } from '../../language/command/command-words.ts'
import { Failure } from '../failure.ts'

export const CONTACT_FIELDS = [
  'id',
  'email',
  'name',
  'locale',
  'country',
  'zone',
  'updatedAt',
  'consent',
  'consentAt',
  'consentEvidence',
  'consentWording',
] as const
export type ContactField = (typeof CONTACT_FIELDS)[number]

export type ContactColumn =
  | { readonly field: ContactField }
  | { readonly attribute: string }
  | { readonly ignored: true }

/** `Consent-At`, `consent_at` and `consentAt` are one. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * @param ignored columns that are not to be read
 * @throws Failure that names every other column, with what was meant
 * @example contactColumns('list.csv', ['E-mail', 'tier'], declarations, []) // [{ field: 'email' }, …]
 */
export function contactColumns(
  file: string,
  header: readonly string[],
  { attributes }: Declarations,
  ignored: readonly string[],
): readonly ContactColumn[] {
  const names = [...CONTACT_FIELDS, ...Object.keys(attributes)]
  const unknown: Sentence[] = []
  const columns = header.map((name): ContactColumn => {
    if (ignored.includes(name)) return { ignored: true }
    const field = CONTACT_FIELDS.find((one) => plain(one) === plain(name))
    if (field !== undefined) return { field }
    const attribute = Object.keys(attributes).find((one) => plain(one) === plain(name))
    if (attribute !== undefined) return { attribute }
    const meant = nearestName(name, names)
    unknown.push((w) => w.contacts.unknownColumn(`${file}:1`, name, meant))
    return { ignored: true }
  })
  if (unknown.length > 0) throw new Failure((w) => unknown.map((say) => say(w)).join('\n'))
  const has = (field: ContactField) => columns.some((one) => 'field' in one && one.field === field)
  if (!has('id') && !has('email')) throw new Failure((w) => w.contacts.noWho(`${file}:1`))
  if (has('consent') && !has('consentAt'))
    throw new Failure((w) => w.contacts.noConsentAt(`${file}:1`))
  return columns
}
