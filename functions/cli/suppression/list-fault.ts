/** A fault of a suppression list itself, in the language of the command. */
import type { SuppressionWords } from '../../language/command/suppression-words.ts'

export type ListProblem = (words: SuppressionWords['list']) => string

export class ListFault extends Error {
  readonly problem: ListProblem
  readonly line: number
  constructor(problem: ListProblem, line: number) {
    super('a fault in a list')
    this.problem = problem
    this.line = line
  }
}
