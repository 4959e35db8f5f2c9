/** The side of a customer's page: their profile, consent and deliverability. */

import { suppressionCause } from '../domain/address.ts'
import { CONSENT_PURPOSES } from '../domain/consent.ts'
import type { Preferences } from '../domain/customer.ts'
import type { Decided } from '../domain/decide.ts'
import { isGuest } from '../domain/identity.ts'
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, type HtmlValue, html } from '../http/html.ts'
import { declaredText } from '../language/declared-text.ts'
import {
  consentSentence,
  customerHoldSentence,
  emailFaultText,
  lawSentence,
} from '../language/reach-sentences.ts'
import { campaignName, shortId, type Voice } from '../language/voice.ts'
import type { ModelTest } from '../store/model-tests.ts'
import type { CustomerRecord, ShopSummary } from './console-reads.ts'
import { addressText } from './names.ts'
import { time } from './page.ts'

export type CustomerToShow = {
  readonly customer: CustomerRecord
  readonly shop: ShopSummary
  readonly settings: Settings
  /** The last one of the shop's model, if there was any. */
  readonly test: ModelTest | undefined
  /** The whole history, however long. */
  readonly all: boolean
}

export function profileSection(
  { customer, settings }: CustomerToShow,
  { decision }: Decided,
  voice: Voice,
): Html {
  const { words, formats } = voice
  const { profile } = customer.facts
  const { rfm } = decision.assessment
  const { profile: labels } = words
  const fact = (name: string, value: HtmlValue) => known(name, value, voice)
  const day = (at: Instant | undefined) =>
    at === undefined ? words.list.never : time(at, formats.day(at))
  const others = Object.entries(rfm.otherCurrencies).filter(([, minor]) => minor !== 0)
  return html`<section class="card" aria-labelledby="profile">
<h2 id="profile">${labels.title}</h2>
<dl class="facts">
${isGuest(customer.facts.customer) && fact(words.sorting.byId, html`<bdi>${shortId(customer.facts.customer, undefined, voice)}</bdi>`)}
${
  customer.formerIds.length > 0 &&
  fact(
    labels.alsoKnownAs,
    html`<ul>${customer.formerIds.map((id) => html`<li><bdi>${shortId(id, undefined, voice)}</bdi></li>`)}</ul>`,
  )
}
${fact(labels.email, profile?.email ? addressText(profile.email) : emailFaultText(profile, voice))}
${fact(labels.locale, profile?.locale && formats.languageName(profile.locale))}
${fact(labels.country, profile?.country && formats.country(profile.country))}
${fact(labels.zone, profile?.zone && (voice.theirs ?? formats).zoneName)}
${fact(labels.purchases, formats.number(rfm.purchases))}
${fact(labels.monetary, formats.money(rfm.monetaryMinor, settings.policy.currency))}
${
  others.length > 0 &&
  fact(
    labels.otherCurrencies,
    others.map(([code, minor]) => html`${formats.money(minor, code)}<br>`),
  )
}
${fact(labels.firstPurchase, day(rfm.firstPurchaseAt))}
${fact(labels.lastPurchase, day(rfm.lastPurchaseAt))}
${customer.facts.attributes.map(({ name, value }) =>
  fact(name, html`<bdi>${declaredText(value, voice)}</bdi>`),
)}
</dl>
</section>`
}

const known = (name: string, value: HtmlValue, { words }: Voice): Html =>
  html`<dt>${name}</dt><dd>${
    value === undefined || value === ''
      ? html`<span class="quiet">${words.profile.unknown}</span>`
      : value
  }</dd>`

/** Consent by purpose, the law that asks for it, the address, holds, and the customer's preferences. */
export function reachSection(
  { customer, settings, shop }: CustomerToShow,
  { now }: Decided,
  voice: Voice,
): Html {
  const { facts } = customer
  const { words, formats } = voice
  const { suppression } = facts.address ?? {}
  const elsewhere = customer.grantsElsewhere ?? []
  const fact = (name: string, value: HtmlValue) => known(name, value, voice)
  return html`<section class="card" aria-labelledby="reach">
<h2 id="reach">${words.profile.reach}</h2>
<dl class="facts">
${CONSENT_PURPOSES.map((purpose) =>
  fact(words.profile.consents[purpose], consentSentence(purpose, facts, settings, voice, now)),
)}
${
  elsewhere.length > 0 &&
  fact(
    words.profile.elsewhere,
    html`<ul>${elsewhere.map(
      ({ purpose, at }) =>
        html`<li>${words.profile.givenElsewhere(words.profile.consents[purpose], formats.day(at))}</li>`,
    )}</ul>`,
  )
}
${fact(words.law.label, html`<bdi>${lawSentence(facts, settings, voice)}</bdi>`)}
${fact(
  words.suppression.label,
  suppression
    ? words.suppression.since(
        words.suppression.reasons[suppressionCause(suppression)],
        formats.day(suppression.at),
      )
    : words.suppression.none,
)}
${fact(
  words.customerHolds.title,
  facts.holds.length === 0
    ? words.customerHolds.none
    : html`<ul>${facts.holds
        .toSorted((a, b) => b.at - a.at)
        .map((hold) => html`<li>${customerHoldSentence(hold, voice, now)}</li>`)}</ul>`,
)}
${fact(words.preferences.title, preferencesList(facts.preferences, shop, voice, now))}
</dl>
</section>`
}

function preferencesList(
  preferences: Preferences | undefined,
  shop: ShopSummary,
  voice: Voice,
  now: Instant,
): HtmlValue {
  const { words, formats } = voice
  const { locale, everyDays, campaignsOff = [], pausedUntil = now } = preferences ?? {}
  const off = campaignsOff.map((id) => campaignName(id, shop.campaignNames, voice))
  const lines = [
    ...(locale === undefined ? [] : [words.preferences.language(formats.languageName(locale))]),
    ...(everyDays === undefined ? [] : [words.preferences.everyDays(everyDays)]),
    ...(off.length === 0 ? [] : [words.preferences.campaignsOff(formats.list(off))]),
    ...(pausedUntil <= now ? [] : [words.preferences.pausedUntil(formats.day(pausedUntil))]),
  ]
  return lines.length === 0
    ? words.preferences.none
    : html`<ul>${lines.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul>`
}
