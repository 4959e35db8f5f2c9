/** Runs the command in this process: a process of its own for each run would be slow. */
import { runApplication } from '../../functions/cli/application.ts'
import { main } from '../../functions/cli/main.ts'
import { loadCommandWords } from '../../functions/language/command/load-command-words.ts'
import type { Language } from '../../functions/language/language-tags.ts'
import { inOwnProcess, type Outcome, type Run } from './run-command.ts'

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

/** What Node and the SDK of AWS read from the environment of their process. */
const READ_FROM_PROCESS = /^(?:AWS|NODE)_/
let running = 0
let folderBefore = ''

/**
 * For `makeWorkplace`: does what `functions/cli/rekindle.ts` does, in this process. Where the
 * environment has what only a process can be given, there is one.
 */
export const here: Run = async (args, folder, env) => {
  if (Object.keys(env).some((name) => READ_FROM_PROCESS.test(name)))
    return inOwnProcess(args, folder, env)
  let [out, err] = ['', '']
  if (running++ === 0) folderBefore = process.cwd()
  process.chdir(folder)
  try {
    const code = await main(args, {
      print: (text) => {
        out += text.endsWith('\n') ? text : `${text}\n`
      },
      stderr: {
        write: (text) => {
          err += text
        },
      },
      now: Date.now,
      env,
    })
    return { code, out, err }
  } finally {
    if (--running === 0) process.chdir(folderBefore)
  }
}
