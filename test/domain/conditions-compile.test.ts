/** What the compiler says about a condition that is only half added. */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const TABLE = 'functions/domain/condition-table.ts'
const JOINED = 'functions/domain/conditions.ts'
const START = 'export const CONDITIONS = {\n'
const WHOLE = {
  unit: "unit: 'count'",
  schema: 'schema: WholeNumber',
  changes: "changes: 'undated'",
  asksForValue: 'asksForValue: false',
  rule: 'rule: (least: number, { facts }) => facts.orders.length >= least',
}

let copy: string | undefined
afterEach(() => copy && rmSync(copy, { recursive: true }))

/** The faults in a copy of a folder, where the table has these entries too, one on each line. */
async function faultsWith(
  entries: readonly string[],
  folder = 'functions/domain',
): Promise<readonly string[]> {
  copy = mkdtempSync(join(tmpdir(), 'conditions-'))
  cpSync(join(ROOT, folder), join(copy, folder), { recursive: true })
  for (const name of ['node_modules', 'package.json', 'tsconfig.json'])
    symlinkSync(join(ROOT, name), join(copy, name))
  const table = readFileSync(join(ROOT, TABLE), 'utf8')
  expect(table).toContain(START)
  writeFileSync(join(copy, TABLE), table.replace(START, `${START}${entries.join('\n')}\n`))
  const config = join(copy, 'copy.json')
  writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', include: [folder] }))
  const tsc = join(ROOT, 'node_modules/.bin/tsc')
  return new Promise((done) => {
    execFile(tsc, ['--noEmit', '--pretty', 'false', '-p', config], { cwd: copy }, (_, stdout) =>
      done(stdout.split('\n').filter((line) => /: error TS\d+:/.test(line))),
    )
  })
}

const firstLine = readFileSync(join(ROOT, TABLE), 'utf8').split(START)[0]?.split('\n').length ?? 0

test('a condition that lacks a part of its definition does not compile', async () => {
  const parts = Object.keys(WHOLE)
  const entries = parts.map((missing) => {
    const { [missing as keyof typeof WHOLE]: _, ...rest } = WHOLE
    return `without_${missing}: { ${Object.values(rest).join(', ')} },`
  })
  const faults = (await faultsWith(entries)).join('\n')
  for (const [index] of parts.entries())
    expect(faults).toContain(`${TABLE}(${firstLine + 1 + index},`)
})

test('a condition that has its definition lacks its words in each language, and nothing else', async () => {
  const madeUp = `madeUp: { ${Object.values(WHOLE).join(', ')} },`
  const faults = await faultsWith([madeUp], 'functions')
  expect(faults.map((fault) => fault.split('(')[0])).toEqual([
    'functions/language/en/conditions.ts',
    'functions/language/zh/conditions.ts',
  ])
  for (const fault of faults) expect(fault).toContain('madeUp')
})

test('an upper bound of a condition that is not a number, or missing, does not compile', async () => {
  const bound = (of: string) =>
    `above_${of}: { ${Object.values(WHOLE).join(', ')}, upperBoundOf: '${of}' },`
  const faults = await faultsWith([bound('countries'), bound('madeUp')])
  const joined = faults.filter((fault) => fault.startsWith(JOINED)).join('\n')
  expect(joined).toContain('"countries"')
  expect(joined).toContain('"madeUp"')
})
