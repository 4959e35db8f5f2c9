/** A shop's customers, by class, a page at a time. */
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import type { Settings } from '../domain/policy.ts'
import { type Html, html } from '../http/html.ts'
import { comparingDates, customerName, type Voice } from '../language/voice.ts'
import type { ClassCount, CustomerSummary, CustomersPage } from './console-reads.ts'
import { time } from './page.ts'
import { customerPath, customersPath } from './paths.ts'

export type CustomersToShow = {
  readonly settings: Settings
  readonly counts: readonly ClassCount[]
  readonly page: CustomersPage
  readonly wanted: {
    readonly class?: LifecycleClass
    readonly id?: string
    readonly after?: string
  }
}

export function customersPage(toShow: CustomersToShow, voice: Voice): Html {
  const { settings, page, wanted } = toShow
  const { words } = voice
  const { id: shop, name } = settings.shop
  const { after: _after, ...filter } = wanted
  return html`<h1><bdi>${words.list.title(name)}</bdi></h1>
<div class="card">
<div class="filters">
${classFilter(toShow, voice)}
<form method="get" action="${customersPath(shop)}" role="search">
${wanted.class !== undefined && html`<input type="hidden" name="class" value="${wanted.class}">`}
<label>${words.list.search} <input name="id" type="search" value="${wanted.id ?? ''}" placeholder="${words.list.searchHint}" maxlength="128" autocomplete="off" spellcheck="false"></label>
<button>${words.list.find}</button>
</form>
</div>
${page.customers.length === 0 ? html`<p class="empty">${words.list.none}</p>` : table(toShow, voice)}
<nav class="pages" aria-label="${words.list.pages}">
${wanted.after !== undefined && html`<a href="${customersPath(shop, filter)}">${words.list.first}</a>`}
${
  page.next !== undefined &&
  html`<a href="${customersPath(shop, { ...filter, after: page.next })}" rel="next">${words.list.next}</a>`
}
</nav>
</div>`
}

function classFilter({ settings, counts, wanted }: CustomersToShow, voice: Voice): Html {
  const { words, formats } = voice
  const all = counts.reduce((sum, { customers }) => sum + customers, 0)
  const choice = (name: string, count: number, one: LifecycleClass | undefined) => {
    const href = customersPath(settings.shop.id, {
      ...(one !== undefined && { class: one }),
      ...(wanted.id !== undefined && { id: wanted.id }),
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
function table({ settings, page }: CustomersToShow, voice: Voice): Html {
  const { columns } = voice.words.list
  const dates = page.customers.flatMap(({ state }) => [
    state.since,
    state.lastPurchaseAt,
    state.wakeAt,
  ])
  const comparable = comparingDates(voice, dates)
  return html`<table role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">${columns.customer}</th>
<th role="columnheader" scope="col">${columns.class}</th>
<th role="columnheader" scope="col">${columns.since}</th>
<th role="columnheader" scope="col" class="number">${columns.purchases}</th>
<th role="columnheader" scope="col">${columns.last}</th>
<th role="columnheader" scope="col" class="number">${columns.monetary}</th>
<th role="columnheader" scope="col">${columns.wake}</th>
</tr></thead>
<tbody role="rowgroup">${page.customers.map((customer) => row(customer, settings, comparable))}</tbody>
</table>`
}

function row({ customer, name, state }: CustomerSummary, settings: Settings, voice: Voice): Html {
  const { words, formats } = voice
  const { columns, never } = words.list
  const day = (at: number | undefined) => (at === undefined ? never : time(at, formats.day(at)))
  const shown = customerName(customer, name, voice)
  return html`<tr role="row">
<th role="rowheader" scope="row"><a href="${customerPath(settings.shop.id, customer)}"><bdi>${shown}</bdi></a>${
    name !== undefined && name !== '' && html` <span class="id"><bdi>${customer}</bdi></span>`
  }</th>
<td role="cell" data-label="${columns.class}">${words.classes[state.class]}</td>
<td role="cell" data-label="${columns.since}">${day(state.since)}</td>
<td role="cell" data-label="${columns.purchases}" class="number">${formats.number(state.purchases)}</td>
<td role="cell" data-label="${columns.last}">${day(state.lastPurchaseAt)}</td>
<td role="cell" data-label="${columns.monetary}" class="number">${formats.money(state.monetaryMinor, settings.policy.currency)}</td>
<td role="cell" data-label="${columns.wake}">${
    state.wakeAt === undefined ? never : time(state.wakeAt, formats.moment(state.wakeAt))
  }</td>
</tr>`
}
