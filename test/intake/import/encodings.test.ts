/** Files in every encoding: their text is read right or not at all. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENCODINGS } from '../../../functions/domain/text-encoding.ts'
import { readFileRows } from '../../../functions/intake/import/read-rows.ts'
import { faultIn, gzipped, importText, inChunks, mappingOf, simpleMapping } from './importing.ts'

const HEAD = 'Id,Customer,Name,Date,Amount\n'
const mapping = (encoding = '') =>
  mappingOf(`
customer: {id: Customer, name: Name}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR
${encoding && `encoding: ${encoding}`}`)

const row = (name: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(`${HEAD}1,c1,Ann,2026-01-01,1\n2,c2,`),
    name,
    Buffer.from(',2026-01-01,1\n'),
  ])
const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')

/** Names as the bytes that a program of their country writes. */
const NAMES = [
  ['windows-1252', 'Jörg Müller', bytes('4af67267 204dfc6c6c6572')],
  ['iso-8859-15', 'Œuvre €', bytes('bc75767265 20a4')],
  ['windows-1250', 'Łukasz Žáček', bytes('a3756b61737a 208ee1e8656b')],
  ['windows-1251', 'Иван', bytes('c8e2e0ed')],
  ['koi8-r', 'Иван', bytes('e9d7c1ce')],
  ['gbk', '小龙', bytes('d0a1c1fa')],
  ['gb18030', '㐁龙', bytes('8139ef30 c1fa')],
  ['big5', '李小', bytes('a7f5a470')],
  ['shift_jis', '山田 太郎', bytes('8e529363 20 91be9859')],
  ['euc-jp', '山', bytes('bbb3')],
  ['euc-kr', '김', bytes('b1e8')],
] as const

const importing = (file: Uint8Array, encoding = '', chunk = 5) =>
  importText('', mapping(encoding), { source: inChunks(file, chunk) })

describe('a file that is not in UTF-8', () => {
  test.each(NAMES)(
    'in %s is refused by its line, and read where the mapping says so',
    async (encoding, name, written) => {
      const fault = await faultIn(importing(row(written)))
      expect(fault).toMatchObject({ code: 'encoding', line: 3 })
      expect(fault.problem).toMatch(
        /^the text is not UTF-8 \(byte 0x[0-9A-F]{2}\); .*`encoding: windows-1252`/,
      )
      for (const chunk of [1, 1000]) {
        const { records } = await importing(row(written), encoding, chunk)
        expect(records[1]?.customer).toEqual({ id: 'c2', name })
      }
    },
  )

  test('never makes one customer of two whose ids differ in such bytes only', async () => {
    const two = Buffer.from(
      'Id,Customer,Date,Amount\n1,c\xe4,2026-01-01,1\n2,c\xf6,2026-01-01,1\n',
      'latin1',
    )
    const source = () => inChunks(two, 9)
    expect(await faultIn(importText('', simpleMapping(), { source: source() }))).toMatchObject({
      line: 2,
    })
    const { records } = await importText('', simpleMapping('encoding: latin1'), {
      source: source(),
    })
    expect(records.map(({ customer }) => customer.id)).toEqual(['cä', 'cö'])
  })

  test.each([
    ['gbk', bytes('d0ff')],
    ['shift_jis', bytes('f04141')],
    ['shift_jis', bytes('8e')],
    ['windows-1252', bytes('81')],
    ['iso-8859-2', bytes('80')],
    ['utf-8', bytes('c3')],
    ['utf-8', bytes('eda080')],
  ])('is refused where bytes are not of the %s that the mapping states', async (encoding, name) => {
    const fault = await faultIn(importing(row(name), encoding))
    expect(fault).toMatchObject({ code: 'encoding', line: 3 })
    expect(fault.problem.toLowerCase()).toContain(`not ${encoding} (byte 0x`)
  })

  test.each(ENCODINGS)(
    'is refused in UTF-8 that the mapping calls %s, unless it is',
    async (encoding) => {
      const file = Buffer.from(`${HEAD}1,c1,Jörg Müller-Lüdenscheidt 山田太郎,2026-01-01,1\n`)
      if (encoding === 'utf-8') return void (await importing(file, encoding))
      expect(await faultIn(importing(file, encoding))).toMatchObject({ code: 'encoding' })
    },
  )
})

