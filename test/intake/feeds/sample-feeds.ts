/** Small feeds of our own making. */
import type { FeedMapping } from '../../../functions/intake/feeds/feed-mapping.ts'
import { readFeedMapping } from '../../../functions/intake/feeds/read-feed-mapping.ts'
import { describeFault } from '../../../functions/intake/import/read-mapping.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'

export const GOOGLE = 'id,title,link,image_link,price,availability'

export const item = (more = ''): string =>
  `<item><g:id>tea</g:id><title>Tea</title><link>https://shop.example/tea</link><g:image_link>https://shop.example/tea.jpg</g:image_link><g:price>12.50 EUR</g:price><g:availability>in stock</g:availability>${more}</item>`

export const rss = (items: string, doctype = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel><title>Shop</title><link>https://shop.example</link>\n${items}\n</channel></rss>\n`

/** Two products, one of them a draft, and a picture with a row of its own. */
export const SHOPIFY = `Handle,Title,Body (HTML),Published,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Variant Image,Status
tea,Tea,"<p>Green,
and ""fresh""</p>",true,S,T-S,shopify,4,deny,12.00,15.00,https://cdn.shop.example/tea.jpg,,active
tea,,,,L,T-L,shopify,0,deny,20.00,0.00,https://cdn.shop.example/tea-2.jpg,https://cdn.shop.example/tea-l.jpg,
tea,,,,,,,,,,,https://cdn.shop.example/tea-3.jpg,,
cup,Cup,,true,,C-1,shopify,4,deny,8.00,,https://cdn.shop.example/cup.jpg,,draft
pot,Pot,,true,,,,,,8.00,,https://cdn.shop.example/pot.jpg,,active
`

export const woo = (header: string, ...rows: readonly string[]): string =>
  `\ufeff${[header, ...rows].join('\n')}\n`

export const WOO = woo(
  'ID,Type,SKU,Name,Published,"Visibility in catalog","Date sale price starts","Date sale price ends","In stock?",Stock,"Sale price","Regular price",Images,Parent',
  '1,simple,W1,Tea,1,visible,2026-11-01,2026-11-30,1,5,14.99,19.99,"https://shop.example/a.jpg, https://shop.example/b.jpg",',
  '2,simple,W2,Cup,-1,visible,,,1,5,,12.00,,',
  '3,variable,,Pot,1,visible,,,1,,,,https://shop.example/pot.jpg,',
  '4,"variation, virtual",W4,Pot - red,1,visible,,,1,5,,9.00,,id:3',
  '5,variation,W5,Pot - blue,1,visible,,,backorder,0,,9.00,,id:3',
)

const google = {
  id: 'tea',
  title: 'Tea',
  link: 'https://shop.example/tea',
  imageLink: 'https://shop.example/tea.jpg',
  availability: 'in stock',
  price: { value: '12.50', currency: 'EUR' },
}

const wooProduct = (id: number, fields: object) => ({
  id,
  name: 'Tea',
  permalink: `https://shop.example/product/${id}`,
  images: [{ id: 1, src: `https://shop.example/${id}.jpg`, name: 'Tea' }],
  ...fields,
})
const ofRest = (id: number, fields: object) =>
  wooProduct(id, {
    ...{ type: 'simple', status: 'publish', catalog_visibility: 'visible', price: '9.00' },
    ...{ sale_price: '', date_on_sale_from_gmt: null, date_on_sale_to_gmt: null },
    ...{ regular_price: '9.00', stock_status: 'instock', sku: `W${id}` },
    ...fields,
  })
const ofStore = (id: number, inStock: boolean, prices: object) =>
  wooProduct(id, {
    ...{ sku: `W${id}`, is_in_stock: inStock, is_purchasable: true },
    prices: { currency_code: 'EUR', currency_minor_unit: 2, ...prices },
  })

export const JSONS = {
  wooRest: JSON.stringify([
    ofRest(1, {
      ...{ regular_price: '19.99', sale_price: '14.99', price: '14.99' },
      date_on_sale_to_gmt: '2026-12-24T23:59:59',
    }),
    ofRest(34, { sku: '', stock_status: 'onbackorder' }),
    ofRest(5, { type: 'variable', regular_price: '', status: 'draft' }),
    ofRest(6, { regular_price: '5', catalog_visibility: 'hidden' }),
  ]),
  wooStore: JSON.stringify([
    ofStore(1, true, { price: '1499', regular_price: '1999', sale_price: '1499' }),
    ofStore(2, false, { price: '900', regular_price: '900', sale_price: '900' }),
  ]),
  google: JSON.stringify({ kind: 'feed', items: [google] }, undefined, 2),
  googleApi: JSON.stringify({
    products: [
      {
        offerId: 'tea',
        contentLanguage: 'de',
        productAttributes: {
          title: 'Tee',
          availability: 'IN_STOCK',
          price: { amountMicros: '12500000', currencyCode: 'EUR' },
          salePrice: { amountMicros: '9900000', currencyCode: 'EUR' },
          salePriceEffectiveDate: {
            startTime: '2026-11-01T00:00:00Z',
            endTime: '2026-12-01T00:00:00Z',
          },
        },
      },
    ],
  }),
  api: JSON.stringify([
    {
      sku: 'tea',
      available: true,
      locales: {
        en: { title: 'Tea', url: 'https://shop.example/tea', priceMinor: 1250, currency: 'EUR' },
        de: { title: 'Tee', available: false, priceMinor: 1350, currency: 'EUR' },
      },
    },
  ]),
  shopify: JSON.stringify({
    products: [
      {
        id: 1,
        handle: 'tea',
        title: 'Tea',
        body_html: '<p>{"not": "this"}</p>',
        published_at: '2026-01-01T00:00:00Z',
        images: [{ id: 9, src: 'https://cdn.shop.example/tea.jpg' }],
        variants: [
          { id: 11, sku: 'T-S', price: '12.00', compare_at_price: '15.00', available: true },
          { id: 12, sku: 'T-L', price: '20.00', compare_at_price: null, available: false },
        ],
      },
    ],
  }),
} as const

export function mappingOf(yaml: string): FeedMapping {
  const reading = readFeedMapping(yaml, 'feed.yaml')
  if (reading.ok) return reading.mapping
  throw new Error(reading.faults.map((fault) => describeFault(fault, enFaults)).join('\n'))
}
