import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Casts that stay, and why; all others of a row go through a codec. */
const REMAINING: Readonly<Record<string, string>> = {
  'store/codecs/codec.ts': 'the one place where a checked row becomes a value',
  'store/dynamodb/wire-item.ts': 'what the SDK returns is a row, still unread',
  'http/requests.ts': 'the context of a Lambda, which middy passes on and no handler reads',
  'insight/learning/fit-family.ts': 'the parameters of one model among several; no row',
}

const ROW_TYPES = [
  'Row',
  'RowOf',
  'Order',
  'OrderLine',
  'Refund',
  'ConsentFact',
  'Journey',
  'Message',
  'MessageOf',
  'LifecycleChange',
  'CustomerHold',
  'Profile',
  'Preferences',
  'CustomerState',
  'Tombstone',
  'AddressFacts',
  'AccountPace',
  'ShopPace',
  'ApiKey',
  'Campaign',
  'Shop',
  'Policy',
  'ShopModel',
  'Product',
  'Neighbour',
  'Stored\\w+',
]
const CAST_OF_A_ROW = new RegExp(
  `\\bas (?:readonly |Partial<)?(?:${ROW_TYPES.join('|')}|\\w+Row)\\b(?! (?:it|they|a|the)\\b)`,
)
const FORBIDDEN = [
  CAST_OF_A_ROW,
  /\bas (?:unknown as|never)\b/,
  /\b(?:fields|row|stored|after|before) as (?:[A-Z{[(]|(?:any|keyof|object|readonly|string|typeof|unknown)\b)/,
]

const sources = globSync('functions/**/*.ts').map((path) => ({
  file: path.slice('functions/'.length),
  lines: readFileSync(path, 'utf8').split('\n'),
}))

const isCode = (line: string): boolean =>
  !/^\s*(?:\*|\/\/|\/\*\*|import\b|type Product as)/.test(line)

describe('the code', () => {
  it('casts no row to what it should be, but if a reason is given', () => {
    const casts = sources.flatMap(({ file, lines }) =>
      lines.flatMap((line, i) =>
        isCode(line) && FORBIDDEN.some((cast) => cast.test(line)) && !(file in REMAINING)
          ? [`${file}:${i + 1} ${line.trim()}`]
          : [],
      ),
    )
    expect(casts).toEqual([])
  })

  it('gives a reason only for files that still cast', () => {
    const casting = sources.flatMap(({ file, lines }) =>
      lines.some((line) => isCode(line) && FORBIDDEN.some((cast) => cast.test(line))) ? [file] : [],
    )
    expect(Object.keys(REMAINING).toSorted()).toEqual(casting.toSorted())
  })

  it('spells the identity of a message nowhere but in its own file', () => {
    const spelled = sources.flatMap(({ file, lines }) =>
      lines.flatMap((line, i) =>
        isCode(line) && /['"`]message#['"`$]|\}#\$\{n\}#|'rekindle-message'/.test(line)
          ? [`${file}:${i + 1}`]
          : [],
      ),
    )
    // The stream's filter is plain data, and the description of the API shows one as an example.
    const others = spelled.filter(
      (place) => !/^(?:domain\/message-ref|manifest|intake\/api\/\S+)\.ts:/.test(place),
    )
    expect(others).toEqual([])
  })
})
