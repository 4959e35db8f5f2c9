import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeWorkplace, NODE, REKINDLE } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, folder, remove } = makeWorkplace(here)
afterAll(remove)

/** The last word is the one that is being typed. */
async function proposals(...words: readonly string[]): Promise<readonly string[]> {
  const { code, out } = await rekindle(['__complete', ...words])
  expect(code).toBe(0)
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t', 1)[0] ?? '')
}

describe('completion', () => {
  it('suggests verbs and groups, then the verbs of a group', async () => {
    expect(await proposals('')).toEqual(expect.arrayContaining(['serve', 'shop', 'model']))
    expect(await proposals('se')).toEqual(['serve', 'segments', 'secret'])
    expect(await proposals('shop', 're')).toEqual(['resume'])
  })

  it('suggests the options of a verb, and the values of an option', async () => {
    expect(await proposals('segments', '--')).toEqual(
      expect.arrayContaining(['--shop', '--as-of', '--json', '--help']),
    )
    expect(await proposals('shop', 'resume', 'acme', '--provider', 'g')).toEqual(['gmail', 'gmx'])
    expect(await proposals('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh']))
  })

  it('suggests the language option anywhere, and the known languages', async () => {
    expect(await proposals('segments', '--la')).toEqual(['--lang'])
    expect(await proposals('segments', '--lang', '')).toEqual(['en', 'zh-CN'])
    expect(await proposals('--lang', 'zh', 'shop', 'li')).toEqual(['list'])
  })

  it('suggests values only where an option expects one, also behind an equals sign', async () => {
    const cdnow = ['cdnow', 'cdnow-sample-id']
    const before = ['import', 'orders.csv'] as const
    expect(await proposals(...before, '--mapping', '')).not.toContain('--help')
    expect(await proposals(...before, '--mapping', 'cd')).toEqual(cdnow)
    expect(await proposals(...before, '--mapping=cd')).toEqual(
      cdnow.map((name) => `--mapping=${name}`),
    )
    // As bash divides it into words.
    expect(await proposals(...before, '--mapping', '=', 'cd')).toEqual(cdnow)
    expect(await proposals(...before, '--lang', '=')).toEqual(['en', 'zh-CN'])
    expect(await proposals(...before, '--mapping=cdnow', '--js')).toEqual(['--json'])
  })

  it('does not suggest the old names of options', async () => {
    expect(await proposals('products', 'import', 'f.csv', '--')).not.toContain('--whole')
  })

  it('describes each suggestion in the language of the shell', async () => {
    const { out } = await rekindle(['__complete', 'segments', '--j'], { LANG: 'zh_CN.UTF-8' })
    expect(out).toBe('--json\t输出 JSON 而不是文字\n')
  })

  it.each(['bash', 'zsh', 'fish'])('prints a script for %s and touches no file', async (shell) => {
    const { code, out, err } = await rekindle(['completion', shell])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('rekindle __complete')
    expect(out).toMatch(/^# To load it now: /m)
    expect(readdirSync(folder)).toEqual([])
  })

  it('works in bash', () => {
    const bin = mkdtempSync(join(tmpdir(), 'rekindle-bin-'))
    const script = join(bin, 'rekindle')
    writeFileSync(script, `#!/bin/sh\nexec '${NODE}' '${REKINDLE}' "$@"\n`)
    chmodSync(script, 0o755)
    const typed = `source <(rekindle completion bash)
COMP_WORDS=(rekindle shop ro); COMP_CWORD=2; _rekindle; echo "\${COMPREPLY[*]}"`
    const out = execFileSync('bash', ['-c', typed], {
      cwd: folder,
      env: { PATH: `${bin}${delimiter}${process.env.PATH}` },
      encoding: 'utf8',
    })
    rmSync(bin, { recursive: true })
    expect(out).toBe('rotate-key\n')
  })
})
