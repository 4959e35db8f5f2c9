/** The words of the command in one language; those of the others are not loaded. */
import type { Language } from '../language-tags.ts'
import type { CommandWords } from './command-words.ts'

const LOADERS: Readonly<Record<Language, () => Promise<CommandWords>>> = {
  en: async () => (await import('../en/command/words.ts')).enCommand,
  'zh-CN': async () => (await import('../zh/command/words.ts')).zhCommand,
}

/** @example (await loadCommandWords('en')).reevaluated(0) // 'No customers needed re-evaluation' */
export const loadCommandWords = (language: Language): Promise<CommandWords> => LOADERS[language]()
