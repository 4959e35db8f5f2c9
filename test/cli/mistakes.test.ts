import { describe, expect, it } from 'vitest'
import { EXIT } from '../../functions/cli/application.ts'
import { runHere } from './run-here.ts'

describe('a typing mistake', () => {
  it.each([
    [['pubish'], 'Unknown command "pubish". Did you mean publish?'],
    [['shop', 'lits'], 'Unknown command "shop lits". Did you mean shop list?'],
    [['resume', 'acme'], 'Did you mean restore, shop resume or campaign resume?'],
    [['campaign', 'publish', 'folder'], 'Did you mean publish?'],
    [['segments', '--asof', 'x'], 'Unknown option --asof. Did you mean --as-of?'],
    [['segments', '--sohp', 'acme'], 'Unknown option --sohp. Did you mean --shop?'],
    [['shop', 'resume', 'a', '--provider', 'gmial'], 'Did you mean gmail?'],
    [['completion', 'bahs'], 'Did you mean bash?'],
    [['frobnicate'], 'Unknown command "frobnicate".\n'],
    [['segments', '-x'], 'Unknown option -x.'],
    [['segments', '--shop'], '--shop needs a value'],
    [['segments', '--shop', ''], '--shop is empty'],
    [['segments', '--json', '--json'], '--json is given more than once'],
  ] as const)('%j is wrong usage, and the error suggests what was meant', async (args, says) => {
    const { code, out, err } = await runHere(args)
    expect({ code, out }).toEqual({ code: EXIT.usage, out: '' })
    expect(err).toContain(says)
    expect(err).toMatch(/^See: rekindle.* --help$/m)
  })

  it('is reported in Chinese too', async () => {
    const { err } = await runHere(['shop', 'lits'], { language: 'zh-CN' })
    expect(err).toBe(
      'rekindle: 没有命令“shop lits”。您是否想输入 shop list？\n请看：rekindle --help\n',
    )
  })
})

describe('the exit code', () => {
  it.each([
    ['0 for help', ['--help'], 0],
    ['0 for the help of a group', ['shop', '--help'], 0],
    ['0 for the help of a verb', ['shop', 'list', '-h'], 0],
    ['0 for the version', ['--version'], 0],
    ['1 where there is no database', ['shop', 'list', '--db', '/nowhere/none.sqlite'], 1],
    ['2 for no verb', [], 2],
    ['2 for a group alone', ['shop'], 2],
    ['2 for an unknown verb', ['frobnicate'], 2],
    ['2 for an unknown option', ['shop', 'list', '--frobnicate'], 2],
    ['2 for a missing option', ['segments'], 2],
    ['2 for a wrong value', ['serve', '--port', 'http'], 2],
  ] as const)('is %s', async (_, args, code) => {
    expect((await runHere(args)).code).toBe(code)
  })

  it('is listed in the help', async () => {
    expect((await runHere(['--help'])).out).toContain(
      'Exit codes: 0 success, 1 failure, 2 incorrect usage, 3 an imported file without a purchase.',
    )
  })
})

describe('an old name', () => {
  it.each([
    [
      ['recommend', '--item', 'TEA', '--shop', 'acme'],
      'rekindle: "rekindle recommend" is now "rekindle recommend show"; the old name will be removed',
    ],
    [
      ['products', 'import', 'feed.csv', '--whole', '--shop', 'acme'],
      'rekindle: --whole is now --full; the old name will be removed',
    ],
  ] as const)('of %j still works, with a note', async (args, note) => {
    const { err } = await runHere([...args, '--db', '/nowhere/none.sqlite'])
    expect(err).toContain(note)
    expect(err).not.toContain('Unknown')
  })

  it('does not hide a new verb', async () => {
    expect((await runHere(['recommend', '--help'])).err).toBe('')
    expect((await runHere(['recommend', 'build', '--help'])).err).toBe('')
  })
})
