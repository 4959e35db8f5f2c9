/** Small feeds of every shape that shops have, each with what has to be read of it. */
import { describe, expect, it } from 'vitest'
import type { FeedOptions } from '../../../functions/intake/feeds/feed-options.ts'
import { type Fed, fed, SHOP } from './feeding.ts'
import { GOOGLE, item, JSONS, mappingOf, rss, SHOPIFY, WOO } from './sample-feeds.ts'

type Row = readonly [
  feed: string,
  file: string | Uint8Array,
  expected: readonly string[],
  options?: Partial<FeedOptions>,
]

/** An article as `tea en 12.50 EUR>9.00 yes`, and a row that is not read as `tea: price`. */
const shown = ({ all }: Fed): readonly string[] =>
  all.map((row) => {
    if (row.kind === 'unread') return `${row.sku ?? '?'} ${row.locale ?? '*'}: ${row.why}`
    const { priceMinor, currency, salePriceMinor } = row.words
    const price = priceMinor === undefined ? 'no price' : `${priceMinor} ${currency}`
    const sale = salePriceMinor === undefined ? '' : `>${salePriceMinor}`
    return `${row.sku} ${row.locale} ${price}${sale} ${row.available ? 'yes' : 'no'}`
  })

const table = (rows: readonly string[], sign = ',') =>
  [GOOGLE, ...rows].join('\n').replaceAll(',', sign)
const row = (price: string, availability = 'in_stock', id = 'tea') =>
  `${id},Tea,https://shop.example/tea,https://shop.example/tea.jpg,${price},${availability}`

const utf16 = (text: string, mark = true) =>
  Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')

const OPEN = 'tea en 1250 EUR yes'
const OUT = 'tea en 1250 EUR no'

