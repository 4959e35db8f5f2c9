/** Reads a list of contacts: the rows that can be recorded, and why the others cannot. */
import { createReadStream } from 'node:fs'
import type { Declarations } from '../../domain/declarations.ts'
import { valueFault, valueOfText } from '../../domain/declared-value.ts'
import type { Instant } from '../../domain/time.ts'
import { faultsAhead } from '../../intake/clock-ahead.ts'
import { isKnowable } from '../../intake/declared-faults.ts'
import { ImportFault } from '../../intake/import/import-fault.ts'
import { readFileRows } from '../../intake/import/read-rows.ts'
import type { Contact } from '../../intake/record-contacts.ts'
import { refusalOf } from '../../intake/refusal.ts'
import { PostedCustomer } from '../../intake/wire.ts'
import { InstantText } from '../../intake/wire-parts.ts'
import { withoutEmpty } from '../../intake/without-empty.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import { cannotRead, Failure } from '../failure.ts'
import { type ContactColumn, type ContactField, contactColumns } from './contact-columns.ts'
import type { RefusedLine } from './refused-lines.ts'

export type ContactList = {
  readonly rows: number
  readonly contacts: readonly Contact[]
  readonly refused: readonly RefusedLine[]
}

export type ContactReading = {
  readonly file: string
  readonly delimiter: string
  readonly declarations: Declarations
  readonly ignored: readonly string[]
  /** Of grants whose row has no evidence of its own. */
  readonly evidence: string | undefined
  readonly now: Instant
  readonly words: CommandWords
}

/** @throws Failure if the file cannot be read, or its header not be understood */
export async function readContacts(reading: ContactReading): Promise<ContactList> {
  const { file, delimiter, declarations, ignored, words } = reading
  const contacts: Contact[] = []
  const refused: RefusedLine[] = []
  let rows = 0
  try {
    await readFileRows(createReadStream(file), delimiter, (header) => {
      const columns = contactColumns(file, header, declarations, ignored)
      return (cells, line) => {
        rows += 1
        const contact = contactOf(cells, columns, reading)
        if ('problem' in contact) refused.push({ line, problem: contact.problem })
        else contacts.push(contact)
      }
    })
  } catch (error) {
    if (error instanceof ImportFault) {
      const place = error.line === undefined ? file : `${file}:${error.line}`
      throw new Failure((w) => w.import.nothingImported(place, error.sentence(words.faults)))
    }
    throw error instanceof Failure ? error : cannotRead(file, error)
  }
  return { rows, contacts, refused }
}

type Problem = { readonly problem: string }

function contactOf(
  cells: readonly string[],
  columns: readonly ContactColumn[],
  { declarations, evidence, now, words }: ContactReading,
): Contact | Problem {
  const cell = (field: ContactField): string =>
    cells[columns.findIndex((one) => 'field' in one && one.field === field)]?.trim() ?? ''
  const attributes: Record<string, string | number | boolean> = {}
  for (const [i, column] of columns.entries()) {
    const text = cells[i]?.trim() ?? ''
    if (!('attribute' in column) || text === '') continue
    const { attribute } = column
    const type = declarations.attributes[attribute] ?? 'text'
    const value = valueOfText(type, text)
    const fault = valueFault(type, value ?? text)
    if (fault !== undefined || value === undefined)
      return {
        problem: words.contacts.badValue(
          attribute,
          words.contacts.values[fault ?? 'not-a-text'](type),
        ),
      }
    attributes[attribute] = value
  }
  const consents = consentsIn(cell, evidence)
  const [id, email, name] = [cell('id'), cell('email'), cell('name')]
  const [locale, country, zone] = [cell('locale'), cell('country'), cell('zone')]
  const wire = { id, email, name, locale, country, zone, attributes, consents }
  const checked = PostedCustomer.safeParse(withoutEmpty(PostedCustomer, wire))
  const version = InstantText.safeParse(instantIn(cell('updatedAt')) ?? new Date(now).toISOString())
  const [issue] = [...(checked.error?.issues ?? []), ...(version.error?.issues ?? [])]
  if (issue || !checked.success || !version.success)
    return {
      problem: issue
        ? words.faults.records.refused(refusalOf(issue))
        : words.faults.records.unreadable,
    }
  if (!isKnowable(checked.data)) return { problem: words.faults.records.noAddress }
  const contact = { customer: checked.data, updatedAt: version.data }
  const [ahead] = faultsAhead(contact, '', now)
  return ahead ? { problem: words.contacts.ahead(ahead.path.slice(1)) } : contact
}

const GRANTED = ['granted', 'yes', 'true', '1', 'subscribed']
const WITHDRAWN = ['withdrawn', 'unsubscribed']

/** A box that was left empty, or that says no, is no act of a customer's. */
function consentsIn(
  cell: (field: ContactField) => string,
  evidence: string | undefined,
): readonly object[] {
  const said = cell('consent').toLowerCase()
  const act = GRANTED.includes(said)
    ? 'granted'
    : WITHDRAWN.includes(said)
      ? 'withdrawn'
      : undefined
  if (act === undefined) return []
  const wording = cell('consentWording')
  const proof = cell('consentEvidence') || evidence
  return [
    {
      ...{ purpose: 'marketing', act, source: 'import', at: instantIn(cell('consentAt')) ?? '' },
      ...(wording !== '' && { wording }),
      ...(proof !== undefined && { evidence: proof }),
    },
  ]
}

/** A day alone is its beginning in UTC. */
const instantIn = (text: string): string | undefined =>
  text === '' ? undefined : /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text
