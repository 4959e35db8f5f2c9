/** Runs the command in this process: a process of its own for each run would be slow. */
import { runApplication } from '../../functions/cli/application.ts'
import { loadCommandWords } from '../../functions/language/command/load-command-words.ts'
import type { Language } from '../../functions/language/language-tags.ts'
import type { Outcome } from './run-command.ts'

type World = { readonly now?: () => number; readonly language?: Language }

/** @example const { out } = await runHere(['segments', '--help'], { language: 'zh-CN' }) */
export async function runHere(
  args: readonly string[],
  { now = Date.now, language = 'en' }: World = {},
): Promise<Outcome> {
  let [out, err] = ['', '']
  const words = await loadCommandWords(language)
  const code = await runApplication(args, {
    print: (text) => {
      out += text
    },
    stderr: {
      write: (text) => {
        err += text
      },
    },
    now,
    env: {},
    language,
    words,
  })
  return { code, out, err }
}
