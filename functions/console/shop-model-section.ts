/** How a shop's customers buy: its model, how reliable it is, and the dormancy threshold. */
import { LEAST_AUTO_CHANCE } from '../domain/models/learned-chance.ts'
import { personalRule, type Settings } from '../domain/policy.ts'
import type { ShopModel } from '../domain/shop-model.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { modelFitCommand } from '../language/commands.ts'
import { horizonSentences } from '../language/rule-test-sentences.ts'
import { certaintySentences, formatDays, spendDoubts } from '../language/value-sentences.ts'
import type { Voice } from '../language/voice.ts'
import { forEngineers } from './page.ts'

export function shopModelSection(settings: Settings, now: Instant, voice: Voice): Html {
  const { model: words } = voice.words
  const model = settings.models.at(-1)
  return html`<section class="card">
<h2>${words.title}</h2>
${model ? modelPart(model, voice) : html`<p>${words.none}</p>${nextModelUpdate(settings, now, voice)}`}
<h3>${words.thresholdTitle}</h3>
${thresholdPart(settings, voice)}
</section>`
}

function modelPart(model: ShopModel, voice: Voice) {
  const { version, fittedAt, customers, verdict, reasons } = model
  const { words, formats } = voice
  const learned = words.model.learned(
    formats.number(version),
    formats.day(fittedAt),
    words.customerCount(formats.number(customers)),
  )
  return html`<p><span class="badge ${verdict}">${words.fitVerdicts[verdict]}</span> ${words.model.meanings[verdict]}</p>
${
  reasons.length > 0 &&
  html`<ul class="reasons">${reasons.map((reason) => html`<li>${words.fitReasons[reason]}</li>`)}</ul>`
}
${[...horizonSentences(model, voice), ...certaintySentences(model, voice)].map((sentence) => html`<p>${sentence}</p>`)}
${spendDoubts(model, voice).map((doubts) => html`<p>${doubts}</p>`)}
<p class="quiet">${words.joinSentences(learned, words.model.again)}</p>`
}

function thresholdPart({ policy, models }: Settings, voice: Voice): Html {
  const { words, formats } = voice
  const { personalThreshold: own } = policy
  const fixed = formatDays(policy.dormantAfterDays, voice)
  if (!own) return html`<p>${words.model.fixed(fixed)}</p>`
  const { chance: asked, withinDays, minDays, maxDays } = personalRule(policy)
  const chance = asked === 'auto' ? autoChance(models.at(-1), withinDays) : asked
  const limit =
    'theta' in own
      ? words.model.personalByAlive(formats.percent(own.theta))
      : words.model.personal(formats.percent(chance), formatDays(withinDays, voice))
  const bounds = words.model.bounds(formatDays(minDays, voice), formatDays(maxDays, voice))
  const personal = words.joinSentences(limit, bounds)
  const isForAll = models[0]?.from === 0 && models.every(({ verdict }) => verdict !== 'unusable')
  return html`<p>${isForAll ? personal : words.joinSentences(personal, words.model.meanwhile(fixed))}</p>`
}

/** What customers who buy now will be judged by. */
function autoChance(model: ShopModel | undefined, withinDays: number): number {
  const learned = model && 'chance' in model ? model.chance : undefined
  return learned?.withinDays === withinDays ? learned.auto : LEAST_AUTO_CHANCE
}

/** When a shop without a model gets one, and how to create it now. */
export function nextModelUpdate({ shop, models }: Settings, now: Instant, voice: Voice): Html {
  const { words, formats } = voice
  const { value } = words
  const coming = models.find(({ from }) => from > now)
  if (coming) return html`<p class="quiet">${value.holdsFrom(formats.moment(coming.from))}</p>`
  const when = shop.openedAt === undefined ? value.createdWhenOpened : value.createdSoon
  return html`<p class="quiet">${when}</p>${forEngineers(value.createNow, modelFitCommand(shop.id), voice)}`
}
