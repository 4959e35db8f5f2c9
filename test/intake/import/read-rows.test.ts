import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readFileRows } from '../../../functions/intake/import/read-rows.ts'
import { faultIn, gzipped, inChunks } from './importing.ts'

async function rowsOf(bytes: Uint8Array, delimiter = ',', chunk = 7) {
  const rows: { readonly line: number; readonly cells: readonly string[] }[] = []
  await readFileRows(inChunks(bytes, chunk), delimiter, (header) => {
    rows.push({ line: 1, cells: header })
    return (cells, line) => rows.push({ line, cells })
  })
  return rows
}
const faultOf = (bytes: Uint8Array) => faultIn(rowsOf(bytes))

describe('a CSV file', () => {
  test('is read with quotes, delimiters and line breaks inside cells, each row by its line', async () => {
    const text = 'Id,Title\r\n1,"Mug, ""blue"""\r\n2,"two\r\nlines"\r\n3,plain\r\n'
    expect(await rowsOf(Buffer.from(text))).toEqual([
      { line: 1, cells: ['Id', 'Title'] },
      { line: 2, cells: ['1', 'Mug, "blue"'] },
      { line: 3, cells: ['2', 'two\r\nlines'] },
      { line: 5, cells: ['3', 'plain'] },
    ])
  })

  test('is read without its byte order mark, and past blank lines', async () => {
    const rows = await rowsOf(Buffer.from('\uFEFFId,Title\n\n1,a\n   \n2,ü'))
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 5])
    expect(rows[0]?.cells[0]).toBe('Id')
    expect(rows[2]?.cells[1]).toBe('ü')
  })

  test('is read with semicolons', async () => {
    const rows = await rowsOf(Buffer.from('Id;Price\n1;2,50\n'), ';')
    expect(rows[1]?.cells).toEqual(['1', '2,50'])
  })

  test.each([1, 2, 1000])(
    'is unpacked if it is gzipped, arriving %i bytes at a time',
    async (n) => {
      expect(await rowsOf(gzipped('Id,T\n1,a\n'), ',', n)).toHaveLength(2)
    },
  )

  test('is read to its end if several gzip files were joined', async () => {
    const joined = Buffer.concat([gzipSync('Id,T\n1,a\n'), gzipSync('2,b\n')])
    expect(await rowsOf(joined)).toHaveLength(3)
  })

  test('that is cut short as a gzip file is refused', async () => {
    const whole = gzipped('Id,T\n'.padEnd(5000, 'abc,def\n'))
    expect(await faultOf(whole.subarray(0, -10))).toMatchObject({ code: 'broken-archive' })
  })

  test('is read whatever its lines end with, each row by its line', async () => {
    const rows = await rowsOf(Buffer.from('Id,T\r\n1,a\n2,"b\rc"\r3,d\r\r\n4,e'))
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'Id', 'T'],
      [2, '1', 'a'],
      [3, '2', 'b\rc'],
      [5, '3', 'd'],
      [7, '4', 'e'],
    ])
  })

  test('is read with empty cells behind the last column, of the header or of rows', async () => {
    const rows = await rowsOf(Buffer.from('Id,T\n1,a,\n2,b, ,\n,,,\n3,c\n'))
    expect(rows.slice(1).map(({ cells }) => cells.slice(0, 2).join())).toEqual([
      '1,a',
      '2,b',
      '3,c',
    ])
    expect(await rowsOf(Buffer.from('Id,T,,\n1,a\n2,b,,,,\n'))).toHaveLength(3)
    expect(await rowsOf(Buffer.from('sep=;\nId;T\n1;a\n'), ';')).toHaveLength(2)
  })

  test('is read past its header where files were put one behind the other', async () => {
    const rows = await rowsOf(Buffer.from('\ufeffId,T\n1,a\n\ufeffId,T\n2,b\nId,T\nId,c\n'))
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'Id', 'T'],
      [2, '1', 'a'],
      [4, '2', 'b'],
      [6, 'Id', 'c'],
    ])
  })

  test.each([
    ['Id,T\n1,"a\nb"\n2,b,c\n', 4, /^the row has 3 cells, but the header has 2/],
    ['Id,A,B\n1,2\n3,4,5\n', 2, /^the row is cut short: it has 2 of 3 cells/],
    ['Id,A,B,C\n1,2,3,4\n5,6,7', 3, /^the row is cut short: it has 3 of 4 cells/],
    ['Id,A,B\n1,2,3\n\n(1 row)\n', 4, /^"\(1 row\)" is below the last row/],
    ['Id,A,B,C\n1,2,3,4\nTotal:,,,4\n', 3, /^"Total:" is below the last row/],
    ['Id,A,B,C\n1,2,3,4\n合计,,4,\n', 3, /^"合计" is below the last row/],
    ['Id,T\n1,"an \\"a\\""\n', 2, /^a backslash stands before a quote, as MySQL/],
    ['Id,T\n1,a\n2,"b\\""\n3,c\n', 3, /^a backslash stands before a quote/],
    ['Id,T\n1,\\"a, b\\"\n', 2, /^a backslash stands before a quote/],
  ])(
    'with a row that is not whole is refused by its line and cause: %j',
    async (text, line, says) => {
      const fault = await faultOf(Buffer.from(text))
      expect(fault).toMatchObject({ code: 'broken-row', line })
      expect(fault.problem).toMatch(says)
    },
  )

  test('with a quote never closed is refused by the line where it opens', async () => {
    const fault = await faultOf(Buffer.from('Id,T\n1,a\n2,"b\n3,c\n'))
    expect(fault).toMatchObject({ code: 'broken-row' })
    expect(fault).toMatchObject({ line: 3 })
  })

  test('with text after a closing quote is refused by its line', async () => {
    expect(await faultOf(Buffer.from('Id,T\n1,a\n2,"b"x\n'))).toMatchObject({
      code: 'broken-row',
      line: 3,
    })
  })

  test('with a quote that swallows the rest of a huge file is refused without holding it', async () => {
    const text = `Id,T\n1,"${'x,y\n'.repeat(400_000)}`
    const rows = rowsOf(Buffer.from(text), ',', 65_536)
    await expect(rows).rejects.toMatchObject({ code: 'broken-row', line: 2 })
  })

  test('that is empty is refused', async () => {
    expect(await faultOf(Buffer.from(''))).toMatchObject({ code: 'empty-file' })
  })

  test('that cannot be read passes on why', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('Id,T\n1,a\n')
      throw new Error('disk on fire')
    }
    await expect(readFileRows(failing(), ',', () => () => {})).rejects.toThrow('disk on fire')
  })
})