describe('a file in UTF-16', () => {
  const text = `${HEAD}1,c1,Jörg 山田 🐳,2026-01-01,1\r\n2,c2,Ann,2026-01-01,1\r\n`
  const little = Buffer.from(text, 'utf16le')
  const big = Buffer.from(little).swap16()
  const marked = [
    ['utf-16le', Buffer.concat([bytes('fffe'), little])],
    ['utf-16be', Buffer.concat([bytes('feff'), big])],
  ] as const

  test.each(marked)(
    'with the byte order mark of %s is read, whether or not the mapping states it',
    async (encoding, file) => {
      for (const stated of ['', encoding]) {
        const { records } = await importing(file, stated, 3)
        expect(records[0]?.customer.name).toBe('Jörg 山田 🐳')
      }
      expect((await faultIn(importing(file, 'gbk'))).problem).toMatch(/^the file is in UTF-16.E/)
    },
  )

  test.each([
    ['utf-16le', little],
    ['utf-16be', big],
  ])(
    'without a mark is named as %s, and read where the mapping says so',
    async (encoding, file) => {
      const fault = await faultIn(importing(file))
      expect(fault.problem).toContain(
        `in UTF-16 without a byte order mark; write \`encoding: ${encoding}\``,
      )
      expect((await importing(file, encoding, 3)).records).toHaveLength(2)
    },
  )

  test('with half a sign is refused by its line', async () => {
    const half = Buffer.concat([
      marked[0][1],
      Buffer.from('3,c3,', 'utf16le'),
      bytes('3dd8'),
      Buffer.from(',2026-01-01,1\n', 'utf16le'),
    ])
    expect(await faultIn(importing(half))).toMatchObject({ code: 'encoding', line: 4 })
  })
})

test.each([
  ['a workbook', bytes('504b0304 14000600'), /^the file is a workbook/],
  ['an old workbook', bytes('d0cf11e0 a1b11ae1'), /^the file is a workbook/],
  ['UTF-32', bytes('fffe0000 49000000'), /^the file is in UTF-32/],
])('%s is called what it is', async (_, start, says) => {
  const file = Buffer.concat([start, Buffer.alloc(600, 1)])
  expect((await faultIn(importing(file))).problem).toMatch(says)
})

test('any text is the same again in UTF-8 and UTF-16, in whichever pieces it arrives', async () => {
  // A zero byte is what UTF-16 is known by, and no table has one.
  const name = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 12 })
    .filter((text) => !text.includes('\0'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(name, { maxLength: 40 }),
      fc.integer({ min: 1, max: 70 }),
      async (names, chunk) => {
        const wanted = [
          'Id,Name',
          ...names.map((text) => `x,"${text.replaceAll('"', '""')}"`),
        ].join('\n')
        const little = Buffer.from(`\ufeff${wanted}`, 'utf16le')
        for (const file of [Buffer.from(wanted), little, Buffer.from(little).swap16()]) {
          const cells: string[] = []
          await readFileRows(
            inChunks(file, chunk),
            ',',
            () =>
              ([, text = '']) =>
                cells.push(text),
          )
          expect(cells).toEqual(names)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a gzipped file is refused by the line of its text, and a feed does not speak of mappings', async () => {
  const packed = gzipped(Buffer.from('id,title\n1,a\n2,\xe9\n', 'latin1') as never)
  const fault = await faultIn(readFileRows(inChunks(packed), ',', () => () => {}))
  expect(fault).toEqual({
    code: 'encoding',
    line: 3,
    problem: 'the text is not UTF-8 (byte 0xE9); save the file as UTF-8',
  })
})
