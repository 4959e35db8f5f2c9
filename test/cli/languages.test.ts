import { describe, expect, it } from 'vitest'
import { widthOf } from '../../functions/cli/columns.ts'
import { helpOfVerb, helpOfVerbs } from '../../functions/cli/help.ts'
import { VERB_NAMES, VERBS } from '../../functions/cli/verbs.ts'
import type { CommandWords } from '../../functions/language/command/command-words.ts'
import { loadCommandWords } from '../../functions/language/command/load-command-words.ts'
import { LANGUAGES, type Language } from '../../functions/language/language-tags.ts'
import { readSources } from '../boundaries/imports.ts'
import { makeWorkplace } from './run-command.ts'
import { here, runHere } from './run-here.ts'

const CHINESE = /[\u4e00-\u9fff]/
/** Two samples next to each other. */
const UNTRANSLATED = new Set(['XX', 'DKIM', 'SPF', 'DMARC', 'AUC', 'P(alive)'])

/** Every text of the words, with the path to it; functions are called with samples. */
function textsOf(words: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof words === 'string') return [[path, words]]
  if (typeof words === 'function') return textsOf(sampled(words as Sampled), path)
  if (Array.isArray(words)) return words.flatMap((each, i) => textsOf(each, `${path}.${i}`))
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([name, each]) => textsOf(each, `${path}.${name}`))
}

type Sampled = (...args: unknown[]) => unknown

/** With numbers, texts or lists, whichever it takes. */
function sampled(words: Sampled): unknown {
  const facts = {
    ...{ purchases: 2, purchasesInWindow: 2, windowDays: 30, last: 'X', ago: 'X' },
    ...{ customers: 2, changed: ['X'], added: ['X'], removed: ['X'] },
    ...{ chance: 'X', minDays: 2, maxDays: 2, fixedDays: 2, value: 'X', low: 'X', high: 'X' },
  }
  const alike = ['X', 2, ['X', 'Y'], facts].map((sample) => Array.from({ length: 6 }, () => sample))
  for (const samples of [...alike, [facts, 'X']]) {
    try {
      const text = words(...samples)
      if (typeof text === 'string' && !/undefined|NaN|\[object/.test(text)) return text
    } catch {}
  }
  return words('X', 2, 2, 'X', 'X', 'X')
}

/** No more than marks and samples: the same in every language. */
const saysNothing = (text: string): boolean =>
  !/[A-Za-z\u4e00-\u9fff]/.test(text.replaceAll(/\bX\b|\bY\b/g, '')) || UNTRANSLATED.has(text)

const wordsOf = (language: Language): Promise<CommandWords> => loadCommandWords(language)

/** Faults of files take what they find there, and are tested with faulty files. */
const withoutFaults = async (language: Language): Promise<Omit<CommandWords, 'faults'>> => {
  const { faults: _, ...words } = await wordsOf(language)
  return words
}

describe('the words of the command', () => {
  it('have the same placeholders in every language', async () => {
    const [first, ...others] = await Promise.all(
      LANGUAGES.map(async (language) =>
        textsOf(await withoutFaults(language), '').map(([path]) => path),
      ),
    )
    for (const other of others) expect(other).toEqual(first)
  })

  it('are Chinese in Chinese', async () => {
    const left = textsOf(await withoutFaults('zh-CN'), '').filter(
      ([, text]) => !(CHINESE.test(text) || saysNothing(text)),
    )
    expect(left).toEqual([])
  })

  it('are not Chinese in English', async () => {
    const left = textsOf(await withoutFaults('en'), '').filter(([, text]) => CHINESE.test(text))
    expect(left).toEqual([])
  })

  it('put a space between Chinese and Latin letters or digits', async () => {
    const left = textsOf(await withoutFaults('zh-CN'), '').filter(([, text]) =>
      /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]/.test(text.replaceAll('X', '')),
    )
    expect(left).toEqual([])
  })
})

