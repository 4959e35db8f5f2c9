import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runHere } from './run-here.ts'

const FIXTURE = fileURLToPath(new URL('../store/sqlite/fixtures/version-1.sqlite', import.meta.url))
const SHOP = ['--shop', 'tea & co'] as const

const ASKING: readonly (readonly string[])[] = [
  ['store', 'check'],
  ['restore', 'status'],
  ['restore', 'confirm'],
  ['upgrade', 'check'],
  ['upgrade', 'status'],
  ['shop', 'list'],
  ['shop', 'policy', 'tea & co'],
  ['import', 'list', ...SHOP],
  ['segments', ...SHOP],
  ['products', 'feed', 'list', ...SHOP],
  ['suppression', 'export', ...SHOP],
  ['secret', 'status'],
]

describe('A verb that only asks', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-asking-'))
    file = join(folder, 'shop.sqlite')
    copyFileSync(FIXTURE, file)
    // The one that its addresses are hashed with.
    writeFileSync(`${file}.secret`, Buffer.alloc(32, 7))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it.each(ASKING.map((words) => [words.slice(0, 2).join(' '), words] as const))(
    'leaves a file of an older version as it is: %s',
    async (_name, words) => {
      const before = readFileSync(file)
      const { code, err } = await runHere([...words, '--db', file])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(readdirSync(folder).toSorted()).toEqual(['shop.sqlite', 'shop.sqlite.secret'])
      expect(readFileSync(file).equals(before)).toBe(true)
    },
  )
})