const FEEDS: readonly Row[] = [
  ['a table with commas', table([row('12.50 EUR')]), [OPEN]],
  ['a table with semicolons', table([row('12.50 EUR')], ';'), [OPEN]],
  ['a table with tabs', table([row('12.50 EUR')], '\t'), [OPEN]],
  ['a table with bars', table([row('12.50 EUR')], '|'), [OPEN]],
  ['a table in UTF-16 with its mark', utf16(table([row('12.50 EUR')], '\t')), [OPEN]],
  [
    'a table in UTF-16 without its mark, as it is said',
    utf16(table([row('12.50 EUR')], '\t'), false),
    [OPEN],
    { encoding: 'utf-16le' },
  ],
  [
    'a table in windows-1252, as it is said',
    Buffer.from(
      table([row('12,00 €').replace('12,00 €', '"12,00 EUR"').replace('Tea', 'Th\xe9')]),
      'latin1',
    ),
    ['tea en 1200 EUR yes'],
    { encoding: 'windows-1252' },
  ],
  [
    'a byte of another encoding, which costs its row alone',
    Buffer.from(
      table([row('12.50 EUR').replace('Tea', 'Th\xe9'), row('9.00 EUR', 'in_stock', 'cup')]),
      'latin1',
    ),
    ['tea en: encoding', 'cup en 900 EUR yes'],
  ],
  [
    'a byte to which windows-1252 gives no sign',
    Buffer.from(table([row('12.50 EUR').replace('Tea', 'T\x81')]), 'latin1'),
    ['tea en: encoding'],
    { encoding: 'windows-1252' },
  ],
  ["Excel's first line", `sep=;\n${table([row('12.50 EUR')], ';')}`, [OPEN]],
  [
    "Meta's template with its comments",
    `"# Required | A unique id, such as a SKU",# Required | The title,,,,\n${table([row('12.50 EUR', 'available for order')])}`,
    [OPEN],
  ],
  [
    'tabs with quotes in titles',
    table([row('12.50 EUR').replace('Tea', '12" "Sencha" tin')], '\t'),
    [OPEN],
  ],
  ['a comma for cents', table([row('"12,00 EUR"')]), ['tea en 1200 EUR yes']],
  ['a sign in front', table([row('€12.00')]), ['tea en 1200 EUR yes']],
  ['thousands with a point', table([row('"1.234,50 EUR"')]), ['tea en 123450 EUR yes']],
  ['two numbers', table([row('"12,345 EUR"')]), ['tea en: price']],
  ['two numbers with a point', table([row('12.345 EUR')]), ['tea en: price']],
  ['yen with decimals', table([row('12.50 JPY')]), ['tea en: price'], { currency: 'JPY' }],
  ['yen with a comma', table([row('"1,250 JPY"')]), ['tea en 1250 JPY yes'], { currency: 'JPY' }],
  ['pesos with a point', table([row('12.990 CLP')]), ['tea en 12990 CLP yes'], { currency: 'CLP' }],
  ['dinars', table([row('1.250 KWD')]), ['tea en 1250 KWD yes'], { currency: 'KWD' }],
  ['a price of zero', table([row('0.00 EUR')]), ['tea en: price']],
  ['a price below zero', table([row('-1.00 EUR')]), ['tea en: price']],
  ['another currency', table([row('12.50 USD')]), ['tea en: currency']],
  ['no currency', table([row('12.50')]), ['tea en: currency']],
  [
    'words for no',
    table(
      [
        'sold out',
        'outofstock',
        'discontinued',
        '缺货',
        'nicht lieferbar',
        'false',
        '0',
        'preorder',
        'backorder',
        'rupture de stock',
        'agotado',
        'esaurito',
        'https://schema.org/SoldOut',
      ].map((word) => row('12.50 EUR', word)),
    ),
    Array(13).fill(OUT),
  ],
  [
    'words for yes',
    table(
      [
        'in stock',
        'InStock',
        'https://schema.org/InStock',
        'http://schema.org/LimitedAvailability',
        'auf Lager',
        'disponible',
        'En stock',
        '有货',
        '在庫あり',
        'true',
        '1',
        'yes',
      ].map((word) => row('12.50 EUR', word)),
    ),
    Array(12).fill(OPEN),
  ],
  ['any other word', table([row('12.50 EUR', 'vielleicht')]), ['tea en: availability']],
  ['RSS', rss(item()), [OPEN]],
  ['RSS with two prices', rss(item('<g:price>9.00 EUR</g:price>')), ['tea en: cells']],
  ['RSS with one price twice', rss(item('<g:price>12.50 EUR</g:price>')), [OPEN]],
  [
    'a table with a column twice',
    `${GOOGLE},price\n${row('12.50 EUR')},9.00 EUR\n${row('', 'in_stock', 'cup')},9.00 EUR`,
    ['tea en: cells', 'cup en 900 EUR yes'],
  ],
  [
    'JSON with an id that lost digits',
    '[{"id": 12345678901234567890, "title": "Tea", "availability": true}]',
    ['? en: id'],
  ],
  ['RSS with a bare ampersand', rss(item().replace('<title>Tea', '<title>Tea & co')), [OPEN]],
  [
    'RSS with a doctype that explodes',
    rss(item(), '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
    [OPEN],
  ],
  [
    'RSS with a price of its shipping',
    rss(item('<g:shipping><g:price>4.90 EUR</g:price></g:shipping>')),
    [OPEN],
  ],
  [
    'RSS whose articles name their language',
    rss(item('<g:language>zh_CN</g:language>')),
    ['tea zh-CN 1250 EUR yes'],
    { locale: undefined },
  ],
  [
    'RSS in Latin 1, as it says',
    Buffer.from(rss(item().replace('Tea', 'Th\xe9')).replace('UTF-8', 'ISO-8859-1'), 'latin1'),
    [OPEN],
  ],
  [
    'Atom',
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title><entry><g:id>tea</g:id><id>tag:1</id><title>Tea &amp; more</title><link rel="self" href="https://shop.example/x"/><link href="https://shop.example/tea"/><g:image_link>https://shop.example/tea.jpg</g:image_link><g:price>12.50 EUR</g:price><g:availability>in_stock</g:availability></entry></feed>`,
    [OPEN],
  ],
  [
    "Shopify's export",
    SHOPIFY,
    ['T-S en 1500 EUR>1200 yes', 'T-L en 2000 EUR no', 'C-1 en 800 EUR no', '? en: id'],
  ],
  [
    "Shopify's export by what rows of further pictures name as well",
    SHOPIFY,
    ['tea en 1500 EUR>1200 yes', 'tea en 2000 EUR no', 'cup en 800 EUR no', 'pot en 800 EUR yes'],
    { idColumn: 'Handle' },
  ],
  [
    "Shopify's export as it is now",
    `Title,URL handle,Published on online store,Status,SKU,Price,Compare-at price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Variant image URL
Tea,tea,TRUE,Active,T-S,12.00,15.00,shopify,0,CONTINUE,https://cdn.shop.example/tea.jpg,
,tea,,,T-L,20.00,,shopify,0,DENY,,
Cup,cup,TRUE,Archived,C-1,8.00,,,,,,`,
    ['T-S en 1500 EUR>1200 yes', 'T-L en 2000 EUR no', 'C-1 en 800 EUR no'],
  ],
  [
    "the shop's own id where Google has made another one of it",
    '[{"id": "online:en:DE:tea", "offerId": "tea", "title": "Tea", "availability": "in stock"}]',
    ['tea en no price yes'],
  ],
  ["Shopify's products.json", JSONS.shopify, ['T-S en 1500 EUR>1200 yes', 'T-L en 2000 EUR no']],
  [
    "WooCommerce's export",
    WOO,
    ['W1 en 1999 EUR>1499 yes', 'W2 en 1200 EUR no', 'W4 en 900 EUR yes', 'W5 en 900 EUR no'],
  ],
  [
    "the products of WooCommerce's REST API",
    JSONS.wooRest,
    ['W1 en 1999 EUR>1499 yes', '34 en 900 EUR no', 'W5 en no price no', 'W6 en 500 EUR no'],
  ],
  [
    "the products of WooCommerce's Store API",
    JSONS.wooStore,
    ['W1 en 1999 EUR>1499 yes', 'W2 en 900 EUR no'],
  ],
  ["JSON with Google's fields", JSONS.google, [OPEN]],
  ["JSON with the fields of Google's API", JSONS.googleApi, ['tea de 1250 EUR>990 yes']],
  ["JSON with the API's fields", JSONS.api, ['tea en 1250 EUR yes', 'tea de 1350 EUR no']],
  [
    'JSON with an article that is not whole',
    '[{"id": "tea", "title": }, {"id":"cup","title":"Cup","availability":true}]',
    ['tea *: cells', 'cup en no price yes'],
  ],
  [
    'a table by a mapping',
    'Nr;Bezeichnung;Preis;Bestand;Sprache\nTEA;Tee;1.250;3;de\nCUP;Tasse;9,90;0;de_AT\n',
    ['tea de 125000 EUR yes', 'cup de-AT 990 EUR no'],
    {
      mapping: mappingOf(
        'decimal: ","\ncurrency: EUR\nlanguage: {column: Sprache}\nid: {column: Nr, rule: lower}\ntitle: Bezeichnung\nprice: Preis\navailability: {quantity: Bestand}',
      ),
      locale: undefined,
    },
  ],
  [
    'a table by a mapping with words',
    'Nr;Name;Status\nTEA;Tee;geht\nCUP;Tasse;aus\nPOT;Kanne;hm\n',
    ['TEA en no price yes', 'CUP en no price no', 'POT en: availability'],
    {
      mapping: mappingOf(
        'id: {column: Nr}\ntitle: Name\navailability: {column: Status, yes: [geht], no: [aus]}',
      ),
    },
  ],
  [
    "ids of Shopify's own app",
    table([row('12.50 EUR', 'in_stock', 'shopify_GB_123_456'), row('12.50 EUR', 'in_stock', 'x1')]),
    ['456 en 1250 EUR yes', '? en: id'],
    { idRule: ['shopify-variant'] },
  ],
  [
    'another column for the id',
    `mpn,${table([row('12.50 EUR')])}`.replace('\n', '\nABC,'),
    ['abc en 1250 EUR yes'],
    { idColumn: 'mpn', idRule: ['lower'] },
  ],
]

const BY_NAME = FEEDS.map((feed) => [feed[0], feed] as const)

describe('a feed', () => {
  it.each(BY_NAME)('is read as it should be: %s', async (_, [, file, expected, options]) => {
    expect(shown(await fed(file, options))).toEqual(expected)
  })

  it.each(BY_NAME)(
    'is read alike in pieces of any size: %s',
    async (_, [, file, expected, options]) => {
      for (const size of [1, 7]) expect(shown(await fed(file, options, size))).toEqual(expected)
    },
  )

  it('has a whole article in each shape that has links', async () => {
    const whole = {
      title: 'Tea',
      url: 'https://shop.example/tea',
      imageUrl: 'https://shop.example/tea.jpg',
    }
    const tagged = item().replace('>Tea<', '><b>T</b>e<i>a</i><')
    for (const file of [table([row('12.50 EUR')]), rss(item()), rss(tagged), JSONS.google])
      expect((await fed(file)).articles[0]?.words).toMatchObject(whole)
  })

  it('has its links made where the shape has none', async () => {
    const urls = async (file: string, options?: Partial<FeedOptions>) =>
      (await fed(file, options)).articles.map(({ words }) => words.url)
    const handle = 'https://shop.example/products/tea'
    expect((await urls(SHOPIFY)).slice(0, 2)).toEqual([handle, handle])
    expect(await urls(JSONS.shopify)).toEqual([handle, handle])
    const page = 'https://shop.example/?post_type=product&p='
    expect(await urls(WOO)).toEqual([`${page}1`, `${page}2`, `${page}3`, `${page}3`])
    expect(await urls(WOO, { shopUrl: undefined })).toEqual(Array(4).fill(undefined))
  })

  it('has at least forty shapes in this table', () => {
    expect(FEEDS.length).toBeGreaterThanOrEqual(40)
    expect(SHOP.currency).toBe('EUR')
  })
})
