/** Takes the list of a JSON file apart into its elements, without ever holding the whole file. */
import { ImportFault } from '../import/import-fault.ts'

/** The text of an element, and the line on which it begins. */
export type JsonElement = { readonly text: string; readonly line: number }

/** In an object, the list of articles is under one of these names. */
const LISTS = ['products', 'items', 'resources', 'data', 'results']
/** In characters. */
const LONGEST = 1_000_000
/** No list of articles is nested so deeply. */
const DEEPEST = 1_000

/** What in JSON begins or ends something, or begins a text; and what ends or continues a text. */
const STRUCTURE = /["{}[\]]/g
const IN_TEXT = /["\\]/g

/**
 * The objects of the list: an array, or an object's first array under a name of `LISTS`.
 *
 * @throws ImportFault for a file without such a list, and for one that is cut
 * @example const elements = jsonElements(); [...elements.take('[{"id":1},'), ...elements.end()]
 */
export function jsonElements() {
  let rest = ''
  let at = 0
  /** The line of `counted`, a place in `rest`. */
  let line = 1
  let counted = 0
  /** The brackets that are open. */
  let open = ''
  let list: string | undefined
  let hadList = false
  let start = -1
  let key = ''

  function lineOf(place: number): number {
    for (let end = rest.indexOf('\n', counted); end >= 0 && end < place; ) {
      line++
      end = rest.indexOf('\n', end + 1)
    }
    counted = place
    return line
  }

  /** Past a text; -1 if it is not there to its end. */
  function textEnd(from: number): number {
    IN_TEXT.lastIndex = from + 1
    for (let found = IN_TEXT.exec(rest); found; found = IN_TEXT.exec(rest)) {
      if (found[0] === '"') return found.index + 1
      IN_TEXT.lastIndex = found.index + 2
    }
    return -1
  }

  function enter(bracket: string): void {
    if (open.length >= DEEPEST) throw wrong(lineOf(at))
    const isList = bracket === '[' && (open === '' || (open === '{' && LISTS.includes(key)))
    if (isList && !hadList) {
      hadList = true
      list = open + bracket
    } else if (open === list && start < 0) {
      if (bracket === '[') throw wrong(lineOf(at))
      start = at
    }
    open += bracket
  }

  function* leave(bracket: string): Generator<JsonElement> {
    if ((bracket === '}' ? '{' : '[') !== open.at(-1)) throw wrong(lineOf(at))
    open = open.slice(0, -1)
    if (open === list && start >= 0) {
      const text = rest.slice(start, at + 1)
      yield { text, line: lineOf(start) }
      start = -1
    }
    if (list !== undefined && open.length < list.length) list = undefined
  }

  /** Forgets what is read, but for the element that is open. */
  function forget(): void {
    const read = start < 0 ? at : start
    lineOf(read)
    rest = rest.slice(read)
    counted = 0
    at -= read
    if (start >= 0) start = 0
    if (rest.length > LONGEST)
      throw new ImportFault('broken-row', (w) => w.feed.file.tooLong, { line })
  }

  return {
    *take(more: string): Generator<JsonElement> {
      rest += more
      for (;;) {
        STRUCTURE.lastIndex = at
        const found = STRUCTURE.exec(rest)
        if (!found) {
          at = rest.length
          break
        }
        at = found.index
        const [sign] = found
        if (sign === '"') {
          const end = textEnd(at)
          if (end < 0) break
          if (open === '{') key = rest.slice(at + 1, end - 1)
          at = end
          continue
        }
        if (sign === '{' || sign === '[') enter(sign)
        else yield* leave(sign)
        at++
      }
      forget()
    },
    *end(): Generator<JsonElement> {
      if (open !== '' || rest.trim().startsWith('"')) throw wrong(lineOf(rest.length))
      if (!hadList) throw new ImportFault('not-a-feed', (w) => w.feed.file.notAFeed.json)
    },
  }
}

const wrong = (line: number): ImportFault =>
  new ImportFault('broken-row', (w) => w.feed.file.json, { line })