describe.each(LANGUAGES)('help in %s', (language) => {
  it.each(VERB_NAMES)(
    'of `%s` describes the verb and every option, argument and example',
    async (name) => {
      const [words, verb] = [await wordsOf(language), await VERBS[name]()]
      const help = helpOfVerb(verb, words)
      expect(help).toContain(words.help.sentence(words.verbs[name].summary).slice(0, 20))
      for (const option of Object.keys(verb.options)) {
        const line = help.split('\n').find((each) => each.startsWith(`  --${option}`)) ?? ''
        expect(line.replace(/^ +--\S+( [A-Z:]+)? */, ''), option).not.toBe('')
      }
      for (const argument of verb.arguments)
        expect(help).toMatch(new RegExp(`^  ${argument.name} +\\S`, 'm'))
      expect(Object.keys(verb.examples).sort()).toEqual(
        Object.keys(words.verbs[name].examples).sort(),
      )
      expect(help).not.toMatch(/undefined|NaN|\[object/)
      for (const line of help.split('\n')) {
        const isExample =
          line.trim().startsWith('rekindle') || line.startsWith(words.titled(words.help.usage))
        if (!isExample) expect(widthOf(line), line).toBeLessThan(100)
      }
      const isChinese = language === 'zh-CN'
      const captions = help.split('\n').filter((line) => line.startsWith('  # '))
      for (const caption of captions) expect(CHINESE.test(caption), caption).toBe(isChinese)
    },
  )

  it('of the command lists every verb with its summary', async () => {
    const words = await wordsOf(language)
    const help = helpOfVerbs(VERB_NAMES, words, undefined)
    for (const name of VERB_NAMES) expect(help).toContain(`  ${name} `)
    expect((await runHere(['--help'], { language })).out).toBe(help)
  })
})

describe('the language', () => {
  const { rekindle, remove } = makeWorkplace(here)

  it.each([
    ['by default English', [], {}, 'Usage:'],
    ['that of --lang', ['--lang', 'zh'], {}, '用法：'],
    ['that of --lang= before anything else', ['--lang=zh-CN'], { LC_ALL: 'en_GB.UTF-8' }, '用法：'],
    ['that of LC_ALL before LANG', [], { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_GB.UTF-8' }, '用法：'],
    ['that of LC_MESSAGES before LANG', [], { LC_MESSAGES: 'zh_CN', LANG: 'C' }, '用法：'],
    ['that of LANG', [], { LANG: 'zh_TW.UTF-8' }, '用法：'],
    ['English in the POSIX locale', [], { LANG: 'C.UTF-8' }, 'Usage:'],
    ['English for another', [], { LANG: 'fr_FR.UTF-8' }, 'Usage:'],
  ] as const)('is %s', async (_, args, env, begins) => {
    const { code, out } = await rekindle([...args, 'segments', '--help'], env)
    expect({ code, begins: out.startsWith(begins) }).toEqual({ code: 0, begins: true })
  })

  it('can follow the verb, and applies to errors too', async () => {
    const { code, err } = await rekindle(['segments', '--lang', 'zh'])
    expect(code).toBe(2)
    expect(err).toContain('缺少必填选项 --shop ID')
  })

  it('is refused if it is unknown', async () => {
    const { code, err } = await rekindle(['--lang', 'fr', 'shop', 'list'])
    expect({ code, err }).toEqual({
      code: 2,
      err: 'rekindle: Invalid value "fr" for --lang: use one of en, zh-CN.\n',
    })
    remove()
  })
})

describe('the text and the JSON of a verb', () => {
  const sources = readSources(['functions/cli'])

  it('come from the one value that it returns: no verb knows which of them is printed', () => {
    const asking = sources.filter(({ text }) => /flag\('json'\)/.test(text)).map(({ path }) => path)
    expect(asking).toEqual(['functions/cli/routes.ts'])
  })

  it('are printed in one place, except rows that do not fit into a value', () => {
    const printing = sources
      .filter(({ text }) => /\bio\.print\b/.test(text))
      .map(({ path }) => path)
    expect(printing.sort()).toEqual([
      'functions/cli/application.ts',
      'functions/cli/main.ts',
      'functions/cli/model/score.ts',
      'functions/cli/routes.ts',
      'functions/cli/serve.ts',
      'functions/cli/suppression/export.ts',
    ])
  })
})
