/** Reads a mapping from YAML, or reports each fault with its place and its fix. */
import { isMap, isNode, isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { core } from 'zod/mini'
import { Mapping } from './mapping.ts'
import { fieldsUnder, MAPPING_FIELDS } from './mapping-fields.ts'

export type MappingFault = {
  readonly file: string
  readonly line: number
  /** Dotted, such as `instant.zone`; empty for the whole mapping. */
  readonly field: string
  /** What is wrong and how to fix it. */
  readonly message: string
}

export type MappingReading =
  | { readonly ok: true; readonly mapping: Mapping }
  | { readonly ok: false; readonly faults: readonly MappingFault[] }

/**
 * Reads the text of a mapping; `file` is its name for messages.
 *
 * @example
 * const reading = readMapping(text, 'shop.yaml')
 * if (!reading.ok) for (const fault of reading.faults) console.error(describeFault(fault))
 */
export function readMapping(text: string, file: string): MappingReading {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineOf = (offset: number): number => lines.linePos(offset).line
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      file,
      line: lineOf(error.pos[0]),
      field: '',
      message: `is not valid YAML: ${error.message}`,
    }))
    return { ok: false, faults }
  }
  const parsed = Mapping.safeParse(document.toJS())
  if (parsed.success) return { ok: true, mapping: parsed.data }
  const faults = parsed.error.issues.flatMap(flatten).map(({ issue, path }) => ({
    file,
    line: lineOf(offsetOf(document.contents, path)),
    field: path.join('.'),
    message: messageOf(issue, path, !document.hasIn(path)),
  }))
  return { ok: false, faults: faults.toSorted((a, b) => a.line - b.line) }
}

/** @example describeFault(fault) // 'shop.yaml:7: instant.zone: is not an IANA time zone …' */
export const describeFault = ({ file, line, field, message }: MappingFault): string =>
  [`${file}:${line}`, ...(field === '' ? [] : [field]), message].join(': ')

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

function messageOf(issue: Issue, path: Path, missing: boolean): string {
  if (issue.code === 'unrecognized_keys') return unknownField(path)
  if (issue.code === 'custom' || issue.code === 'invalid_format')
    if (issue.message !== 'Invalid input') return issue.message
  return `${missing ? 'is missing' : 'cannot be read'}; write here ${expectedAt(path)}`
}

/** What belongs in a field, or in the closest enclosing field that is known. */
function expectedAt(path: Path): string {
  for (let length = path.length; length > 0; length--) {
    const name = path
      .slice(0, length)
      .map((part) => (typeof part === 'number' ? '*' : String(part)))
      .join('.')
    const expected = MAPPING_FIELDS[name]
    if (expected) return expected
  }
  return 'fields such as customer, order, instant, amount and currency'
}

function unknownField(path: Path): string {
  const around = path
    .slice(0, -1)
    .map((part) => (typeof part === 'number' ? '*' : String(part)))
    .join('.')
  const known = fieldsUnder(around)
  const named = known.length > 0 ? `; use one of ${known.join(', ')}` : ''
  return `is not a field of a mapping${named}, or remove it`
}
