/** A customer's value and whose their threshold is, as lines of text in the sentences of the pages. */

import { isNoForecastReason } from '../../domain/customer-value.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { modelFitCommand } from '../../language/commands.ts'
import {
  atRiskFacts,
  forecastFacts,
  judgementReasons,
  modelSentence,
  scoreFacts,
} from '../../language/value-sentences.ts'
import type { Voice } from '../../language/voice.ts'
import { spoken } from '../words.ts'
import type { CustomerView, ValueView } from './view.ts'

export type TextContext = {
  readonly shop: string
  readonly now: Instant
  readonly voice: Voice
}

/** None where an older server tells nothing of it. */
export function valueLines(view: CustomerView, telling: TextContext): readonly string[] {
  const { value } = view
  if (!value) return []
  const { voice, now } = telling
  const { scores, forecast } = value
  const facts = [
    ...(forecast ? forecastFacts(forecast, now, voice) : []),
    ...atRiskFacts(earlySignOf(view), now, voice),
  ]
  const standing = scores ? scoreFacts(scores, voice).map(({ text }) => text) : []
  const lines = [
    ...(scores ? [standing.join(', ')] : []),
    ...whyUnforeseen(value, telling),
    ...facts.map(({ label, text, meaning = '' }) =>
      meaning === '' ? `${label}: ${text}` : `${label}: ${text}. ${meaning}`,
    ),
    ...(forecast && value.model ? [modelSentence(value.model, voice)] : []),
  ]
  return [`${voice.words.value.title}:`, ...lines.map((line) => `  ${line}`)]
}

/** The share is not told, but follows from the days to within a percent. */
function earlySignOf({ atRiskAt: at, reason }: CustomerView) {
  const { lastPurchaseAt, dormantAfterDays: thresholdDays, threshold: by } = reason
  const silentFor = (at ?? 0) - Date.parse(lastPurchaseAt ?? '')
  const share = Math.round((100 * silentFor) / (thresholdDays * DAY_MS)) / 100
  return { at, share, thresholdDays, by }
}

function whyUnforeseen({ unforeseen, model }: ValueView, { shop, voice }: TextContext) {
  const { value, model: ofModel } = voice.words
  if (unforeseen === null) return []
  // A newer server may know more reasons.
  if (!isNoForecastReason(unforeseen)) return [`Nothing is foreseen: ${spoken(unforeseen)}.`]
  switch (unforeseen) {
    case 'no-purchase':
    case 'objects-to-profiling':
      return [value.unforeseen[unforeseen]]
    case 'no-model':
      return [
        value.unforeseen[unforeseen],
        `${ofModel.again} ${value.createNow}: ${modelFitCommand(shop)}`,
      ]
    case 'model-unusable': {
      const sentence = value.unforeseen[unforeseen]
      const why = model ? value.because(sentence, judgementReasons(model, voice)) : `${sentence}.`
      return [`${why} ${ofModel.again}`]
    }
  }
}
