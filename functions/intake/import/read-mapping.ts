/** Reads a mapping from YAML, or reports each fault with its place and its fix. */
import { isMap, isNode, isScalar, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml'
import type { core } from 'zod/mini'
import { type AliasFault, watchAliases } from '../../domain/alias-faults.ts'
import type { FaultSentence, FaultWords } from '../../language/faults/fault-words.ts'
import { MAPPING_FIELDS } from '../../language/faults/mapping-fault-words.ts'
import { Mapping, sentenceIn } from './mapping.ts'
import { fieldsUnder } from './mapping-fields.ts'

export type MappingFault = {
  readonly file: string
  readonly line: number
  /** Dotted, such as `instant.zone`; empty for the whole mapping. */
  readonly field: string
  /** What is wrong and how to fix it. */
  readonly sentence: FaultSentence
}

export type MappingReading<M = Mapping> =
  | {
      readonly ok: true
      readonly mapping: M
      /** What the file says, in plain JSON. */
      readonly value: unknown
    }
  | { readonly ok: false; readonly faults: readonly MappingFault[] }

/** What is allowed in a mapping of one kind. */
export type MappingKind<M, F extends string> = {
  readonly parse: (
    value: unknown,
  ) =>
    | { readonly success: true; readonly data: M }
    | { readonly success: false; readonly error: core.$ZodError }
  /** Each by its place, dotted; `*` is any item of a list. */
  readonly fields: readonly F[]
  /** What belongs in a field; in the whole mapping where it is undefined. */
  readonly expected: (words: FaultWords, field: F | undefined) => string
}

const ORDERS: MappingKind<Mapping, (typeof MAPPING_FIELDS)[number]> = {
  parse: (value) => Mapping.safeParse(value),
  fields: MAPPING_FIELDS,
  expected: ({ mapping }, field) =>
    field === undefined ? mapping.wholeMapping : mapping.fields[field],
}

/**
 * Reads the text of a mapping; `file` is its name for messages.
 *
 * @example
 * const reading = readMapping(text, 'shop.yaml')
 * if (!reading.ok) for (const fault of reading.faults) console.error(describeFault(fault, words))
 */
export const readMapping = (text: string, file: string): MappingReading =>
  readMappingOf(ORDERS, text, file)

/** The same, of a mapping of another kind. @example readMappingOf(kind, text, 'feed.yaml') */
export function readMappingOf<M, F extends string>(
  kind: MappingKind<M, F>,
  text: string,
  file: string,
): MappingReading<M> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineOf = (offset: number): number => lines.linePos(offset).line
  if (document.errors.length > 0) {
    const faults = document.errors
      .slice(0, MOST_ERRORS)
      .map(({ pos, code, message }) => syntaxFault(file, lineOf(pos[0]), { code, message }))
    return { ok: false, faults }
  }
  const read = plainValue(document)
  if ('code' in read) return { ok: false, faults: [syntaxFault(file, lineOf(read.at), read)] }
  const parsed = kind.parse(read.value)
  if (parsed.success) return { ok: true, mapping: parsed.data, value: read.value }
  const faults = parsed.error.issues.flatMap(flatten).map(({ issue, path }) => ({
    file,
    line: lineOf(offsetOf(document.contents, path)),
    field: path.join('.'),
    sentence: sentenceOf(kind, issue, path, !document.hasIn(path)),
  }))
  return { ok: false, faults: faults.toSorted((a, b) => a.line - b.line) }
}

/** Of one file: a missing bracket is an error at each that is open. */
const MOST_ERRORS = 20

const syntaxFault = (
  file: string,
  line: number,
  { code, message }: { readonly code: string; readonly message: string },
): MappingFault => ({
  ...{ file, line },
  field: '',
  sentence: (w: FaultWords) => w.mapping.syntax(w.file.syntax(code, message).problem),
})

function plainValue(
  document: ReturnType<typeof parseDocument>,
): { readonly value: unknown } | AliasFault {
  const aliases = watchAliases()
  visit(document, { Alias: (_, alias, path) => aliases.see(alias, path) })
  const own = aliases.ofItself()
  if (own) return own
  try {
    return { value: document.toJS() }
  } catch (error) {
    return aliases.refused((error as Error).message)
  }
}

/** @example describeFault(fault, words) // 'shop.yaml:7: instant.zone: is not an IANA time zone …' */
export const describeFault = (
  { file, line, field, sentence }: MappingFault,
  words: FaultWords,
): string =>
  words.mapping.asLine(`${file}:${line}`, field === '' ? undefined : field, sentence(words))

type Issue = core.$ZodIssue
type Path = readonly PropertyKey[]
type Placed = { readonly issue: Issue; readonly path: Path }

/** One fault for each field that is not known, so that each can have its own line. */
function flatten(issue: Issue): readonly Placed[] {
  if (issue.code !== 'unrecognized_keys') return [{ issue, path: issue.path }]
  return issue.keys.map((key) => ({ issue, path: [...issue.path, key] }))
}

/** The position of the field in the text, or of the closest enclosing one that exists. */
function offsetOf(root: ParsedNode | null, path: Path): number {
  let at: ParsedNode | null = root
  let offset = root?.range[0] ?? 0
  for (const key of path) {
    if (isMap(at)) {
      const pair = at.items.find((item) => isScalar(item.key) && item.key.value === key)
      if (!pair) break
      offset = pair.key.range[0]
      at = pair.value
    } else {
      const child: unknown = isNode(at) && 'get' in at ? at.get(Number(key), true) : undefined
      if (!isNode(child)) break
      at = child as ParsedNode
      offset = at.range[0]
    }
  }
  return offset
}

function sentenceOf<M, F extends string>(
  { fields, expected }: MappingKind<M, F>,
  issue: Issue,
  path: Path,
  missing: boolean,
): FaultSentence {
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsUnder(fields, placeOf(path.slice(0, -1)))
    return (w) => w.mapping.unknownField(known)
  }
  const own = sentenceIn(issue)
  if (own) return own
  const field = knownField(fields, path)
  return (w) => {
    const { missing: isMissing, unreadable } = w.mapping
    return (missing ? isMissing : unreadable)(expected(w, field))
  }
}

/** The field, or the closest enclosing one that is known. */
function knownField<F extends string>(fields: readonly F[], path: Path): F | undefined {
  for (let length = path.length; length > 0; length--) {
    const place = placeOf(path.slice(0, length))
    const known = fields.find((field) => field === place)
    if (known) return known
  }
  return undefined
}

/** @example placeOf(['leaveOut', 'rows', 0, 'is']) // 'leaveOut.rows.*.is' */
const placeOf = (path: Path): string =>
  path.map((part) => (typeof part === 'number' ? '*' : String(part))).join('.')
