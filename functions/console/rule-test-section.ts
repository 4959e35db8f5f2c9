/** Whether limits of their own are right for a shop's customers, and what they would change. */
import { limitsInForce, newLimits, type Policy } from '../domain/policy.ts'
import { type Html, html } from '../http/html.ts'
import { policyCommand } from '../language/commands.ts'
import {
  intervalPoints,
  previewSentences,
  ruleTestSentence,
} from '../language/rule-test-sentences.ts'
import { formatDays } from '../language/value-sentences.ts'
import type { Voice } from '../language/voice.ts'
import type { RuleTest } from '../store/model-tests.ts'
import { forEngineers } from './page.ts'

export function ruleTestSection(
  shop: string,
  test: RuleTest,
  policy: Pick<Policy, 'personalThreshold'>,
  voice: Voice,
): Html {
  const { words } = voice
  const { ruleTest } = words
  const limits = limitsInForce(policy)
  const { right, preview, outcome } = test
  const sentence = ruleTestSentence({ ...test, limits, ahead: right?.ahead }, voice)
  const isAdvised = outcome === 'advised' && limits !== 'personal'
  return html`<section class="card" aria-labelledby="rule-test">
<h2 id="rule-test">${ruleTest.title}</h2>
<p><strong>${sentence}</strong></p>
${isAdvised && preview && html`<p>${previewSentences(preview, voice)}</p>`}
${isAdvised && html`<p>${ruleTest.setIt} <code>${personalDays(policy)}</code></p>${forEngineers(ruleTest.putInForce, policyCommand(shop), voice)}`}
${right && rightPart(test, right, voice)}
${timingPart(test, voice)}
</section>`
}

/** @example personalDays({ personalThreshold: null }) // 'personalThreshold: {}' */
function personalDays(policy: Pick<Policy, 'personalThreshold'>): string {
  const limits = Object.entries(newLimits(policy)).map(([name, days]) => `${name}: ${days}`)
  return `personalThreshold: {${limits.join(', ')}}`
}

function rightPart(
  { withinDays, fixedDays, level, atBounds }: RuleTest,
  right: NonNullable<RuleTest['right']>,
  voice: Voice,
): Html {
  const { words, formats } = voice
  const { ruleTest } = words
  const { by } = ruleTest
  const within = formatDays(withinDays, voice)
  const customers = words.customerCount(formats.number(right.customers))
  const { ahead, low, high } = intervalPoints(right.ahead, voice)
  const best =
    right.bestFixedDays === undefined
      ? by.bestNever
      : by.bestFixed(formatDays(right.bestFixedDays, voice))
  const rows = [
    [by.chance, right.chance],
    [best, right.bestFixed],
    [by.fixed(formatDays(fixedDays, voice)), right.fixed],
  ] as const
  const { percent } = formats
  return html`<p>${ruleTest.about(formats.number(right.instants), customers, within)}</p>
<h3>${ruleTest.right}</h3>
<ul class="compared">${rows.map(
    ([name, share]) =>
      html`<li class="compared-rule"><span>${name}</span> <span class="bar-count">${percent(share)}</span></li>`,
  )}</ul>
<p>${ruleTest.difference(ahead, low, high)}</p>
${level && html`<p>${ruleTest.level(within, percent(level.expected), percent(level.actual))}</p>`}
${atBounds && html`<p>${ruleTest.bounds(percent(atBounds.least), percent(atBounds.most))}</p>`}`
}

function timingPart({ timing, withinDays }: RuleTest, voice: Voice): Html {
  const { words, formats } = voice
  const { ruleTest } = words
  if (!timing) return html`<p class="quiet">${ruleTest.noTiming}</p>`
  const { meanDays, wasted, fixedWasted, waste } = timing
  const { ahead, low, high } = intervalPoints(waste, voice)
  const sentences = [
    ruleTest.timing(
      formatDays(Math.round(meanDays), voice),
      formats.percent(wasted),
      formatDays(withinDays, voice),
    ),
    ruleTest.fixedTiming(formats.percent(fixedWasted)),
    ruleTest.timingDifference(ahead, low, high),
  ]
  return html`<p>${sentences.reduce(words.joinSentences)}</p>`
}
