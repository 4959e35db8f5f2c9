import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import '../support/bounded-properties.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decision } from '../../functions/domain/decide.ts'
import { RULES_VERSION } from '../../functions/domain/rules-version.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { anyArrivals, anyNewcomer, LIFE_MS } from '../support/any-life.ts'
import { anySettings } from '../support/any-settings.ts'
import { NOON } from '../support/given.ts'
import { liveThrough } from '../support/live-through.ts'
import { golden } from './golden.ts'

/**
 * What the rules decide in some hundred lives of customers, each as a hash. A stored decision and a
 * new one disagree wherever one of these changes, so the version of the rules counts up with it.
 */
type Corpus = {
  readonly rulesVersion: number
  /** Of the lives themselves, so that a change of them is not taken for one of the rules. */
  readonly lives: string
  readonly decided: readonly string[]
}

const FILE = fileURLToPath(new URL('decisions.json', import.meta.url))
const LIVES = fc.sample(fc.tuple(anyNewcomer, anyArrivals, anySettings), {
  seed: 20_261_130,
  numRuns: 400,
})

const hashOf = (value: unknown): string =>
  createHash('sha256').update(golden(value)).digest('base64url').slice(0, 10)

/** Every decision of a life: at each arrival, each wake, and before each mail. */
function decidedIn([newcomer, arrivals, settings]: (typeof LIVES)[number]): string {
  const decisions: { readonly now: Instant; readonly decision: Decision }[] = []
  const { facts } = liveThrough(newcomer, arrivals, {
    until: NOON + LIFE_MS,
    settings: () => settings,
    onDecision: (_facts, now, decision) => decisions.push({ now, decision }),
  })
  const { journeys, messages } = facts
  return hashOf({ decisions, journeys, messages })
}

const found: Corpus = {
  rulesVersion: RULES_VERSION,
  lives: hashOf(LIVES),
  decided: LIVES.map(decidedIn),
}

describe('The decisions of these rules', () => {
  it('are those of their version', async () => {
    const stored: Corpus | undefined = existsSync(FILE)
      ? JSON.parse(readFileSync(FILE, 'utf8'))
      : undefined
    const changed = found.decided.filter((hash, i) => hash !== stored?.decided[i]).length
    // Not even `vitest -u` accepts other decisions under the same version.
    if (stored?.lives === found.lives && stored.rulesVersion === RULES_VERSION)
      expect(
        changed,
        `${changed} of ${found.decided.length} lives are decided differently. If that is meant, ` +
          'count RULES_VERSION in functions/domain/rules-version.ts up by one and run ' +
          '`npx vitest run test/golden/decisions.test.ts -u`: after the upgrade every customer is ' +
          're-evaluated. If it is not meant, the change is not only a refactoring.',
      ).toBe(0)
    else await expect(golden(found)).toMatchFileSnapshot(FILE)
  })

  it('are many, and of every kind', () => {
    expect(new Set(found.decided).size).toBeGreaterThan(350)
  })
})
