/** The first page: what is sent and to how many, and the mail as it lands. */

import type { Campaign, Step } from '../domain/campaign.ts'
import type { ProviderPause, Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { generalFigures } from '../language/class-sentences.ts'
import { domainCheckCommand, resumeCommand } from '../language/commands.ts'
import { askedBy } from '../language/condition-sentences.ts'
import { plannedStart } from '../language/start-sentences.ts'
import { campaignName, comparingDates, stepName, type Voice } from '../language/voice.ts'
import type { ClassCount, InboxEntry, InboxPage, ShopSummary } from './console-reads.ts'
import { commandLine, time } from './page.ts'
import {
  customerPath,
  customersPath,
  FRAGMENT_PATH,
  messagePath,
  overviewPath,
  withQuery,
} from './paths.ts'
import { shopModelSection } from './shop-model-section.ts'

export type ShopOverview = {
  /** Marketing is held until the sending domain has passed its check. */
  readonly waitsForDomain: boolean
  readonly shop: ShopSummary
  readonly settings: Settings
  readonly counts: readonly ClassCount[]
}

export type Overview = {
  readonly shops: readonly ShopOverview[]
  readonly inbox: InboxPage
  readonly now: Instant
  /** Whether this is the newest page, which keeps itself up to date. */
  readonly isNewest: boolean
}

export function overviewPage(overview: Overview, voice: Voice): Html {
  const { words, language } = voice
  const live = overview.isNewest && withQuery(FRAGMENT_PATH, { lang: language })
  return html`<h1 class="unseen">${words.overview}</h1>
<p class="offline" role="status" data-offline="${words.inbox.offline}"></p>
<div class="overview"${live && html` data-live="${live}"`}>
${overviewFragment(overview, voice)}
</div>`
}

/** What the page fetches again and again. */
export function overviewFragment(overview: Overview, voice: Voice): Html {
  const { noShop } = voice.words
  if (overview.shops.length === 0)
    return html`<div class="notice"><h2>${noShop.yet}</h2><p>${noShop.hint}</p></div>`
  return html`<div class="counts">${overview.shops.map((shop) => shopSection(shop, voice))}</div>
${inboxSection(overview, voice)}
<div class="plans">${overview.shops.map((shop) => planSections(shop, overview, voice))}</div>`
}

function shopSection({ shop, settings, counts, waitsForDomain }: ShopOverview, voice: Voice): Html {
  const { words, formats } = voice
  const customers = counts.reduce((sum, count) => sum + count.customers, 0)
  const purchases = counts.reduce((sum, count) => sum + count.purchases, 0)
  const notices = [
    ...settings.pauses.map((pause) => pauseNotice(pause, shop.id, voice)),
    waitsForDomain && domainNotice(settings, voice),
  ]
  return html`<section class="card" aria-label="${shop.name}">
<h2><bdi>${shop.name}</bdi></h2>
<p class="quiet">${words.lifecycle.totals(formats.number(customers), formats.number(purchases))}</p>
${settings.shop.openedAt === undefined && html`<p class="callout">${words.lifecycle.loading}</p>`}
${notices}
<h3>${words.lifecycle.title}</h3>
<ul>${counts.map((count) => classBar(count, customers, shop.id, settings, voice))}</ul>
</section>`
}

/** Marketing to one mailbox provider was paused automatically; how to resume it. */
function pauseNotice(pause: ProviderPause, shop: string, { words, formats }: Voice): Html {
  const { notices, providers } = words
  const notice = notices.paused[pause.reason](providers[pause.provider], formats.moment(pause.at))
  return commandNotice(notice, notices.resume, resumeCommand(shop, pause.provider))
}

function domainNotice({ shop }: Settings, { words: { notices } }: Voice): Html {
  const domain = shop.from.address.slice(shop.from.address.lastIndexOf('@') + 1)
  return commandNotice(notices.domain(domain), notices.check, domainCheckCommand(shop.id))
}

const commandNotice = (notice: string, toDo: string, command: string): Html =>
  html`<div class="callout"><p>${notice}</p><p class="quiet">${toDo}</p>${commandLine(command)}</div>`

/** What is sent, and what that goes by; with the shop's name where there are several. */
function planSections({ shop, settings }: ShopOverview, { shops, now }: Overview, voice: Voice) {
  const name = shops.length > 1 ? shop.name : undefined
  return html`${planSection(shop, settings, name, voice)}
${shopModelSection(settings, name, now, voice)}`
}

function planSection(
  shop: ShopSummary,
  settings: Settings,
  name: string | undefined,
  voice: Voice,
): Html {
  const { words } = voice
  return html`<section class="card">
<h2>${words.plan.title}${name !== undefined && html` <span class="id"><bdi>${name}</bdi></span>`}</h2>
${
  settings.campaigns.length === 0
    ? html`<p class="quiet">${words.plan.none}</p>`
    : html`<ul>${settings.campaigns.map((campaign) => planOf(campaign, { shop, settings }, voice))}</ul>`
}
</section>`
}

function classBar(
  { class: name, customers }: ClassCount,
  all: number,
  shop: string,
  settings: Settings,
  voice: Voice,
): Html {
  const { words, formats } = voice
  const percent = all === 0 ? 0 : (customers / all) * 100
  return html`<li><a class="bar-link" href="${customersPath(shop, { class: name })}">
<span class="bar-name">${words.classes[name]}</span>
<span class="bar-count">${formats.number(customers)}</span>
<svg class="bar" role="img" aria-label="${words.lifecycle.share(`${percent.toFixed(0)}%`)}"><rect class="bar-all" width="100%" height="100%" rx="3"/><rect class="bar-part" width="${percent.toFixed(1)}%" height="100%" rx="3"/></svg>
<span class="bar-meaning">${words.classMeanings[name](generalFigures(settings, voice))}</span>
</a></li>`
}

/** When a campaign starts, its steps, and what it and each of them ask of a customer. */
function planOf(
  campaign: Campaign,
  { shop, settings }: Pick<ShopOverview, 'shop' | 'settings'>,
  voice: Voice,
): Html {
  const { words } = voice
  const { id, start, steps, paused } = campaign
  const asked = askedBy(campaign, [], settings, voice)
  const stepItem = (step: Step) => {
    const name = stepName({ campaign: id, step: step.id }, shop.campaignNames, voice)
    const askedByStep = askedBy(undefined, [step], settings, voice)
    return html`<li><bdi>${name}</bdi> <span class="quiet">${whenOf(step, voice)}${askedByStep !== '' && html`<br>${askedByStep}`}</span></li>`
  }
  return html`<li class="plan">
<p><strong><bdi>${campaignName(id, shop.campaignNames, voice)}</bdi></strong>${
    paused && html` <span class="badge">${words.plan.paused}</span>`
  }<br><span class="quiet">${plannedStart(start, voice)}${asked !== '' && html`<br>${asked}`}</span></p>
<ol class="steps">${steps.map(stepItem)}</ol>
</li>`
}

function whenOf({ afterMs, repeat }: Step, { words, formats }: Voice): string {
  const first = afterMs === 0 ? words.plan.atOnce : words.plan.after(formats.length(afterMs))
  return repeat
    ? words.plan.repeated(first, formats.length(repeat.everyMs), words.classes[repeat.while])
    : first
}

function inboxSection({ inbox, shops, isNewest }: Overview, voice: Voice): Html {
  const { words } = voice
  const comparable = comparingDates(
    voice,
    inbox.mails.map(({ receivedAt }) => receivedAt),
  )
  const named = new Map(shops.map(({ shop }) => [shop.id, shop]))
  return html`<section class="card inbox" aria-label="${words.inbox.title}">
<div class="head"><h2>${words.inbox.title}</h2>${
    isNewest &&
    html`<button type="button" data-pause="${words.inbox.pause}" data-resume="${words.inbox.resume}" hidden>${words.inbox.pause}</button>`
  }</div>
${
  inbox.mails.length === 0
    ? html`<div class="empty"><p><strong>${words.inbox.empty}</strong></p><p>${words.inbox.emptyHint}</p></div>`
    : html`<ul>${inbox.mails.map((mail) => mailRow(mail, named.get(mail.shop), comparable))}</ul>`
}
<nav class="pages" aria-label="${words.list.pages}">
${!isNewest && html`<a href="${overviewPath()}">${words.inbox.newest}</a>`}
${inbox.older !== undefined && html`<a href="${overviewPath(inbox.older)}">${words.inbox.older}</a>`}
</nav>
</section>`
}

function mailRow(mail: InboxEntry, shop: ShopSummary | undefined, voice: Voice): Html {
  const { subject, recipient, receivedAt, message, customer } = mail
  const names = shop?.campaignNames ?? {}
  const campaign = campaignName(message.campaign, names, voice)
  return html`<li class="mail-row">
<a class="subject" href="${messagePath(mail.shop, customer, message)}"><bdi>${subject === '' ? '–' : subject}</bdi></a>
<span class="when">${time(receivedAt, voice.formats.recent(receivedAt))}</span>
<span class="who"><a class="plain" href="${customerPath(mail.shop, customer)}"><bdi>${recipient}</bdi></a></span>
<span class="what"><bdi>${campaign}</bdi> · <bdi>${stepName(message, names, voice)}</bdi></span>
</li>`
}
