/**
 * Inputs on which an expression that backtracks takes longest: for each part of it that may repeat, a
 * text that leads there, repeats what the part accepts, and then fails.
 */

type Part =
  | { readonly is: 'set'; readonly source: string }
  | { readonly is: 'group'; readonly options: readonly (readonly Repeated[])[] }
  | { readonly is: 'nothing' }
type Repeated = { readonly part: Part; readonly least: number; readonly most: number }

/** No expression begins with it, so that what is anchored at the beginning is passed over. */
const ELSEWHERE = '\u0001'

/** Tried in this order, so that overlapping sets are given the same character. */
const CHARACTERS = [
  ...' a0-."\'<>/=:;,&{}[]()|!?%#@_+*\\\t\n\u00e9\u4e2d\u3042\ud55c\u044f\u3001\uff0c1zAZ',
  ...['\u0000', '\ue000', '\u007f', '\u200b', '$', '^', '~', '`'],
]

export type Pumped = { readonly before: string; readonly unit: string }

/** @example pumpedInputs(/^a+$/) // [{ before: '', unit: 'a' }, ...] */
export function pumpedInputs({ source, flags }: RegExp): readonly Pumped[] {
  const options = parsed(source)
  const inputs: Pumped[] = []
  for (const sequence of options) collect(sequence, '', flags, inputs)
  const seen = new Map(inputs.map((input) => [JSON.stringify(input), input]))
  return [...seen.values()].filter(({ unit }) => unit !== '')
}

function collect(
  sequence: readonly Repeated[],
  before: string,
  flags: string,
  inputs: Pumped[],
): void {
  let [lead, last] = [before, '']
  for (const { part, least, most } of sequence) {
    const once = sampleOf(part, flags)
    if (most >= 8) {
      inputs.push({ before: lead, unit: once }, { before: ELSEWHERE, unit: once })
      inputs.push({ before: '', unit: lead + once }, { before: '', unit: last + once })
    }
    if (part.is === 'group') for (const inner of part.options) collect(inner, lead, flags, inputs)
    const sample = once.repeat(Math.min(least, 4))
    lead = (lead + sample).slice(-60)
    if (sample !== '') last = sample
  }
}

function sampleOf(part: Part, flags: string): string {
  if (part.is === 'nothing') return ''
  if (part.is === 'set') return characterOf(part.source, flags)
  const [first = []] = part.options
  return first
    .map((one) => sampleOf(one.part, flags).repeat(Math.min(Math.max(one.least, 1), 4)))
    .join('')
    .slice(0, 60)
}

const known = new Map<string, string>()

function characterOf(source: string, flags: string): string {
  const key = `${flags} ${source}`
  const found = known.get(key)
  if (found !== undefined) return found
  const set = new RegExp(`^(?:${source})$`, flags.replace(/[gy]/g, ''))
  const character = CHARACTERS.find((one) => set.test(one)) ?? ''
  known.set(key, character)
  return character
}

/** The grammar of expressions, as far as it matters here. */
function parsed(source: string): readonly (readonly Repeated[])[] {
  let at = 0
  const next = () => source.charAt(at)

  function options(): (readonly Repeated[])[] {
    const all: Repeated[][] = [[]]
    while (at < source.length && next() !== ')') {
      if (next() === '|') {
        at++
        all.push([])
      } else all.at(-1)?.push(repeated())
    }
    return all
  }

  function repeated(): Repeated {
    const part = one()
    const [whole = '', least, comma, most] =
      /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at)) ?? []
    at += whole.length
    if (whole === '') return { part, least: 1, most: 1 }
    if (whole.startsWith('*')) return { part, least: 0, most: Number.POSITIVE_INFINITY }
    if (whole.startsWith('+')) return { part, least: 1, most: Number.POSITIVE_INFINITY }
    if (whole.startsWith('?')) return { part, least: 0, most: 1 }
    const end = most !== '' ? Number(most) : comma ? Number.POSITIVE_INFINITY : Number(least)
    return { part, least: Number(least), most: end }
  }

  function one(): Part {
    const sign = next()
    if (sign === '(') return group()
    if (sign === '[') return set()
    if (sign === '^' || sign === '$') {
      at++
      return { is: 'nothing' }
    }
    if (sign !== '\\') {
      at++
      return { is: 'set', source: sign }
    }
    const [escaped = '\\'] =
      /^\\(?:u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|[pP]\{[^}]*\}|c[a-z]|k<\w+>|[1-9]\d*|.)/i.exec(
        source.slice(at),
      ) ?? []
    at += escaped.length
    return /^\\(?:[bB]|k<|[1-9])/.test(escaped) ? { is: 'nothing' } : { is: 'set', source: escaped }
  }

  function group(): Part {
    const [opening = '('] = /^\((?:\?(?:[:=!]|<[=!]|<\w+>|[a-z-]+:))?/.exec(source.slice(at)) ?? []
    at += opening.length
    const inner = options()
    at++
    return /^\(\?<?[=!]/.test(opening) ? { is: 'nothing' } : { is: 'group', options: inner }
  }

  function set(): Part {
    const start = at
    let depth = 0
    do {
      if (next() === '\\') at++
      else if (next() === '[') depth++
      else if (next() === ']') depth--
      at++
    } while (depth > 0 && at < source.length && !isSimpleEnd())
    return { is: 'set', source: source.slice(start, at) }

    /** Without the flag v a bracket in a set opens nothing. */
    function isSimpleEnd(): boolean {
      if (source.charAt(at - 1) !== ']' || source.charAt(at - 2) === '\\') return false
      return isValid(source.slice(start, at))
    }
  }

  return options()
}

function isValid(set: string): boolean {
  try {
    return Boolean(new RegExp(set, 'u'))
  } catch {
    return false
  }
}
