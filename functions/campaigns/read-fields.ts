/** Parses YAML or JSON with a schema and reports each fault at its line. */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import * as z from 'zod/mini'
import { type AliasFault, watchAliases } from '../domain/alias-faults.ts'
import { nearestName } from '../domain/nearest-name.ts'
import type { FaultSentence } from '../language/faults/fault-words.ts'
import { type Fault, sentences } from './fault.ts'
import { knownFields } from './known-fields.ts'
import { replacedFault, replacementOf } from './replaced-names.ts'
import { saysOf } from './schema-messages.ts'

type Path = readonly PropertyKey[]

export type FileFields<T> = {
  readonly file: string
  /** Absent if there are faults. */
  readonly value?: T
  readonly faults: readonly Fault[]
  readonly lineOf: (path: Path) => number | undefined
}

/**
 * Parses `text` (JSON is YAML too) with `schema`, and returns all faults, each with its line and
 * the fix from `fixFor` for its field.
 *
 * @example readFields('sample.json', '{"customer": 1}', SampleFile, fixForSample).faults
 */
export function readFields<T>(
  file: string,
  text: string,
  schema: z.ZodMiniType<T>,
  fixFor: (field: string) => FaultSentence,
): FileFields<T> {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineOf = (path: Path) => {
    const offset = offsetOf(document, path)
    return offset === undefined ? undefined : counter.linePos(offset).line
  }
  if (document.errors.length > 0)
    return {
      ...{ file, lineOf },
      faults: document.errors.slice(0, MOST_ERRORS).map((error) => syntaxFault(file, error)),
    }
  const read = plainValue(document)
  if ('code' in read) {
    const linePos = [{ line: counter.linePos(read.at).line }]
    return { file, lineOf, faults: [syntaxFault(file, { ...read, linePos })] }
  }
  const { value } = read
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return { file, value: parsed.data, faults: [], lineOf }
  const faults = parsed.error.issues.flatMap(splitUnknownKeys).map((issue): Fault => {
    const line = lineOf(issue.path)
    const field = issue.path.map(String).join('.')
    const where = { file, ...(line !== undefined && { line }), ...(field !== '' && { field }) }
    const replaced = issue.code === 'unrecognized_keys' && replacedAt(issue.path, schema, value)
    if (replaced) return { ...where, ...replaced }
    return {
      ...where,
      problem: problemOf(issue, at(value, issue.path)),
      fix:
        issue.code === 'unrecognized_keys'
          ? fixForUnknown(String(issue.path.at(-1)), knownFields(schema, issue.path.slice(0, -1)))
          : fixFor(field),
    }
  })
  return { file, faults, lineOf }
}

/** Of one file: a missing bracket is an error at each that is open. */
const MOST_ERRORS = 20

function plainValue(document: Document): { readonly value: unknown } | AliasFault {
  const aliases = watchAliases()
  visit(document, { Alias: (_, alias, path) => aliases.see(alias, path) })
  const own = aliases.ofItself()
  if (own) return own
  try {
    // An empty file leaves everything out.
    return { value: document.toJS() ?? {} }
  } catch (error) {
    return aliases.refused((error as Error).message)
  }
}

const syntaxFault = (
  file: string,
  error: { code: string; message: string; linePos?: readonly { line: number }[] | undefined },
): Fault => ({
  file,
  ...(error.linePos?.[0] && { line: error.linePos[0].line }),
  ...sentences((w) =>
    w.file.syntax(
      error.code,
      error.message.replace(/\n[\s\S]*$/, '').replace(/ at line \d+.*$/, ''),
    ),
  ),
})

/** The line of a field's key, or of its nearest parent. */
function offsetOf(document: Document, path: Path): number | undefined {
  const key = path.at(-1)
  if (key === undefined) return undefined
  const parent = document.getIn(path.slice(0, -1), true)
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key)
    if (pair && isNode(pair.key)) return pair.key.range?.[0]
  }
  const node = document.getIn(path, true)
  if (isNode(node)) return node.range?.[0]
  return offsetOf(document, path.slice(0, -1))
}

/** Undefined if the unknown field is none that was allowed before. */
function replacedAt(path: Path, schema: z.core.$ZodType, value: unknown) {
  const name = String(path.at(-1))
  const by = replacementOf(name, knownFields(schema, path.slice(0, -1)))
  return by === undefined ? undefined : replacedFault(name, by, at(value, path))
}

/** @param known the fields that are allowed where the unknown one is */
function fixForUnknown(name: string, known: readonly string[]): FaultSentence {
  const near = nearestName(name, known)
  if (near !== undefined) return (w) => w.file.writeNear(near)
  return (w) => (known.length > 0 ? w.file.allowedHere(known) : w.file.removeOrRespell)
}

/** One issue for each unknown key, so that each has its line. */
const splitUnknownKeys = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ ...issue, keys: [key], path: [...issue.path, key] }))
    : [issue]

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  )

function problemOf(issue: z.core.$ZodIssue, value: unknown): FaultSentence {
  const name = nameAt(issue.path.at(-1))
  if (issue.code === 'unrecognized_keys') return (w) => w.file.unknownField(String(name))
  // A rule across several fields can report a field that is not in the file.
  if (value === undefined && issue.code !== 'custom') return (w) => w.file.missing(name)
  if (issue.code === 'invalid_key') {
    const says = saysOf(issue.issues[0]?.message ?? '')
    return says?.(String(name), String(name)) ?? ((w) => w.file.notValid(String(name)))
  }
  const own = ownWords(issue, value)
  if (own) return own
  const list = nameAt(issue.path.at(-2))
  return typeof issue.path.at(-1) === 'number'
    ? (w) => w.file.cannotHold(list, shown(value))
    : (w) => w.file.cannotBe(name, shown(value))
}

const nameAt = (key: PropertyKey | undefined): string | undefined =>
  key === undefined ? undefined : String(key)

/** YAML has numbers that JSON writes as null. */
const shown = (value: unknown): string =>
  typeof value === 'number' ? String(value) : JSON.stringify(value)

/** What the schema itself says of it, if anything; every message of zod/mini is the same. */
function ownWords(issue: z.core.$ZodIssue, value: unknown): FaultSentence | undefined {
  if (issue.code === 'invalid_union')
    return issue.errors
      .flat()
      .map((inner) => ownWords(inner, at(value, inner.path)))
      .find((words) => words !== undefined)
  return saysOf(issue.message)?.(String(value), String(issue.path.at(-1) ?? ''))
}
