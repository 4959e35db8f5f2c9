/**
 * One product: its picture, title and prices in each language, whether mail shows it there and why
 * not, and what it is recommended with.
 */
import { chooseLocale } from '../domain/locale.ts'
import { onOneLine } from '../domain/looks-like-name.ts'
import type { Policy } from '../domain/policy.ts'
import {
  type Product,
  type ProductWords,
  type ShowingRule,
  standingIn,
  type UnreadMark,
} from '../domain/recommend/product.ts'
import { type Html, type HtmlValue, html } from '../http/html.ts'
import { recommendBuildCommand } from '../language/commands.ts'
import {
  againSentence,
  productName,
  saleSentence,
  standingName,
  standingSentence,
  unreadSentence,
} from '../language/product-sentences.ts'
import type { Voice } from '../language/voice.ts'
import type { ProductNeighbour, ProductRecord } from './console-reads.ts'
import { pictureOrigin } from './content-policy.ts'
import { forEngineers, linked, moment, time } from './page.ts'
import type { ConsolePorts } from './page-request.ts'
import { productPath, productsPath } from './paths.ts'

export type ProductToShow = {
  readonly shop: string
  readonly sku: string
  readonly record: ProductRecord
  readonly rule: ShowingRule
  readonly policy: Policy
  readonly drawingAt?: DrawingAt | undefined
}

type DrawingAt = NonNullable<ConsolePorts['drawingAt']>

/** The places of the pictures that its page shows. */
export const picturesOf = (
  { stored }: ProductRecord,
  drawingAt: DrawingAt | undefined,
): readonly string[] =>
  Object.values(stored?.product.locales ?? {}).flatMap(({ imageUrl = '' }) =>
    drawingAt?.(imageUrl) ? ['data:'] : (pictureOrigin(imageUrl) ?? []),
  )

export function productPage(toShow: ProductToShow, voice: Voice): Html {
  const { shop, sku, record } = toShow
  const { words } = voice
  const product = record.stored?.product
  return html`<p class="trail"><a href="${productsPath(shop)}">${words.products.title}</a></p>
<h1><bdi>${productName(sku, product, voice)}</bdi></h1>
<p class="lead">${product ? shownSentence(product, toShow, voice) : words.products.onlyOrdered}</p>
<div class="product-page">
${
  product &&
  html`<div>${languagesToShow(product, toShow.policy).map((tag) => languageSection(tag, product, toShow, voice))}</div>`
}
<div class="side">${aboutSection(toShow, voice)}${neighboursSection(toShow, voice)}</div>
</div>`
}

/** Its own, and those that the shop writes in and it has no text for. */
function languagesToShow({ locales }: Product, { acceptableLocales }: Policy): readonly string[] {
  const tags = Object.keys(locales)
  const missing = acceptableLocales.filter((tag) => chooseLocale(tag, tags, []) === undefined)
  return [...tags, ...missing]
}

function shownSentence(
  product: Product,
  { record, rule, policy }: ProductToShow,
  voice: Voice,
): string {
  const { words, formats } = voice
  const shown = languagesToShow(product, policy).filter(
    (tag) => standingIn(product, tag, rule).shown,
  )
  if (shown.length === 0) return words.products.shownNowhere
  const languages = formats.list(shown.map((tag) => formats.languageName(tag)))
  const { neighbours, again, bestSellers } = record
  const isReached = neighbours.length > 0 || again || bestSellers === undefined || bestSellers.rank
  return words.joinSentences(
    words.products.shownIn(languages),
    isReached ? '' : words.products.notReached,
  )
}

function languageSection(tag: string, product: Product, toShow: ProductToShow, voice: Voice): Html {
  const standing = standingIn(product, tag, toShow.rule)
  const words = product.locales[tag]
  const isShown = standing.shown !== undefined
  return html`<section class="card in-language">
<h2>${voice.formats.languageName(tag)} <span class="badge${isShown && html` strong`}">${standingName(standing, voice)}</span></h2>
${!isShown && html`<p>${standingSentence(standing, voice)}</p>`}
${words?.unread && unreadNotice(words.unread, voice)}
${words && wordsPart(tag, words, toShow, voice)}
</section>`
}

const unreadNotice = (mark: UnreadMark, voice: Voice): Html =>
  html`<p class="callout">${linked(
    (cell) => unreadSentence(mark, mark.value === '' ? '' : cell, voice),
    html`<bdi>${onOneLine(mark.value)}</bdi>`,
  )}</p>`

