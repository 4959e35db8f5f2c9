import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aStore, CUSTOMERS, MAILS, PASSPHRASE } from '../runtimes/backup/a-store.ts'
import { makeWorkplace, NODE, REKINDLE } from './run-command.ts'

const { rekindle, folder, path, remove } = makeWorkplace()
afterAll(remove)

const DB = ['--db', 'shop.sqlite']
const FROM_FILE = ['--passphrase-file', 'passphrase']

beforeAll(async () => {
  const store = await aStore()
  for (const name of readdirSync(store.folder)) renameSync(join(store.folder, name), path(name))
  rmdirSync(store.folder)
  writeFileSync(path('passphrase'), `${PASSPHRASE}\n`)
})

describe('rekindle backup', () => {
  it('says what the backup holds, in English and in Chinese', async () => {
    const english = await rekindle(['backup', 'monday', ...DB, ...FROM_FILE])
    expect(english).toMatchObject({ code: 0, err: '' })
    expect(english.out).toMatch(/^Backup of \d{4}-\d\d-\d\d \d\d:\d\d UTC complete: monday\n/)
    expect(english.out).toContain(`Customers: ${CUSTOMERS}, Orders: ${CUSTOMERS}`)
    expect(english.out).toContain(`Mails in the inbox: ${MAILS}`)
    expect(english.out).toContain('Secret: sealed')
    const chinese = await rekindle(['backup', 'zh', ...DB, ...FROM_FILE, '--lang', 'zh'])
    expect(chinese.out).toContain(`顾客：${CUSTOMERS}，订单：${CUSTOMERS}`)
  })

  it('prints the same as backup.json holds, for programs', async () => {
    const { code, out } = await rekindle(['backup', 'json', ...DB, '--json'], {
      REKINDLE_PASSPHRASE: PASSPHRASE,
    })
    const { checksum: _, ...stored } = JSON.parse(readFileSync(path('json/backup.json'), 'utf8'))
    expect({ code, printed: JSON.parse(out) }).toEqual({
      code: 0,
      printed: { folder: 'json', ...stored },
    })
  })

  it('says plainly what leaving the secret out means', async () => {
    const { code, out } = await rekindle(['backup', 'without', ...DB, '--without-secret'])
    expect(code).toBe(0)
    expect(out).toContain('no customer is recognized as opted out or suppressed')
  })

  it('names the folder that is missing, and how to make it', async () => {
    const { code, err } = await rekindle(['backup', 'none/monday', ...DB, ...FROM_FILE])
    expect([code, err]).toEqual([1, expect.stringContaining(`create it: mkdir -p ${path('none')}`)])
  })

  it.each([
    ['without a passphrase', [], 2, 'A passphrase is needed for the secret: use --passphrase-file'],
    ['with a short one', ['--passphrase-file', 'short'], 1, 'use at least 12 characters'],
    ['with an empty file', ['--passphrase-file', 'empty'], 1, 'empty holds no passphrase'],
    [
      'with no such file',
      ['--passphrase-file', 'none'],
      1,
      'Cannot read none: no such file or folder (ENOENT)',
    ],
    [
      'with one that is not used',
      ['--without-secret', ...FROM_FILE],
      2,
      '--passphrase-file is not needed',
    ],
  ])('is refused %s', async (_, args, code, problem) => {
    writeFileSync(path('short'), 'too short\n')
    writeFileSync(path('empty'), '\n')
    const outcome = await rekindle(['backup', 'refused', ...DB, ...args])
    expect(outcome.code).toBe(code)
    expect(outcome.err).toContain(problem)
    expect(readdirSync(folder).filter((name) => name.startsWith('refused'))).toEqual([])
  })

  it('refuses an existing folder and a missing database', async () => {
    writeFileSync(path('taken'), '')
    const taken = await rekindle(['backup', 'taken', ...DB, ...FROM_FILE])
    expect(taken).toMatchObject({ code: 1, out: '' })
    expect(taken.err).toContain('taken exists already, and nothing is overwritten')
    const missing = await rekindle(['backup', 'of-none', '--db', 'none.sqlite', ...FROM_FILE])
    expect(missing.err).toContain('There is no database none.sqlite')
    expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([])
  })

  it.runIf(process.platform === 'linux')(
    'leaves nothing behind if the disk takes only a part of it',
    async () => {
      const command = [NODE, REKINDLE, 'backup', 'full', ...DB, ...FROM_FILE].join(' ')
      // In blocks of 512 bytes: 50 KB, and the store has more.
      const limited = `ulimit -f 100; exec ${command}`
      const code = await new Promise((resolve) => {
        const child = execFile('sh', ['-c', limited], { cwd: folder }, (_error, _out, err) => {
          expect(err).toContain('It could not be completed, and nothing was left behind')
          resolve(child.exitCode)
        })
      })
      expect(code).toBe(1)
      expect(readdirSync(folder).filter((name) => name.startsWith('full'))).toEqual([])
    },
  )

  it.runIf(existsSync('/usr/bin/script'))(
    'asks for the passphrase twice in a terminal, and shows nothing of it',
    async () => {
      const { shown, code } = await inTerminal(['backup', 'asked', ...DB], [PASSPHRASE, PASSPHRASE])
      expect(code).toBe(0)
      expect(shown).toContain('Repeat the passphrase: ')
      expect(shown).not.toContain(PASSPHRASE)
      const differing = await inTerminal(['backup', 'differing', ...DB], [PASSPHRASE, 'another'])
      expect(differing.code).toBe(1)
      expect(differing.shown).toContain('The two passphrases are not the same')
    },
  )
})

