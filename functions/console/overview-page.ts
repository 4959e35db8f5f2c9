/** A shop's first page: its customers, what is sent and when, and the latest messages. */
import type { ProviderPause, Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { generalFigures } from '../language/class-sentences.ts'
import {
  domainCheckCommand,
  importListCommand,
  openCommand,
  resumeCommand,
} from '../language/commands.ts'
import type { Voice } from '../language/voice.ts'
import type { ClassCount, MessageCount, MessagesPage, ShopSummary } from './console-reads.ts'
import { type DemoCustomers, demoSection } from './demo-section.ts'
import { type FeedState, feedNotices } from './feed-notice.ts'
import { messageRows } from './message-rows.ts'
import { forEngineers } from './page.ts'
import { customersPath, fragmentPath, messagesPath, shopPath } from './paths.ts'
import { planList } from './plan.ts'
import { type SystemState, systemNotice, systemSection } from './system-section.ts'

export type Overview = {
  readonly shop: ShopSummary
  readonly settings: Settings
  readonly counts: readonly ClassCount[]
  readonly messages: MessagesPage
  readonly demoCustomers: DemoCustomers | undefined
  /** Marketing is held until the sending domain has passed its check. */
  readonly waitsForDomain: boolean
  readonly messageCounts: readonly MessageCount[]
  /** Absent where no server stands behind the pages. */
  readonly system: SystemState | undefined
  /** Feeds by address. */
  readonly feeds: readonly FeedState[]
  readonly now: Instant
}

export function overviewPage(overview: Overview, voice: Voice): Html {
  const { words, language } = voice
  return html`<h1 class="unseen">${words.overview}</h1>
<p class="offline" role="status" data-offline="${words.inbox.offline}"></p>
<div class="overview" data-live="${fragmentPath(overview.shop.id, language)}">
${overviewFragment(overview, voice)}
</div>`
}

/** What the page fetches again and again. */
export const overviewFragment = (overview: Overview, voice: Voice): Html =>
  html`<div class="counts">${shopSection(overview, voice)}</div>
<div class="inbox">${overview.demoCustomers && demoSection(overview.demoCustomers, overview.shop, voice)}${messagesSection(overview, voice)}</div>
<div class="plans"><section class="card">
<h2>${voice.words.plan.title}</h2>
${planList(overview.shop, overview.settings, voice)}
</section>${overview.system && systemSection(overview.system, overview.messageCounts, voice)}</div>`

function shopSection(overview: Overview, voice: Voice): Html {
  const { shop, settings, counts, waitsForDomain, system, feeds, now } = overview
  const { words } = voice
  const customers = counts.reduce((sum, count) => sum + count.customers, 0)
  return html`<section class="card" aria-label="${shop.name}">
<h2><bdi>${shop.name}</bdi></h2>
<p class="quiet">${shopTotals(counts, voice)}</p>
${system && systemNotice(system, voice)}
${settings.shop.openedAt === undefined && openNotice(shop.id, voice)}
${settings.openImports.length > 0 && importsNotice(settings, voice)}
${settings.pauses.map((pause) => pauseNotice(pause, shop.id, voice))}
${waitsForDomain && domainNotice(settings, voice)}
${feedNotices(shop.id, feeds, now, voice)}
<h3>${words.lifecycle.title}</h3>
<ul>${counts.map((count) => classBar(count, customers, shop.id, settings, voice))}</ul>
</section>`
}

/** @example shopTotals(counts, voice) // '600 customers, 2,712 purchases' */
export function shopTotals(counts: readonly ClassCount[], { words, formats }: Voice): string {
  const customers = counts.reduce((sum, count) => sum + count.customers, 0)
  const purchases = counts.reduce((sum, count) => sum + count.purchases, 0)
  return words.lifecycle.totals(formats.number(customers), formats.number(purchases))
}

/** Marketing to one mailbox provider that was paused automatically, and what resumes it. */
function pauseNotice(pause: ProviderPause, shop: string, voice: Voice): Html {
  const { notices, providers } = voice.words
  const notice = notices.paused[pause.reason](
    providers[pause.provider],
    voice.formats.moment(pause.at),
  )
  return commandNotice(notice, notices.resume, resumeCommand(shop, pause.provider), voice)
}

const importsNotice = ({ shop, openImports }: Settings, voice: Voice): Html => {
  const { notices } = voice.words
  const notice = notices.importsOpen(voice.formats.number(openImports.length))
  return commandNotice(notice, notices.listImports, importListCommand(shop.id), voice)
}

const openNotice = (shop: string, voice: Voice): Html =>
  commandNotice(voice.words.lifecycle.loading, voice.words.notices.open, openCommand(shop), voice)

function domainNotice({ shop }: Settings, voice: Voice): Html {
  const { notices } = voice.words
  const domain = shop.from.address.slice(shop.from.address.lastIndexOf('@') + 1)
  return commandNotice(notices.domain(domain), notices.check, domainCheckCommand(shop.id), voice)
}

const commandNotice = (notice: string, action: string, command: string, voice: Voice): Html =>
  html`<div class="callout"><p>${notice}</p>${forEngineers(action, command, voice)}</div>`

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

function messagesSection({ shop, messages }: Overview, voice: Voice): Html {
  const { words } = voice
  return html`<section class="card" aria-label="${words.messageList.latest}">
<div class="head"><h2>${words.messageList.latest}</h2><button type="button" data-pause="${words.inbox.pause}" data-resume="${words.inbox.resume}" hidden>${words.inbox.pause}</button></div>
${
  messages.messages.length === 0
    ? html`<div class="empty"><p><strong>${words.messageList.empty}</strong></p><p>${words.messageList.emptyHint}</p></div>`
    : html`${messageRows(messages.messages, shop, voice)}
<p class="pages"><a href="${messagesPath(shop.id)}">${words.messageList.seeAll}</a></p>`
}
</section>`
}

export type ShopListed = { readonly shop: ShopSummary; readonly counts: readonly ClassCount[] }

/** The first page where there are several shops. */
export function shopsPage(shops: readonly ShopListed[], voice: Voice): Html {
  const { words } = voice
  if (shops.length === 0)
    return html`<div class="notice"><h1>${words.noShop.yet}</h1><p>${words.noShop.hint}</p></div>`
  return html`<h1>${words.shopList.title}</h1>
<p class="lead">${words.shopList.lead}</p>
<ul class="shops">${shops.map(
    ({ shop, counts }) =>
      html`<li class="card"><h2><a href="${shopPath(shop.id)}"><bdi>${shop.name}</bdi></a> <span class="id"><bdi>${shop.id}</bdi></span></h2>
<p class="quiet">${shopTotals(counts, voice)}</p></li>`,
  )}</ul>`
}
