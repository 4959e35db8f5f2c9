import { describe, expect, it } from 'vitest'
import { columns } from '../../functions/cli/columns.ts'
import { csvCell } from '../../functions/cli/csv-cell.ts'
import { makeProgress } from '../../functions/cli/progress.ts'
import { printedJson, progressText, terminalText } from '../../functions/cli/terminal-text.ts'
import { runHere } from './run-here.ts'

describe('what a terminal shows', () => {
  it.each([
    ['a colour', 'Lin \u001b[31mred\u001b[0m', 'Lin red'],
    ['a line that is taken back', 'a\r\u001b[2Kb', 'ab'],
    ['a title', 'Lin\u001b]0;owned\u0007 Na', 'Lin Na'],
    ['a link', '\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\', '\\here\\'],
    ['a sequence of eight bits', 'Lin\u009b31m', 'Lin31m'],
    ['a bell, a backspace and a delete', 'L\u0007i\u0008n\u007f', 'Lin'],
    ['an order of signs that is turned', 'Lin \u202egnp.exe\u2066', 'Lin gnp.exe'],
    ['a sequence cut short', 'Lin\u001b[', 'Lin'],
    ['text of several lines', '李\tna\r\nb\n', '李\tna\r\nb\n'],
  ])('has nothing left of %s that controls it', (_, text, shown) => {
    expect(terminalText(text)).toBe(shown)
  })

  it('is what was typed, without its control sequences', async () => {
    const { code, err } = await runHere(['shop', 'lis\u001b[2Kt\u0007s'])
    expect(code).toBe(2)
    expect(err).not.toMatch(/[\p{Cc}--\n]/v)
  })

  it('may be overwritten by progress alone', () => {
    let written = ''
    const stderr = { isTTY: true, write: (text: string) => (written += progressText(text)) }
    makeProgress({ stderr, now: () => 0 }).show('12 rows\u001b[1A read')
    expect(written).toBe('\r\u001b[2K12 rows read')
  })

  it('is the same value as JSON, with control characters escaped', () => {
    const value = { name: 'Lin\u009b31m\u001b[0m\u007f\u202e' }
    expect(printedJson(value)).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(JSON.parse(printedJson(value))).toEqual(value)
  })
})

describe('a cell of a CSV file', () => {
  it.each([
    ['c-17', 'c-17'],
    ['a,"b"', '"a,""b"""'],
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
    ['+49 30', "'+49 30"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['\n=1', '"\'\n=1"'],
    ['a;=1+2', "a;'=1+2"],
    ['a\t@x;b', "a\t'@x;b"],
    ['a;b-1', 'a;b-1'],
    ['', ''],
  ])('of %j is %j, so that no spreadsheet takes it for a formula', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })
})

describe('a table', () => {
  it('gives wide signs two columns, and marks on others none', () => {
    const rows = ['Lin', '李娜', '😀', 'e\u0301t', 'a\u200db'].map((cell) => [cell, '1'])
    expect(columns(rows).split('\n')).toEqual([
      'Lin   1',
      '李娜  1',
      '😀    1',
      'e\u0301t    1',
      'a\u200db    1',
    ])
  })
})
