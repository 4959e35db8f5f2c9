/** Random mails with random conditions, against a reader who takes both at their word. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CUSTOMERS, mailOf, sent, shownHtml } from './structure-mail.ts'

type Node =
  | { readonly kind: 'words'; readonly element: string; readonly pieces: readonly Piece[] }
  | { readonly kind: 'element'; readonly element: string; readonly children: readonly Node[] }
  | Control<readonly Node[]>
  | { readonly kind: 'assign'; readonly value: string }

/** In the words of an element. */
type Piece =
  | { readonly kind: 'word' }
  | { readonly kind: 'output' }
  /** In HTML that the text part does not show: an attribute, or an element that is hidden. */
  | { readonly kind: 'unseen'; readonly where: number; readonly value: string; readonly when: When }
  | Control<readonly Piece[]>

/** For which customers it is done. */
type When = 'always' | 'known' | 'unknown'

type Control<Inside> =
  | { readonly kind: 'if'; readonly negated: boolean; readonly yes: Inside; readonly no?: Inside }
  | { readonly kind: 'for'; readonly times: number; readonly inside: Inside }
  | { readonly kind: 'case'; readonly when: Inside; readonly otherwise: Inside }

const UNSEEN: readonly ((liquid: string) => string)[] = [
  (liquid) => `<b class="a ${liquid} b"></b>`,
  (liquid) => `<i title='${liquid}'> </i>`,
  (liquid) => `<div style="display:none">hidden ${liquid}<p>hidden</p></div>`,
  (liquid) => `<span style="color:red;display: none"><b class="${liquid}">hidden</b></span>`,
  (liquid) => `<img src="https://a.example/${liquid}1.png" alt="">`,
  (liquid) => `<style>.a { color: red } ${liquid}</style>`,
]

const WHEN: Readonly<Record<When, readonly [before: string, after: string]>> = {
  always: ['', ''],
  known: ['{% if customer.name %}', '{% endif %}'],
  unknown: ["{% if customer.name == '' %}", '{% else %} {% endif %}'],
}

const control = <T>(inside: fc.Arbitrary<readonly T[]>): fc.Arbitrary<Control<readonly T[]>> =>
  fc.oneof(
    fc.record(
      {
        kind: fc.constant('if' as const),
        negated: fc.boolean(),
        yes: inside,
        no: inside,
      },
      { requiredKeys: ['kind', 'negated', 'yes'] },
    ),
    fc.record({ kind: fc.constant('for' as const), times: fc.nat(2), inside }),
    fc.record({ kind: fc.constant('case' as const), when: inside, otherwise: inside }),
  )

const unseen: fc.Arbitrary<Piece> = fc.record({
  kind: fc.constant('unseen' as const),
  where: fc.nat(UNSEEN.length - 1),
  value: fc.constantFrom('c', 'd'),
  when: fc.constantFrom<When>('always', 'known', 'unknown'),
})
const word: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Piece>({ kind: 'word' }, { kind: 'output' }) },
  { weight: 1, arbitrary: unseen },
)
const pieces = fc.array(
  fc.oneof({ weight: 3, arbitrary: word }, control(fc.array(word, { maxLength: 2 }))),
  { minLength: 1, maxLength: 3 },
)

const wordsIn = (...elements: readonly string[]): fc.Arbitrary<Node> =>
  fc.record({ kind: fc.constant('words' as const), element: fc.constantFrom(...elements), pieces })

const assign: fc.Arbitrary<Node> = fc.record({
  kind: fc.constant('assign' as const),
  value: fc.constantFrom('a', 'b'),
})

/** What an element can contain, with Liquid between and around it. */
const among = (node: fc.Arbitrary<Node>): fc.Arbitrary<readonly Node[]> => {
  const plain = fc.array(node, { maxLength: 2 })
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: node },
      { weight: 3, arbitrary: control(plain) as fc.Arbitrary<Node> },
      { weight: 1, arbitrary: assign },
    ),
    { maxLength: 3 },
  )
}

const element = (name: string, children: fc.Arbitrary<readonly Node[]>): fc.Arbitrary<Node> =>
  fc.record({ kind: fc.constant('element' as const), element: fc.constant(name), children })

const leaf = fc.oneof(
  { weight: 4, arbitrary: wordsIn('mj-text', 'mj-button', 'mj-table', 'mj-image') },
  { weight: 1, arbitrary: element('mj-divider', fc.constant([])) },
  { weight: 1, arbitrary: element('mj-social', among(wordsIn('mj-social-element'))) },
  { weight: 1, arbitrary: element('mj-navbar', among(wordsIn('mj-navbar-link'))) },
)
const columns = element('mj-column', among(leaf))
const section = element(
  'mj-section',
  among(fc.oneof({ weight: 4, arbitrary: columns }, element('mj-group', among(columns)))),
)
const body = among(
  fc.oneof({ weight: 3, arbitrary: section }, element('mj-wrapper', among(section))),
)

