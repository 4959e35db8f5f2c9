/** A shop's customers, by class, a page at a time. */

import { customerValue } from '../domain/customer-value.ts'
import { assess } from '../domain/lifecycle.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import { personalRule, type Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { formatChance, formatDays } from '../language/value-sentences.ts'
import { customerName, shortId, type Voice } from '../language/voice.ts'
import {
  type ClassCount,
  CUSTOMER_SORTS,
  type CustomerSort,
  type CustomerSummary,
  type CustomersPage,
} from './console-reads.ts'
import { pager, time } from './page.ts'
import { customerPath, customersPath } from './paths.ts'

export type CustomersToShow = {
  readonly settings: Settings
  readonly counts: readonly ClassCount[]
  readonly page: CustomersPage
  readonly wanted: {
    readonly class?: LifecycleClass
    readonly search?: string
    /** The keyed hash of one. */
    readonly address?: string
    readonly sort?: CustomerSort
    readonly after?: string
  }
  readonly pageNumber: number
  readonly now: Instant
}

export const CUSTOMERS_A_PAGE = 50

export function customersPage(toShow: CustomersToShow, voice: Voice): Html {
  const { settings, page, wanted, pageNumber } = toShow
  const { words, formats } = voice
  const { id: shop, name } = settings.shop
  const { after: _after, ...filter } = wanted
  const { address: _address, ...others } = filter
  return html`<h1><bdi>${words.list.title(name)}</bdi></h1>
<div class="card">
<div class="filters">
${classFilter(toShow, voice)}
<form method="post" action="${customersPath(shop)}" role="search">
${wanted.class !== undefined && html`<input type="hidden" name="class" value="${wanted.class}">`}
${wanted.sort !== undefined && html`<input type="hidden" name="sort" value="${wanted.sort}">`}
<label>${words.list.search} <input name="search" type="search" value="${wanted.search ?? ''}" placeholder="${words.list.searchHint}" maxlength="254" autocomplete="off" spellcheck="false"></label>
<button>${words.list.find}</button>
</form>
</div>
${wanted.address !== undefined && html`<p>${words.list.withAddress} <a href="${customersPath(shop, others)}">${words.list.clear}</a></p>`}
<div class="filters"><p class="quiet">${words.sorting.total(formats.number(page.total))}</p>${sortChoice(toShow, voice)}</div>
${page.customers.length === 0 ? html`<p class="empty">${words.list.none}</p>` : table(toShow, voice)}
${pager(
  {
    first: wanted.after === undefined ? undefined : customersPath(shop, filter),
    next:
      page.next === undefined
        ? undefined
        : customersPath(shop, { ...filter, after: page.next, page: String(pageNumber + 1) }),
    page: pageNumber,
    total: page.total,
    size: CUSTOMERS_A_PAGE,
    labels: words.list,
  },
  voice,
)}
</div>`
}

function sortChoice({ settings, wanted }: CustomersToShow, { words }: Voice): Html {
  const names: Readonly<Record<CustomerSort, string>> = {
    id: words.sorting.byId,
    'last-purchase': words.sorting.byLastPurchase,
    spend: words.sorting.bySpend,
  }
  const { after: _after, sort: current = 'id', ...filter } = wanted
  return html`<nav class="sorts" aria-label="${words.sorting.label}"><span class="quiet">${words.sorting.label}</span>
${CUSTOMER_SORTS.map(
  (sort) =>
    html`<a class="sort" href="${customersPath(settings.shop.id, { ...filter, sort: sort === 'id' ? undefined : sort })}"${
      sort === current && html` aria-current="true"`
    }>${names[sort]}</a>`,
)}
</nav>`
}

