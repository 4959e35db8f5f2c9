/** A customer's scores and forecast on their page, or why there is none. */

import type { CustomerValue, NoForecastReason } from '../domain/customer-value.ts'
import type { Decided } from '../domain/decide.ts'
import type { Settings } from '../domain/policy.ts'
import { type RfmScores, SCORES } from '../domain/rfm-scores.ts'
import { modelInForce, type ShopModel } from '../domain/shop-model.ts'
import { type Html, html } from '../http/html.ts'
import {
  atRiskFacts,
  forecastFacts,
  forecastFigures,
  judgementReasons,
  measuredSentence,
  modelSentence,
  scoreFacts,
  type ValueFact,
} from '../language/value-sentences.ts'
import type { Voice } from '../language/voice.ts'
import type { ModelTest } from '../store/model-tests.ts'
import { nextModelUpdate } from './shop-model-section.ts'

/** @param test the last one of the shop's model, if there was any */
export function valueSection(
  decided: Decided,
  value: CustomerValue,
  test: ModelTest | undefined,
  voice: Voice,
): Html {
  const { settings, now, decision } = decided
  const model = modelInForce(settings.models, now)
  const { atRiskAt, reason } = decision.assessment
  const earlySign = {
    at: atRiskAt,
    share: settings.policy.atRiskShare,
    thresholdDays: reason.dormantAfterDays,
    by: reason.threshold,
  }
  const forecast = 'forecast' in value ? value.forecast : undefined
  const facts = [
    ...(forecast
      ? forecastFacts(forecastFigures(forecast, value.buyAgain, settings.policy), now, voice)
      : []),
    ...atRiskFacts(earlySign, now, voice),
  ]
  return html`<section class="card" aria-labelledby="value">
<h2 id="value">${voice.words.value.title}</h2>
${value.scores && scoresPart(value.scores, voice)}
${'noForecast' in value && whyNoForecast(value.noForecast, model, settings, now, voice)}
${facts.length > 0 && html`<dl class="facts">${facts.map(factPart)}</dl>`}
${forecast && html`<p class="quiet">${measuredSentence(test, voice)}</p>`}
${forecast && model && html`<p class="quiet">${modelSentence(model, voice)}</p>`}
</section>`
}

function scoresPart(scores: RfmScores, voice: Voice): Html {
  return html`<ul class="scores">${scoreFacts(scores, voice).map(
    ({ name, score, text }) => html`<li class="score">
<span aria-hidden="true">${name}</span>
<svg class="scale" role="img" aria-label="${text}">${SCORES.map(
      (step) =>
        html`<rect class="${step <= score ? 'bar-part' : 'bar-all'}" x="${(step - 1) * 20.4}%" width="18.4%" height="100%" rx="3"/>`,
    )}</svg>
<span class="bar-count" aria-hidden="true">${score}</span>
</li>`,
  )}</ul>
<p class="quiet">${voice.words.value.scoresHint}</p>`
}

const factPart = ({ label, text, meaning }: ValueFact): Html =>
  html`<dt>${label}</dt><dd>${text}</dd>${
    meaning !== undefined && html`<dd class="meaning">${meaning}</dd>`
  }`

function whyNoForecast(
  why: NoForecastReason,
  model: ShopModel | undefined,
  settings: Settings,
  now: number,
  voice: Voice,
): Html {
  const { value, model: ofModel } = voice.words
  const sentence = value.noForecast[why]
  if (why === 'no-model') return html`<p>${sentence}</p>${nextModelUpdate(settings, now, voice)}`
  if (why !== 'model-unusable' || !model) return html`<p>${sentence}</p>`
  return html`<p>${value.because(sentence, judgementReasons(model, voice))}</p>
<p class="quiet">${ofModel.again}</p>`
}
