/**
 * A property that fails is made smaller, run by run, and of a whole life that takes hours in which
 * nothing can interrupt its test: after this time the smallest that was found is reported.
 */
import fc from 'fast-check'

const MOST_MS = 45_000

fc.configureGlobal({ interruptAfterTimeLimit: MOST_MS, markInterruptAsFailure: true })
