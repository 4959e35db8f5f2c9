/** The two ways in which a verb ends badly; both say what, where and how to mend it. */

/** It was asked for wrongly: exit code 2. */
export class UsageError extends Error {}

/** It was asked for rightly and could not be done: exit code 1. */
export class Failure extends Error {}
