import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import {
  type Migrated,
  openDatabase,
  openWithoutMigrating,
} from '../../../functions/store/sqlite/database.ts'
import {
  MIGRATIONS,
  SCHEMA_VERSION,
  versionOf,
} from '../../../functions/store/sqlite/migrations.ts'
import { makeSqliteTable } from '../../../functions/store/sqlite/sqlite-table.ts'
import type { Row } from '../../../functions/store/table.ts'

const FIXTURES = fileURLToPath(new URL('fixtures/', import.meta.url))
const NODE = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url))
const ROWS: readonly Row[] = JSON.parse(readFileSync(join(FIXTURES, 'rows.json'), 'utf8'))
const FILES = readdirSync(FIXTURES).filter((name) => name.endsWith('.sqlite'))
const OLDER = FILES.filter((name) => !name.includes(`version-${SCHEMA_VERSION}`))

const folder = mkdtempSync(join(tmpdir(), 'rekindle-migrations-'))
afterAll(() => rmSync(folder, { recursive: true }))

let copies = 0
function copyOf(name: string): string {
  copies += 1
  const file = join(folder, `${copies}-${name}`)
  copyFileSync(join(FIXTURES, name), file)
  return file
}

function inFile<T>(file: string, read: (sqlite: DatabaseSync) => T): T {
  const sqlite = new DatabaseSync(file)
  try {
    return read(sqlite)
  } finally {
    sqlite.close()
  }
}

/** Everything in a file: each table and index with its definition, and what the tables hold. */
const contentsOf = (sqlite: DatabaseSync) => {
  const objects = sqlite
    .prepare("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
  const tables = objects.flatMap(({ type, name }) => (type === 'table' ? [String(name)] : []))
  return {
    version: versionOf(sqlite),
    objects,
    rows: Object.fromEntries(
      tables.map((name) => {
        // How often a customer was marked says nothing: older builds did so for every row.
        const columns = name === 'pending' ? 'pk, 0' : '*'
        return [name, sqlite.prepare(`SELECT ${columns} FROM ${name} ORDER BY 1, 2`).all()]
      }),
    ),
  }
}

const rowsIn = (sqlite: DatabaseSync) =>
  sqlite
    .prepare("SELECT pk, sk, body FROM rows WHERE pk <> '~backup' ORDER BY pk, sk")
    .all()
    .map(({ pk, sk, body }) => ({ pk, sk, ...JSON.parse(String(body)) }))

const SORTED = ROWS.toSorted((a, b) => (`${a.pk}\n${a.sk}` < `${b.pk}\n${b.sk}` ? -1 : 1))

describe('The shape of a rows file', () => {
  test('has a file of every version among the fixtures', () => {
    const versions = new Set(FILES.map((name) => inFile(join(FIXTURES, name), versionOf)))
    expect([...versions].sort()).toEqual([1, ...MIGRATIONS.map(({ to }) => to)])
    expect(MIGRATIONS.map(({ to }) => to)).toEqual(MIGRATIONS.map((_, i) => i + 2))
  })

  test.each(FILES)('of %s becomes that of a new file, with the same rows', (name) => {
    const file = copyOf(name)
    openDatabase(file).close()
    const fresh = join(folder, `fresh-${name}`)
    const database = openDatabase(fresh)
    const writer = makeSqliteTable(database)
    return writer.write(ROWS.map((put) => ({ put }))).then(() => {
      database.close()
      expect(inFile(file, contentsOf)).toEqual(inFile(fresh, contentsOf))
      expect(inFile(file, rowsIn)).toEqual(SORTED)
    })
  })

  test.each(OLDER)('of %s is kept in a copy, which holds mail if it is put back', (name) => {
    const file = copyOf(name)
    const before = inFile(file, contentsOf)
    const seen: Migrated[] = []
    openDatabase(file, { onMigrated: (migrated) => seen.push(migrated) }).close()
    const copy = `${file}.before-${SCHEMA_VERSION}`
    expect(seen).toEqual([{ from: before.version, to: SCHEMA_VERSION, copy }])
    const kept = inFile(copy, contentsOf)
    const isMark = (row: Readonly<Record<string, unknown>>) => row.pk === '~backup'
    expect(kept.rows.rows?.filter(isMark)).toHaveLength(1)
    const without = { ...kept.rows, rows: kept.rows.rows?.filter((row) => !isMark(row)) }
    expect({ ...kept, rows: without }).toEqual(before)
    expect(statSync(copy).mode & 0o777).toBe(0o600)

    openDatabase(file, { onMigrated: (migrated) => seen.push(migrated) }).close()
    expect(seen).toHaveLength(1)
    // A copy that was put back goes the same way, and keeps its mark.
    copyFileSync(copy, file)
    openDatabase(file, { onMigrated: (migrated) => seen.push(migrated) }).close()
    expect(seen).toHaveLength(2)
    expect(inFile(file, rowsIn)).toEqual(SORTED)
  })

  test.each(OLDER)('of %s is read as it is by a verb that only asks', async (name) => {
    const file = copyOf(name)
    const bytes = readFileSync(file)
    const sqlite = openWithoutMigrating(file)
    const refuse = () => Promise.reject(new Error('only asks'))
    const table = makeSqliteTable({ sqlite, commit: refuse, note: () => {} })
    const found: Row[] = []
    for await (const row of table.scan('')) found.push(row)
    sqlite.close()
    expect(found).toEqual(SORTED)
    expect(readFileSync(file)).toEqual(bytes)
    expect(existsSync(`${file}.before-${SCHEMA_VERSION}`)).toBe(false)
  })

  test('of a later build is refused', () => {
    const file = copyOf(FILES.at(-1) ?? '')
    inFile(file, (sqlite) => sqlite.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`))
    expect(() => openDatabase(file)).toThrow('newer-database')
    expect(() => openWithoutMigrating(file)).toThrow('newer-database')
    expect(existsSync(`${file}.before-${SCHEMA_VERSION}`)).toBe(false)
  })

  test.each(MIGRATIONS)('is whole where the process ends in the step to version $to', ({ to }) => {
    const name = OLDER.find((one) => inFile(join(FIXTURES, one), versionOf) === to - 1) ?? ''
    const file = copyOf(name)
    const before = inFile(file, contentsOf)
    const script = fileURLToPath(new URL('end-in-migration.ts', import.meta.url))
    expect(spawnSync(NODE, [script, file, String(to)]).signal).toBe('SIGKILL')
    expect(inFile(file, contentsOf)).toEqual(before)
    openDatabase(file).close()
    expect(inFile(file, rowsIn)).toEqual(SORTED)
  })

  test('stays as it is where the disk has no room for the copy', () => {
    const file = copyOf('version-2.sqlite')
    const before = inFile(file, contentsOf)
    const module = new URL('../../../functions/store/sqlite/database.ts', import.meta.url).href
    // A file may grow to 48 kB here; a signal that is ignored leaves the error to the writer.
    const { stderr } = spawnSync(
      'bash',
      ['-c', `trap '' XFSZ; ulimit -f 48; exec "$0" --input-type=module -e "$1"`].concat(
        NODE,
        `import { openDatabase } from '${module}'; openDatabase('${file}')`,
      ),
      { encoding: 'utf8' },
    )
    expect(stderr).toContain('no-safety-copy')
    expect(inFile(file, contentsOf)).toEqual(before)
    expect(
      readdirSync(folder).filter((one) => one.includes('.before-') && one.startsWith(`${copies}-`)),
    ).toEqual([])
  })
})
