/** Runs a verb of `rekindle model` in this process: a process of its own for each would be slow. */

import { command as check } from '../../functions/cli/model/check.ts'
import { command as fit } from '../../functions/cli/model/fit.ts'
import { command as score } from '../../functions/cli/model/score.ts'
import { runCommand } from '../../functions/cli/run-command.ts'
import type { Outcome } from './run-command.ts'

const VERBS = { fit, score, check }

/** @example const { out } = await runModel('fit', ['--orders', file, '--mapping', 'cdnow', '--json']) */
export async function runModel(
  verb: keyof typeof VERBS,
  args: readonly string[],
  now: () => number = Date.now,
): Promise<Outcome> {
  let [out, err] = ['', '']
  const code = await runCommand(VERBS[verb], args, {
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
  })
  return { code, out, err }
}
