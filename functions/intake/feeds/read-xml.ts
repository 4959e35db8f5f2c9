/** Reads RSS and Atom as Google Merchant Center has them, with the fields of each article in `g:`. */
import sax from 'sax'
import { ImportFault, quotedCell } from '../import/import-fault.ts'
import type { ArticleSource } from './article-source.ts'
import { fieldNamed, plainName } from './column-names.ts'
import type { FeedOptions } from './feed-options.ts'
import { type FeedField, ONLY_ONE, type RawArticle, withTwoTexts } from './raw-article.ts'

/** The outermost tag, and the tag of an article. */
const ROOTS: Readonly<Record<string, { readonly shape: 'rss' | 'atom'; readonly item: string }>> = {
  rss: { shape: 'rss', item: 'item' },
  'rdf:RDF': { shape: 'rss', item: 'item' },
  feed: { shape: 'atom', item: 'entry' },
}
const GOOGLES = 'base.google.com/ns/'
/** Longer than any text that is shown, so that no text fills the memory. */
const MOST_CHARACTERS = 10_000

/** No feed is nested so deeply. */
const DEEPEST = 200

/** Raw ampersands and unknown entities, which stay as they are written. */
const HARMLESS = /^Invalid character/

type Found = {
  readonly text: string
  readonly rank: number
  readonly tag: string
  /** Of another tag of the same name. */
  readonly other?: string
}

type Item = {
  readonly line: number
  readonly depth: number
  /** By field, with the rank of the tag that filled it. */
  readonly found: Map<FeedField, Found>
}

/**
 * A reader of XML. No entity that a file defines is expanded, and nothing outside of it is read.
 *
 * @throws ImportFault for XML that is not a feed, that is damaged, or that is cut
 */
export function readXml({ idColumn }: FeedOptions): ArticleSource {
  const parser = sax.parser(true, { trim: false, normalize: false, position: true })
  const path: string[] = []
  let root: (typeof ROOTS)[string] | undefined
  let prefix = 'g:'
  let item: Item | undefined
  let text = ''
  let ready: RawArticle[] = []
  let fault: ImportFault | undefined

  const lineNow = (): number => parser.line + 1

  function open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!root) {
      root = ROOTS[name]
      if (!root) throw notAFeed()
      prefix = googlesPrefix(attributes) ?? prefix
    }
    path.push(name)
    if (path.length > DEEPEST) throw damagedXml(name, lineNow())
    if (!item && name === root.item)
      item = { line: lineNow(), depth: path.length, found: new Map() }
    else if (item && path.length === item.depth + 1) {
      text = ''
      // Atom has an address as an attribute, and more of them than that of the article.
      const { rel = 'alternate', href } = attributes
      if (name === 'link' && href !== undefined && rel === 'alternate') fill(item, name, href)
    }
  }

  function close(name: string): void {
    if (item && path.length === item.depth + 1) fill(item, name, text.trim())
    if (item && path.length === item.depth) {
      ready.push(articleOf(item))
      item = undefined
    }
    path.pop()
  }

  /** A tag of Google's counts over one of RSS with the same name. */
  function fill({ found }: Item, tag: string, value: string): void {
    const isGoogles = tag.startsWith(prefix)
    const name = isGoogles ? tag.slice(prefix.length) : tag
    if (name.includes(':') || value === '') return
    const isId = idColumn !== undefined && plainName(name) === plainName(idColumn)
    const named = isId ? ({ field: 'id', rank: -100 } as const) : fieldNamed(name)
    if (!named || (named.field === 'id' && idColumn !== undefined && !isId)) return
    const rank = named.rank + (isGoogles ? 0 : 10)
    const known = found.get(named.field)
    if (!known || rank < known.rank) found.set(named.field, { text: value, rank, tag })
    else if (rank === known.rank && value !== known.text && ONLY_ONE.has(named.field))
      found.set(named.field, { ...known, other: value })
  }

  function add(more: string): void {
    if (!item || text.length >= MOST_CHARACTERS) return
    const below = path.length - item.depth
    // A title may have tags in it; the price of its shipping is not that of the article.
    const isOwn = below === 1 || (below > 1 && isTitle(path[item.depth] ?? ''))
    if (isOwn) text += more.slice(0, MOST_CHARACTERS)
  }

  const unlessFaulty =
    <A extends readonly unknown[]>(work: (...args: A) => void) =>
    (...args: A): void => {
      if (fault) return
      try {
        work(...args)
      } catch (error) {
        if (!(error instanceof ImportFault)) throw error
        fault = error
      }
    }

  parser.onopentag = unlessFaulty(({ name, attributes }: sax.Tag | sax.QualifiedTag) =>
    open(name, attributes as Readonly<Record<string, string>>),
  )
  parser.onclosetag = unlessFaulty(close)
  parser.ontext = unlessFaulty(add)
  parser.oncdata = unlessFaulty(add)
  parser.onerror = (error) => {
    const [message = ''] = error.message.split('\n')
    if (!HARMLESS.test(message)) fault ??= damagedXml(message, lineNow())
    parser.resume()
  }

  function* drain(): Generator<RawArticle> {
    const some = ready
    ready = []
    yield* some
    if (fault) throw fault
  }

  return {
    *take(piece) {
      parser.write(piece)
      yield* drain()
    },
    *end() {
      parser.close()
      yield* drain()
    },
    shape: () => root?.shape ?? 'rss',
  }
}

const isTitle = (tag: string): boolean => /(?:^|:)title$/i.test(tag)

function articleOf({ line, found }: Item): RawArticle {
  const cells = [...found].map(([field, { text }]) => [field, text] as const)
  const article = { line, cells: Object.fromEntries(cells) }
  for (const [field, { text, tag, other }] of found)
    if (other !== undefined) return withTwoTexts(article, field, tag, [text, other])
  return article
}

/** Where a file binds another prefix than `g` to Google's fields. */
function googlesPrefix(attributes: Readonly<Record<string, string>>): string | undefined {
  const bound = Object.entries(attributes).find(
    ([name, value]) => name.startsWith('xmlns:') && value.includes(GOOGLES),
  )
  return bound && `${bound[0].slice('xmlns:'.length)}:`
}

const notAFeed = (): ImportFault =>
  new ImportFault('not-a-feed', (w) => w.feed.file.notAFeed.xml, { line: 1 })

const damagedXml = (message: string, line: number): ImportFault =>
  new ImportFault('broken-row', (w) => w.feed.file.xml(quotedCell(message)), { line })
