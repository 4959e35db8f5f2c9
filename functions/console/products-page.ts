/** A shop's products, a page at a time: what each is, what it costs, and whether mail shows it. */
import { onOneLine } from '../domain/looks-like-name.ts'
import { pricesOf, type ShowingRule, standingIn } from '../domain/recommend/product.ts'
import { type Html, html } from '../http/html.ts'
import { productName, standingsInWords, wordsToShow } from '../language/product-sentences.ts'
import type { Voice } from '../language/voice.ts'
import type { StoredProduct } from '../store/codecs/shared-rows.ts'
import type { ProductsPage } from '../store/items.ts'
import { linked, time } from './page.ts'
import { productPath, productsPath } from './paths.ts'

export const PRODUCTS_A_PAGE = 50

export type ProductsToShow = {
  readonly shop: string
  readonly page: ProductsPage
  readonly rule: ShowingRule
  readonly pageNumber: number
  /** An id that was looked up, of which nothing is known, and the same in other letter case. */
  readonly unknown: string | undefined
  readonly otherCase: string | undefined
}

export function productsPage(toShow: ProductsToShow, voice: Voice): Html {
  const { shop, page, pageNumber } = toShow
  const { words } = voice
  const isFirst = pageNumber === 1 && page.next === undefined
  return html`<h1>${words.products.title}</h1>
<div class="card">
<div class="filters">
<form method="get" action="${productsPath(shop)}" role="search">
<label>${words.products.lookUp} <input name="id" type="search" value="${onOneLine(toShow.unknown ?? '')}" maxlength="128" autocomplete="off" spellcheck="false"></label>
<button>${words.list.find}</button>
</form>
</div>
${toShow.unknown !== undefined && notFound(toShow.unknown, toShow, voice)}
${
  page.products.length > 0
    ? table(toShow, voice)
    : isFirst
      ? html`<div class="empty"><p><strong>${words.products.empty}</strong></p><p>${words.products.emptyHint}</p></div>`
      : html`<p class="empty">${words.products.emptyPage}</p>`
}
${pages(toShow, voice)}
</div>`
}

function notFound(id: string, { shop, otherCase }: ProductsToShow, voice: Voice): Html {
  const { products } = voice.words
  const name = (sku: string) => html`<bdi>${onOneLine(sku)}</bdi>`
  return html`<div class="callout" role="status"><p>${linked(products.noSuch, name(id))}</p>
${
  otherCase !== undefined &&
  html`<p>${linked(
    products.otherCase,
    html`<a href="${productPath(shop, otherCase)}">${name(otherCase)}</a>`,
  )}</p>`
}</div>`
}

/** Nothing counts the products of a shop, so that the last page is known when it is reached. */
function pages({ shop, page, pageNumber }: ProductsToShow, { words, formats }: Voice): Html {
  const { next } = page
  if (pageNumber === 1 && next === undefined) return html``
  return html`<nav class="pages" aria-label="${words.list.pages}">
${pageNumber > 1 && html`<a href="${productsPath(shop)}">${words.list.first}</a>`}
${
  next !== undefined &&
  html`<a href="${productsPath(shop, { after: next, page: String(pageNumber + 1) })}" rel="next">${words.list.next}</a>`
}
<span class="quiet">${words.products.page(formats.number(pageNumber))}</span>
</nav>`
}

function table(toShow: ProductsToShow, voice: Voice): Html {
  const { columns } = voice.words.products
  const sorted = toShow.page.products.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
  return html`<table role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">${columns.product}</th>
<th role="columnheader" scope="col">${columns.inMail}</th>
<th role="columnheader" scope="col" class="number">${columns.price}</th>
<th role="columnheader" scope="col">${columns.updated}</th>
</tr></thead>
<tbody role="rowgroup">${sorted.map((stored) => row(stored, toShow, voice))}</tbody>
</table>`
}

function row(stored: StoredProduct, { shop, rule }: ProductsToShow, voice: Voice): Html {
  const { words, formats } = voice
  const { sku, product, updatedAt } = stored
  const { columns, standings } = words.products
  const tags = Object.keys(product.locales)
  const groups = standingsInWords(
    Object.fromEntries(tags.map((tag) => [tag, standingIn(product, tag, rule)])),
    voice,
  )
  const name = productName(sku, product, voice)
  return html`<tr role="row">
<th role="rowheader" scope="row"><a href="${productPath(shop, sku)}"><bdi>${name}</bdi></a>${
    name !== onOneLine(sku) && html` <span class="id"><bdi>${onOneLine(sku)}</bdi></span>`
  }</th>
<td role="cell" class="in-mail" data-label="${columns.inMail}"><ul>${groups.map(
    ({ because, languages }) =>
      html`<li><span class="badge${because === undefined && html` strong`}">${standings[because ?? 'shown']}</span> <span class="quiet">${languages}</span></li>`,
  )}</ul></td>
<td role="cell" data-label="${columns.price}" class="number">${priceNow(stored, rule, voice)}</td>
<td role="cell" data-label="${columns.updated}">${time(updatedAt, formats.day(updatedAt))}</td>
</tr>`
}

function priceNow({ product }: StoredProduct, rule: ShowingRule, voice: Voice): Html {
  const { price, regularPrice } = pricesOf(wordsToShow(product, voice), rule.now)
  if (price === '') return html`${voice.words.list.never}`
  return html`${regularPrice !== '' && html`<s><bdi>${regularPrice}</bdi></s> `}<bdi>${price}</bdi>`
}
