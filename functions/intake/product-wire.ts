/** The products that shops post, as schemas: see wire.ts. */

import * as z from 'zod/mini'
import type { RequestFault } from '../http/problem.ts'
import {
  anyInstantText,
  Currency,
  described,
  InstantText,
  LANGUAGE_TAG,
  Minor,
  optionalText,
  PostedLocale,
  say,
  Text,
} from './wire-parts.ts'

const MOST_LOCALES = 40
const LONGEST_URL = 2_000

/** The default message applies if it is missing. */
const YES_OR_NO = {
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? undefined : 'must be true or false',
}

/**
 * Where a mail may link to, as it is written there: no other kind of link is accepted. Text before
 * an "@" looks like a host but is not one, and mail programs warn about it.
 */
const webAddress = (text: string): string | undefined => {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  return url.username || url.password || url.href.length > LONGEST_URL ? undefined : url.href
}

export const WebAddress = z
  .pipe(
    z.string().check(
      z.maxLength(LONGEST_URL, `must have at most ${LONGEST_URL} characters`),
      z.refine((text) => webAddress(text) !== undefined, {
        error: `must be a whole address that begins with https:// or http://, without a user, of at most ${LONGEST_URL} characters as it is sent`,
      }),
    ),
    z.transform((text: string) => webAddress(text) ?? text),
  )
  .register(described, {
    id: 'WebAddress',
    description: `A whole address that begins with https:// or http://, without a user, of at most ${LONGEST_URL} characters once what is not ASCII is percent-encoded.`,
    examples: ['https://shop.example.com/tea-7'],
  })

/** A title is one line of a mail, also in its text part. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

const SEEN = 'must contain visible characters'

const Title = z.pipe(
  Text(300).check(
    z.minLength(1, { error: SEEN, abort: true }),
    z.refine((text) => /[^\s\p{Cc}\p{Cf}]/u.test(text), SEEN),
  ),
  z.transform(oneLine),
)

/** Nothing is sold for nothing: a zero stands for a price that the shop does not know. */
const Price = Minor.check(z.gte(1, 'must be more than 0; leave it out where there is no price'))

/** Sales and ends are planned, so that these instants may lie ahead. */
const ComingInstant = anyInstantText().register(described, {
  id: 'ComingInstant',
  description: 'An instant with an offset (RFC 3339) such as 2026-01-31T12:00:00Z.',
})

/** What a shop posts about a product in one language. */
export const PostedProductWords = z
  .strictObject({
    available: say(
      z.exactOptional(z.boolean(YES_OR_NO)),
      'False where readers of this language cannot buy it, whatever others can; true when left out.',
    ),
    availableUntil: say(
      z.exactOptional(ComingInstant),
      'From when on they cannot buy it any more, as of the instant at which a mail is sent.',
    ),
    title: optionalText(Title),
    url: say(optionalText(WebAddress), 'Its page in the shop.'),
    imageUrl: optionalText(WebAddress),
    priceMinor: say(
      z.exactOptional(Price),
      'The regular price. Leave it out, with its currency, where there is none to show.',
    ),
    currency: say(z.exactOptional(Currency), 'Of the price: both, or neither.'),
    salePriceMinor: say(
      z.exactOptional(Price),
      'A lower price in the same currency: mails show it with the regular one struck through.',
    ),
    saleFrom: say(z.exactOptional(ComingInstant), 'When the lower price begins to hold.'),
    saleUntil: say(
      z.exactOptional(ComingInstant),
      'When it holds no more, as of the instant at which a mail is sent.',
    ),
  })
  .check(
    z.refine(({ priceMinor = 0, salePriceMinor = -1 }) => salePriceMinor < priceMinor, {
      path: ['salePriceMinor'],
      error: 'must be lower than priceMinor, the regular price',
    }),
    z.refine(
      ({ salePriceMinor, saleFrom, saleUntil }) =>
        salePriceMinor !== undefined || (saleFrom === undefined && saleUntil === undefined),
      { path: ['salePriceMinor'], error: 'must be there where saleFrom or saleUntil is' },
    ),
    z.refine(
      ({ saleFrom = Number.NEGATIVE_INFINITY, saleUntil = Number.POSITIVE_INFINITY }) =>
        saleFrom < saleUntil,
      { path: ['saleUntil'], error: 'must be later than saleFrom' },
    ),
    z.refine(
      ({ priceMinor, currency }) => (priceMinor === undefined) === (currency === undefined),
      {
        path: ['currency'],
        error: 'a price has an amount and a currency: send both, or neither',
      },
    ),
  )
  .register(described, {
    id: 'ProductWords',
    description:
      'A product in one language. Without a title, a page and a picture it is kept, but never shown.',
  })
export type PostedProductWords = z.output<typeof PostedProductWords>

export const ProductUpdate = z
  .strictObject({
    available: say(
      z.boolean(YES_OR_NO),
      'Whether the product can be bought at the moment. Products that cannot be bought are never shown.',
    ),
    locales: say(
      z
        .record(PostedLocale, PostedProductWords, {
          error: ({ code }) => (code === 'invalid_key' ? LANGUAGE_TAG : undefined),
        })
        .check(
          z.refine(
            (locales) => Object.keys(locales).length <= MOST_LOCALES,
            `at most ${MOST_LOCALES} languages`,
          ),
        ),
      `By language tag of BCP 47, such as zh-CN; at most ${MOST_LOCALES}. Readers are shown those in their own language alone.`,
    ),
    updatedAt: say(
      z.exactOptional(InstantText),
      "The source's version of this product; when omitted, the instant of the request.",
    ),
  })
  .register(described, {
    id: 'ProductUpdate',
    description:
      'A complete product: omitted languages and fields, and fields that are empty or null, are removed.',
  })

/**
 * Languages that a body names twice, as zh-CN and zh-cn: one of them would replace the other.
 *
 * @example languagesNamedTwice({ locales: { en: {}, EN: {} } })[0]?.path // "$.locales['EN']"
 */
export function languagesNamedTwice(body: unknown): readonly RequestFault[] {
  const { locales } = (body ?? {}) as { readonly locales?: unknown }
  if (locales === null || typeof locales !== 'object') return []
  const first = new Map<string, string>()
  return Object.keys(locales).flatMap((tag) => {
    const { data } = PostedLocale.safeParse(tag)
    if (data === undefined) return []
    const other = first.get(data)
    if (other === undefined) {
      first.set(data, tag)
      return []
    }
    return [{ path: `$.locales['${tag}']`, detail: `is the same language as "${other}"` }]
  })
}

export const ProductAnswer = z
  .strictObject({
    status: z.enum(['recorded', 'updated', 'unchanged']),
    shownIn: z.array(z.string()).register(described, {
      description:
        'The languages in which the product is available and complete, so that mails may show it.',
    }),
  })
  .register(described, { id: 'ProductOutcome', description: 'The outcome for the product.' })