function classFilter({ settings, counts, wanted }: CustomersToShow, voice: Voice): Html {
  const { words, formats } = voice
  const all = counts.reduce((sum, { customers }) => sum + customers, 0)
  const choice = (name: string, count: number, one: LifecycleClass | undefined) => {
    const href = customersPath(settings.shop.id, {
      ...(one !== undefined && { class: one }),
      ...(wanted.search !== undefined && { search: wanted.search }),
      ...(wanted.address !== undefined && { address: wanted.address }),
      ...(wanted.sort !== undefined && { sort: wanted.sort }),
    })
    const current = one === wanted.class && html` aria-current="true"`
    return html`<a class="choice" href="${href}"${current}>${name} <span class="count">${formats.number(count)}</span></a>`
  }
  return html`<nav class="choices" aria-label="${words.list.filter}">
${choice(words.list.all, all, undefined)}
${LIFECYCLE_CLASSES.map((one) =>
  choice(words.classes[one], counts.find((count) => count.class === one)?.customers ?? 0, one),
)}
</nav>`
}

/** The roles say what the elements say already, for small screens where rows are laid out as cards. */
function table(toShow: CustomersToShow, voice: Voice): Html {
  const { columns } = voice.words.list
  const { sorting } = voice.words
  const chance = chanceColumn(toShow, voice)
  return html`<table role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">${columns.customer}</th>
<th role="columnheader" scope="col">${columns.class}</th>
<th role="columnheader" scope="col">${columns.since}</th>
<th role="columnheader" scope="col" class="number">${columns.purchases}</th>
<th role="columnheader" scope="col">${columns.last}</th>
<th role="columnheader" scope="col" class="number">${columns.monetary}</th>
<th role="columnheader" scope="col" class="number">${chance}</th>
<th role="columnheader" scope="col" class="number">${sorting.lifetimeValue}</th>
</tr></thead>
<tbody role="rowgroup">${toShow.page.customers.map((customer) => row(customer, toShow, voice))}</tbody>
</table>`
}

const chanceColumn = ({ settings: { policy } }: CustomersToShow, voice: Voice): string =>
  voice.words.chance.column(formatDays(personalRule(policy).withinDays, voice))

function row(
  { customer, name, state, facts }: CustomerSummary,
  toShow: CustomersToShow,
  voice: Voice,
): Html {
  const { settings, now } = toShow
  const { words, formats } = voice
  const { sorting } = words
  const { columns, never } = words.list
  const day = (at: number | undefined) => (at === undefined ? never : time(at, formats.day(at)))
  const value = customerValue({
    facts,
    assessment: assess(facts, now, settings.policy, settings.models),
    settings,
    now,
  })
  const { lifetimeValueMinor } = 'forecast' in value ? value.forecast : {}
  const { chance } = value.buyAgain ?? {}
  const shown = customerName(customer, facts.profile, voice)
  return html`<tr role="row">
<th role="rowheader" scope="row"><a href="${customerPath(settings.shop.id, customer)}"><bdi>${shown}</bdi></a>${
    name !== undefined &&
    name !== '' &&
    html` <span class="id"><bdi>${shortId(customer, facts.profile, voice)}</bdi></span>`
  }</th>
<td role="cell" data-label="${columns.class}">${words.classes[state.class]}</td>
<td role="cell" data-label="${columns.since}">${day(state.since)}</td>
<td role="cell" data-label="${columns.purchases}" class="number">${formats.number(state.purchases)}</td>
<td role="cell" data-label="${columns.last}">${day(state.lastPurchaseAt)}</td>
<td role="cell" data-label="${columns.monetary}" class="number">${formats.money(state.monetaryMinor, settings.policy.currency)}</td>
<td role="cell" data-label="${chanceColumn(toShow, voice)}" class="number">${chance === undefined ? never : formatChance(chance, voice)}</td>
<td role="cell" data-label="${sorting.lifetimeValue}" class="number">${
    lifetimeValueMinor === undefined
      ? never
      : formats.money(Math.round(lifetimeValueMinor), settings.policy.currency)
  }</td>
</tr>`
}