/** As MJML, every word another. */
function written(nodes: readonly Node[]): string {
  let count = 0
  const liquid = <T>(one: Control<readonly T[]>, write: (inside: readonly T[]) => string) => {
    if (one.kind === 'if') {
      const tag = one.negated ? 'unless' : 'if'
      const yes = `{% ${tag} customer.name %}${write(one.yes)}`
      return `${yes}${one.no ? `{% else %}${write(one.no)}` : ''}{% end${tag} %}`
    }
    if (one.kind === 'for')
      return `{% for i in (1..${one.times}) %}${write(one.inside)}{% endfor %}`
    return `{% case customer.name %}{% when "Lin" %}${write(one.when)}{% else %}${write(one.otherwise)}{% endcase %}`
  }
  const words = (inside: readonly Piece[], isHtml = true): string =>
    inside
      .map((one) => {
        if (one.kind === 'unseen') {
          const [before, after] = WHEN[one.when]
          const liquid = `${before}{% assign v = '${one.value}' %}${after}`
          return isHtml ? (UNSEEN[one.where]?.(liquid) ?? '') : ''
        }
        if (one.kind === 'word') return ` qx${count++}z `
        if (one.kind === 'output') return ` qx${count++}z{{ v }} `
        return liquid(one, (within) => words(within, isHtml))
      })
      .join('')
  const write = (inside: readonly Node[]): string =>
    inside
      .map((one) => {
        if (one.kind === 'assign') return `\n{% assign v = "${one.value}" %}`
        if (one.kind === 'element')
          return `<${one.element}>\n${write(one.children)}</${one.element}>`
        if (one.kind !== 'words') return liquid(one, write)
        const shown = words(one.pieces, one.element !== 'mj-image')
        const open = `<${one.element}${one.element === 'mj-text' ? COLOUR : ''}`
        if (one.element === 'mj-image')
          return `${open} src="https://a.example/1.png" alt="${shown}" />`
        if (one.element === 'mj-table') return `${open}><tr><td>${shown}</td></tr></mj-table>`
        return `${open}${one.element === 'mj-text' ? '' : ' href="https://a.example"'}>${shown}</${one.element}>`
      })
      .join('')
  return write(nodes)
}

const COLOUR = ' color="{% if customer.name %}#111111{% else %}#222222{% endif %}"'

/** Which words a customer reads, in their order. */
function read(nodes: readonly Node[], name: string): readonly string[] {
  let variable = 'v'
  let count = 0
  const found: string[] = []
  // A branch that is not taken is walked over too: its words have their numbers.
  const liquid = <T>(
    one: Control<readonly T[]>,
    shown: boolean,
    walk: (inside: readonly T[], shown: boolean) => void,
  ) => {
    if (one.kind === 'for') {
      const start = count
      for (let time = 0; time < Math.max(1, one.times); time += 1) {
        count = start
        walk(one.inside, shown && time < one.times)
      }
      return
    }
    const first = one.kind === 'if' ? (name !== '') !== one.negated : name === 'Lin'
    walk(one.kind === 'if' ? one.yes : one.when, shown && first)
    walk((one.kind === 'if' ? one.no : one.otherwise) ?? [], shown && !first)
  }
  const words = (inside: readonly Piece[], shown: boolean, isHtml = true): void => {
    for (const one of inside) {
      if (one.kind === 'unseen') {
        const isDone = one.when === 'always' || (name !== '') === (one.when === 'known')
        if (isHtml && shown && isDone) variable = one.value
      } else if (one.kind === 'word' || one.kind === 'output') {
        if (shown) found.push(`qx${count}z${one.kind === 'output' ? variable : ''}`)
        count += 1
      } else liquid(one, shown, (within, isShown) => words(within, isShown, isHtml))
    }
  }
  const walk = (inside: readonly Node[], shown: boolean): void => {
    for (const one of inside) {
      if (one.kind === 'assign') variable = shown ? one.value : variable
      else if (one.kind === 'element') walk(one.children, shown)
      else if (one.kind === 'words') words(one.pieces, shown, one.element !== 'mj-image')
      else liquid(one, shown, walk)
    }
  }
  walk(nodes, true)
  return found
}

/** Undefined for a mail of a size that no mail may have. */
async function sentUnlessTooLarge(source: string) {
  try {
    return await sent(source)
  } catch (error) {
    if (error instanceof Error && error.message.includes('Gmail clips')) return undefined
    throw error
  }
}

const wordsOf = (text: string): readonly string[] => text.match(/qx\d+z\w?/g) ?? []

it('whatever stands between, in and around elements, each customer gets the words that it chooses', async () => {
  await fc.assert(
    // Several to a mail: compiling one takes a while whatever is in it.
    fc.asyncProperty(fc.array(body, { minLength: 6, maxLength: 6 }), async (bodies) => {
      const nodes = bodies.flat()
      const mails = await sentUnlessTooLarge(mailOf(written(nodes), '{% assign v = "v" %}'))
      fc.pre(mails !== undefined)
      for (const [index, { html, text }] of mails.entries()) {
        const expected = read(nodes, CUSTOMERS[index]?.customer.name ?? '')
        expect(wordsOf(shownHtml(html))).toEqual(expected)
        expect(wordsOf(text)).toEqual(expected)
      }
    }),
    { numRuns: 50 },
  )
}, 60_000)
