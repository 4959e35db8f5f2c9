/** Runs a verb of `rekindle model` in this process: a process of its own for each would be slow. */
import type { Outcome } from './run-command.ts'
import { runHere } from './run-here.ts'

/** @example const { out } = await runModel('fit', ['--orders', file, '--mapping', 'cdnow', '--json']) */
export const runModel = (
  verb: 'fit' | 'score' | 'check',
  args: readonly string[],
  now: () => number = Date.now,
): Promise<Outcome> => runHere(['model', verb, ...args], { now })
