/** One routine operation that goes wrong, or is done by a person in a hurry, and what must hold. */

/** What a scenario counted; what is left out is none. */
export type Counted = {
  /** Messages that were due to someone in the scenario. */
  readonly messages: number
  /** A line for each mail that the carrier took a second time. */
  readonly duplicates?: readonly string[]
  /**
   * A line for each accepted fact that is gone, each mail that should have gone out and did not, and
   * each mail to a person who had opted out.
   */
  readonly lost?: readonly string[]
  /** A line for each thing that the store or the command says and that is not so. */
  readonly wronglyExplained?: readonly string[]
  /** Processes ended by SIGKILL. */
  readonly kills?: number
}

export type Scenario = {
  /** A sentence, such as `the disk is full while purchases arrive`. */
  readonly name: string
  /**
   * Runs it with real processes and files.
   *
   * @param folder is empty, and removed afterwards
   * @param seed repeats the chances
   */
  readonly run: (folder: string, seed: number) => Promise<Counted>
}