/** Types each line once another question is asked. */
async function inTerminal(args: readonly string[], lines: readonly string[]) {
  const command = [NODE, REKINDLE, ...args].join(' ')
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder })
  let shown = ''
  let asked = 0
  child.stdout.on('data', (part: Buffer) => {
    shown += part
    if (shown.split('assphrase').length - 1 > asked && shown.endsWith(': '))
      child.stdin.write(`${lines[asked++]}\r`)
  })
  const [code] = await once(child, 'close')
  return { shown, code }
}

describe('rekindle restore', () => {
  it('only verifies with --check', async () => {
    const before = readdirSync(folder)
    const { code, out } = await rekindle(['restore', 'monday', '--check', ...FROM_FILE])
    expect(code).toBe(0)
    expect(out).toContain('is complete and undamaged: monday')
    expect(readdirSync(folder)).toEqual(before)
  })

  it('restores to a new file, says what the journal is for, and overwrites nothing', async () => {
    const args = ['restore', 'monday', '--db', 'new.sqlite', ...FROM_FILE]
    const first = await rekindle(args)
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toContain('in monday was restored to new.sqlite')
    expect(first.out).toContain('put it at new.sqlite.journal first')
    expect(readFileSync(path('new.sqlite.secret'))).toEqual(
      readFileSync(path('shop.sqlite.secret')),
    )
    const again = await rekindle(args)
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toContain('new.sqlite exists already')
    const shops = await rekindle(['shop', 'list', '--db', 'new.sqlite'])
    expect(shops.out).toContain('acme')
    // Only a server finds out what was lost.
    const status = await rekindle(['restore', 'status', '--db', 'new.sqlite'])
    expect(status.out).toContain('has not been served since. Start the server first')
    const confirm = await rekindle(['restore', 'confirm', '--db', 'new.sqlite'])
    expect([confirm.code, confirm.err]).toEqual([1, status.out])
  })

  it('fails with a wrong passphrase and for what is not a backup', async () => {
    const wrong = await rekindle(['restore', 'monday', '--db', 'wrong.sqlite'], {
      REKINDLE_PASSPHRASE: 'not the passphrase',
    })
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(wrong.err).toContain('The passphrase does not open the secret')
    const none = await rekindle(['restore', '.', '--db', 'wrong.sqlite', ...FROM_FILE])
    expect(none.err).toContain('. is not a backup: it holds no backup.json')
    expect(readdirSync(folder).filter((name) => name.startsWith('wrong'))).toEqual([])
  })
})

describe('rekindle serve', () => {
  it('says on a restored store without a journal that no marketing is sent', async () => {
    const args = [REKINDLE, 'serve', '--port', '0', '--db', 'new.sqlite']
    const child = spawn(NODE, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    for await (const part of child.stdout as AsyncIterable<Buffer>) {
      said += part
      if (said.includes('No marketing is sent')) break
    }
    child.kill('SIGKILL')
    expect(said).toContain('No marketing is sent: this store was restored from an older copy')
    expect(said).toMatch(/what was sent since \d{4}-\d\d-\d\d \d\d:\d\d UTC and who opted out/)
  })
})