function wordsPart(
  tag: string,
  product: ProductWords,
  { sku, rule, drawingAt }: ProductToShow,
  voice: Voice,
): Html {
  const { words, formats } = voice
  const { title = '', url, imageUrl, price = '', sale, seenAt, availableUntil } = product
  const name = onOneLine(title)
  const isWeb = url !== undefined && /^https?:/.test(url)
  return html`<div class="words">
${imageUrl !== undefined && picture(drawingAt?.(imageUrl) ?? imageUrl, name || onOneLine(sku), voice)}
<div>
${name !== '' && html`<p class="name" lang="${tag}"><bdi>${name}</bdi></p>`}
<dl class="facts">
<dt>${words.products.regularPrice}</dt><dd>${price === '' ? words.products.noPrice : html`<bdi>${onOneLine(price)}</bdi>`}</dd>
${
  sale &&
  html`<dt>${words.products.salePrice}</dt><dd><bdi>${onOneLine(sale.price)}</bdi> <span class="quiet">${saleSentence(sale, rule.now, voice)}</span></dd>`
}
${
  isWeb &&
  html`<dt>${words.products.shopPage}</dt><dd><a href="${url}" target="_blank" rel="noopener noreferrer"><bdi>${URL.parse(url)?.host ?? ''}</bdi></a></dd>`
}
</dl>
${availableUntil !== undefined && html`<p class="quiet">${words.products.until(formats.moment(availableUntil))}</p>`}
${seenAt !== undefined && html`<p class="quiet">${words.products.seen(formats.day(seenAt))}</p>`}
</div></div>`
}

/** By its own address, which learns nothing of the page that shows it. */
function picture(address: string, title: string, { words }: Voice): Html {
  if (!address.startsWith('data:image/') && pictureOrigin(address) === undefined)
    return html`<p class="quiet">${words.products.pictureNotShown}</p>`
  return html`<img class="picture" src="${address}" alt="${words.products.picture(title)}" width="160" height="160" loading="lazy" referrerpolicy="no-referrer">`
}

function aboutSection({ sku, record }: ProductToShow, voice: Voice): Html {
  const { words, formats } = voice
  const { stored, again, bestSellers } = record
  const fact = (label: string, value: HtmlValue) => html`<dt>${label}</dt><dd>${value}</dd>`
  const of = formats.number(bestSellers?.of ?? 0)
  return html`<section class="card"><dl class="facts">
${fact(words.products.id, html`<bdi>${onOneLine(sku)}</bdi>`)}
${stored && fact(words.products.version, moment(stored.updatedAt, voice))}
${
  bestSellers &&
  fact(
    words.products.bestSellers,
    bestSellers.rank === undefined
      ? words.products.noRank(of)
      : words.products.rank(formats.number(bestSellers.rank), of),
  )
}
${again && fact(words.products.again, againSentence(again, voice))}
</dl></section>`
}

function neighboursSection({ shop, record }: ProductToShow, voice: Voice): Html {
  const { products: words } = voice.words
  const { neighbours, bestSellers } = record
  return html`<section class="card" aria-labelledby="together">
<h2 id="together">${words.together}</h2>
${
  !bestSellers
    ? html`<p>${words.notCounted}</p>${forEngineers(words.build, recommendBuildCommand(shop), voice)}`
    : neighbours.length === 0
      ? html`<p>${words.alone}</p>`
      : html`<p class="quiet">${words.togetherHint}</p>${neighbourTable(neighbours, shop, voice)}`
}
${
  bestSellers &&
  html`<p class="quiet counted-at">${words.counted} ${time(bestSellers.countedAt, voice.formats.moment(bestSellers.countedAt))}</p>`
}
</section>`
}

function neighbourTable(
  neighbours: readonly ProductNeighbour[],
  shop: string,
  { words, ...voice }: Voice,
): Html {
  const { columns, neighbours: heads } = words.products
  const { formats } = voice
  return html`<table role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">${columns.product}</th>
<th role="columnheader" scope="col" class="number">${heads.similarity}</th>
<th role="columnheader" scope="col" class="number">${heads.demand}</th>
<th role="columnheader" scope="col">${heads.bothWays}</th>
</tr></thead>
<tbody role="rowgroup">${neighbours.map(
    ({ sku, product, score, demand, isMutual }) =>
      html`<tr role="row">
<th role="rowheader" scope="row"><a href="${productPath(shop, sku)}"><bdi>${productName(sku, product, { words, ...voice })}</bdi></a></th>
<td role="cell" class="number" data-label="${heads.similarity}">${formats.percent(score)}</td>
<td role="cell" class="number" data-label="${heads.demand}">${formats.percent(demand)}</td>
<td role="cell" data-label="${heads.bothWays}">${isMutual ? heads.yes : heads.no}</td>
</tr>`,
  )}</tbody>
</table>`
}
