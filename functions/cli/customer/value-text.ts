/** A customer's value as lines of text, in the sentences of the console. */

import { isNoForecastReason } from '../../domain/customer-value.ts'
import { onOneLine } from '../../domain/looks-like-name.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { chanceFacts, chanceStory } from '../../language/chance-sentences.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import type { CustomerWords } from '../../language/command/customer-words.ts'
import { modelFitCommand } from '../../language/commands.ts'
import {
  atRiskFacts,
  forecastFacts,
  judgementReasons,
  measuredSentence,
  modelSentence,
  scoreFacts,
} from '../../language/value-sentences.ts'
import type { Voice } from '../../language/voice.ts'
import type { ModelTest } from '../../store/model-tests.ts'
import { spoken } from '../words.ts'
import type { CustomerView, ValueView } from './view.ts'

/** The last test of the shop's model, if there was any; a server that is asked does not return it. */
export type ShownTest = ModelTest | 'elsewhere' | undefined

export type TextContext = {
  readonly shop: string
  readonly now: Instant
  readonly voice: Voice
  readonly words: CustomerWords
  readonly command: CommandWords
  readonly test: ShownTest
}

/** None where an older server does not return it. */
export function valueLines(view: CustomerView, context: TextContext): readonly string[] {
  const { value } = view
  if (!value) return []
  const { voice, now, test } = context
  const { scores, forecast, buyAgain } = value
  const facts = [
    ...chanceFacts(buyAgain ?? undefined, value.model?.version, voice),
    ...(forecast ? forecastFacts({ ...forecast, chance: buyAgain?.chance }, now, voice) : []),
    ...atRiskFacts(earlySignOf(view), now, voice),
  ]
  const standing = scores ? scoreFacts(scores, voice).map(({ text }) => text) : []
  const lines = [
    ...(scores ? [context.command.together(standing)] : []),
    ...whyNoForecast(value, context),
    ...facts.map(({ label, text, meaning = '' }) => context.words.fact(label, text, meaning)),
    ...storyOf(view, context),
    // An older server says nothing of it.
    ...(buyAgain === null && forecast ? [voice.words.chance.notKnown] : []),
    ...(forecast && test !== 'elsewhere' ? [measuredSentence(test, voice)] : []),
    ...(forecast && value.model ? [modelSentence(value.model, voice)] : []),
  ]
  return [context.command.titled(voice.words.value.title), ...lines.map((line) => `  ${line}`)]
}

/**
 * How their chance falls, in the words of the console; nothing where the server does not return it,
 * or a limit that this version does not know.
 */
function storyOf(
  { profile, reason: { threshold: by, purchases }, value }: CustomerView,
  { voice, now }: TextContext,
): readonly string[] {
  const { buyAgain } = value ?? {}
  if (!buyAgain?.course || !by) return []
  const { course, withinDays, modelVersion } = buyAgain
  const { name } = profile ?? {}
  const story = {
    course: { ...course, withinDays, modelVersion },
    by,
    purchases,
    name: typeof name === 'string' ? onOneLine(name) : '',
  }
  return [chanceStory(story, now, voice)]
}

/** The share is not returned, but follows from the days to within a percent. */
function earlySignOf({ atRiskAt: at, reason }: CustomerView) {
  const { lastPurchaseAt, dormantAfterDays: thresholdDays, threshold: by } = reason
  const inactiveMs = (at ?? 0) - Date.parse(lastPurchaseAt ?? '')
  const share = Math.round((100 * inactiveMs) / (thresholdDays * DAY_MS)) / 100
  return { at, share, thresholdDays, by }
}

function whyNoForecast(
  { unforeseen: reason, model }: ValueView,
  { shop, voice, words, command }: TextContext,
) {
  const { value, model: ofModel, joinSentences } = voice.words
  if (reason === null) return []
  // A newer server may know more reasons.
  if (!isNoForecastReason(reason)) return [words.noForecast(spoken(reason))]
  switch (reason) {
    case 'no-purchase':
    case 'objects-to-profiling':
      return [value.noForecast[reason]]
    case 'no-model':
      return [value.noForecast[reason], command.labelled(value.createNow, modelFitCommand(shop))]
    case 'model-unusable': {
      const sentence = value.noForecast[reason]
      const why = model
        ? value.because(sentence, judgementReasons(model, voice))
        : command.help.sentence(sentence)
      return [joinSentences(why, ofModel.again)]
    }
  }
}
