import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { neighboursText } from '../../functions/cli/recommend/text.ts'
import { enRecommend } from '../../functions/language/en/command/recommend.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

const MAPPING = `customer: {id: customer}
order: {id: order}
instant: {column: paid, format: yyyy-MM-dd HH:mm, zone: UTC}
amount: {from: lines}
currency: EUR
lines: {sku: sku, quantity: quantity, unitPrice: price}
`

/** Cups go with tea; trays go with whisks, in fewer orders. Lin has tea, mei a whisk and a tray. */
const ORDERS = [
  ...['A1', 'A2', 'A3', 'A4'].flatMap((order) => [`${order},kim,TEA`, `${order},kim,CUP`]),
  ...['B1', 'B2', 'B3'].flatMap((order) => [`${order},ada,WHISK`, `${order},ada,TRAY`]),
  'C1,lin,TEA',
  'D1,mei,WHISK',
  'D1,mei,TRAY',
]

const FEED = `id,locale,title,link,image_link,price,availability
CUP,en,Cup,https://shop.example/cup,https://shop.example/cup.jpg,9.00 EUR,in_stock
CUP,de,Tasse,https://shop.example/de/cup,https://shop.example/cup.jpg,9.00 EUR,in_stock
TRAY,en,Tray,https://shop.example/tray,https://shop.example/tray.jpg,,in_stock
TEA,en,Tea,https://shop.example/tea,,4.50 EUR,in_stock
WHISK,en,Whisk,https://shop.example/whisk,https://shop.example/whisk.jpg,5.00 EUR,out_of_stock
BOWL,en,Bowl,bowl.html,https://shop.example/bowl.jpg,5.00 EUR,in_stock
`

type Recommended = {
  readonly recommendations: readonly {
    readonly sku: string
    readonly because: object
    readonly product: object
  }[]
}
const recommended = async (customer: string, ...more: readonly string[]) =>
  json<Recommended>(['recommend', 'show', '--customer', customer, '--shop', 'acme', ...more])
const skusFor = async (customer: string, locale: string) =>
  (await recommended(customer, '--locale', locale)).recommendations.map(({ sku }) => sku)

describe('recommending with the command', () => {
  let counting: unknown
  let importing: { readonly code: number; readonly out: string; readonly err: string }

  beforeAll(async () => {
    const orders = ORDERS.map((row) => `${row},2026-06-01 10:00,1,5.00`)
    writeFileSync(path('mapping.yaml'), MAPPING)
    writeFileSync(
      path('orders.csv'),
      ['order,customer,sku,paid,quantity,price', ...orders, ''].join('\n'),
    )
    writeFileSync(path('feed.csv'), FEED)
    await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
    await json(['import', 'orders.csv', '--mapping', 'mapping.yaml', '--shop', 'acme'])
    importing = await rekindle(['products', 'import', 'feed.csv', '--shop', 'acme'])
    counting = await json(['recommend', 'build', '--shop', 'acme'])
  }, 60_000)

  it('counts the orders of the shop', () => {
    expect(counting).toMatchObject({
      complete: true,
      baskets: 9,
      items: 4,
      pairs: 2,
      withNeighbours: 4,
    })
  })

  it('reports the result of importing a product feed, and which rows are wrong', () => {
    expect(importing).toMatchObject({ code: 1 })
    expect(importing.out.split('\n')).toEqual([
      expect.stringMatching(
        /^5 products in 6 rows \(.+\): 5 new, 0 updated, 0 already stored, 1 row rejected, 1 not shown until the rows about them can be read, 1 incomplete and not shown$/,
      ),
      expect.stringContaining('count the orders with: rekindle recommend build --shop acme'),
      '',
    ])
    expect(importing.err).toContain('feed.csv:7: the link "bowl.html"')
    expect(importing.err).toContain('1 row could not be read')
  })

  it('shows what is bought together with an article', async () => {
    const item = ['recommend', 'show', '--item', 'TEA', '--shop', 'acme']
    expect(await json(item)).toEqual({
      item: 'TEA',
      neighbours: [{ sku: 'CUP', score: 4 / Math.sqrt(5 * 4), demand: expect.closeTo(0.8, 9) }],
      again: null,
      product: expect.objectContaining({
        sku: 'TEA',
        shownIn: [],
        locales: { en: expect.objectContaining({ standing: 'no-picture', price: '€4.50' }) },
      }),
    })
    const { out } = await rekindle(item)
    expect(out).toMatch(/CUP.*\n\nen {2}Mail does not show it: it has no picture\.\n$/)
    const mug = await json(['recommend', 'show', '--item', 'MUG', '--shop', 'acme'])
    expect(mug).toEqual({ item: 'MUG', neighbours: [], again: null, product: null })
    const unknown = await rekindle(['recommend', 'show', '--item', 'MUG', '--shop', 'acme'])
    expect(unknown).toMatchObject({ code: 0, out: expect.stringContaining('No product is known') })
  })

  it.each([
    [{ isKnown: true }, 'No product is known to be bought together with MUG.'],
    [
      { isKnown: false },
      'No product is known to be bought together with MUG, and the shop has no such product.',
    ],
    [
      { isKnown: false, otherCase: 'mug' },
      'No product is known to be bought together with MUG. Did you mean mug?',
    ],
  ])('shows what is known about an article that is bought with no other: %j', (name, text) => {
    expect(neighboursText('MUG', [], enRecommend, name)).toBe(text)
  })

  it('shows what a customer would be recommended, and why', async () => {
    expect(await recommended('lin', '--locale', 'en')).toEqual({
      customer: 'lin',
      locale: 'en',
      objectsToProfiling: false,
      recommendations: [
        {
          sku: 'CUP',
          because: { kind: 'bought-together', with: 'TEA', score: 4 / Math.sqrt(20) },
          product: {
            title: 'Cup',
            url: 'https://shop.example/cup',
            imageUrl: 'https://shop.example/cup.jpg',
            price: '€9.00',
            regularPrice: '',
          },
        },
        { sku: 'TRAY', because: { kind: 'sells-best' }, product: expect.anything() },
      ],
    })
    const { out } = await rekindle([
      'recommend',
      '--customer',
      'lin',
      '--locale',
      'de',
      '--shop',
      'acme',
    ])
    expect(out).toBe('CUP  Tasse  9,00\u00a0€  (bought together with TEA: 0.8944)\n')
  })

  it('recommends nothing that the customer has, that is sold out, or that is in another language', async () => {
    expect(await skusFor('mei', 'en')).toEqual(['CUP'])
    expect(await skusFor('mei', 'fr')).toEqual([])
  })

  it('accepts the same feed again without a change, and a second language next to it', async () => {
    const again = await rekindle(['products', 'import', 'feed.csv', '--shop', 'acme', '--json'])
    expect(again.code).toBe(1)
    expect(JSON.parse(again.out)).toEqual({
      shop: 'acme',
      shape: 'columns',
      ...{ rows: 6, refused: 1, products: 5 },
      ...{
        recorded: 0,
        updated: 0,
        unchanged: 5,
        newer: 0,
        incomplete: 1,
        unread: 1,
        withdrawn: 0,
      },
      others: { known: 3, unnamed: 0 },
      isCut: false,
      bestSellers: { counted: 4, named: 4, missing: [] },
    })
    const [header, cup] = FEED.split('\n')
    const french = cup?.replace(',en,Cup', ',Tasse de thé').replaceAll(',', '\t')
    writeFileSync(
      path('french.txt'),
      `${header?.replace(',locale', '').replaceAll(',', '\t')}\n${french}\n`,
    )
    const options = ['--locale', 'fr', '--shop', 'acme']
    expect(await json(['products', 'import', 'french.txt', ...options])).toMatchObject({
      products: 1,
      updated: 1,
    })
    expect(await skusFor('lin', 'fr')).toEqual(['CUP'])
    expect(await skusFor('lin', 'en')).toEqual(['CUP', 'TRAY'])
  })

  it('applies a feed only to its own languages and their stock', async () => {
    const german = (name: string, availability: string) =>
      writeFileSync(
        path(name),
        `${FEED.split('\n')[0]?.replace('locale,', '')}
CUP,Tasse,https://shop.example/de/cup,https://shop.example/cup.jpg,9.00 EUR,${availability}
`,
      )
    german('out.csv', 'out of stock')
    german('in.csv', 'in stock')
    const feed = (file: string) =>
      json(['products', 'import', file, '--locale', 'de', '--shop', 'acme', '--full'])
    expect(await feed('out.csv')).toMatchObject({ updated: 1, withdrawn: 0, incomplete: 0 })
    expect(await skusFor('lin', 'de')).toEqual([])
    expect(await skusFor('lin', 'en')).toEqual(['CUP', 'TRAY'])
    expect(await feed('in.csv')).toMatchObject({ updated: 1, withdrawn: 0 })
    expect(await skusFor('lin', 'de')).toEqual(['CUP'])
  })

  it('refuses the name of a language before any article is marked', async () => {
    const named = ['products', 'import', 'feed.csv', '--locale', 'English', '--shop', 'acme']
    expect(await rekindle(named)).toMatchObject({
      code: 2,
      err: expect.stringContaining('"English" is not a language tag'),
    })
  })

  it('removes no product because of an empty feed', async () => {
    writeFileSync(path('empty.csv'), `${FEED.split('\n')[0]}\n`)
    const whole = ['products', 'import', 'empty.csv', '--full', '--shop', 'acme']
    const refused = await rekindle(whole)
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('no articles') })
    expect(await skusFor('lin', 'en')).toEqual(['CUP', 'TRAY'])
  })

  it('removes with --full the products that are missing from the feed', async () => {
    writeFileSync(
      path('rest.csv'),
      FEED.split('\n')
        .filter((row) => !/^(TRAY|BOWL)/.test(row))
        .join('\n'),
    )
    const whole = ['products', 'import', 'rest.csv', '--full', '--shop', 'acme']
    const cut = await rekindle(whole)
    expect(cut).toMatchObject({ code: 1, out: expect.stringContaining('more than 30%') })
    expect(cut.err).toContain('--full --yes')
    expect(await skusFor('lin', 'en')).toEqual(['CUP', 'TRAY'])
    expect(await json([...whole, '--yes'])).toMatchObject({ withdrawn: 1, unchanged: 3 })
    expect(await json(whole)).toMatchObject({ withdrawn: 0 })
    expect(await skusFor('lin', 'en')).toEqual(['CUP'])
  })

  it.each([
    ['neither an article nor a customer', ['--shop', 'acme'], 2, '--item SKU or --customer ID'],
    ['both', ['--item', 'a', '--customer', 'b', '--shop', 'acme'], 2, 'either --item'],
    ['a customer of no known language', ['--customer', 'lin', '--shop', 'acme'], 2, '--locale'],
    ['an unknown customer', ['--customer', 'stranger', '--shop', 'acme'], 1, 'stranger'],
    ['no language', ['--customer', 'lin', '--locale', '?', '--shop', 'acme'], 2, 'for --locale'],
    ['an unknown shop', ['--item', 'TEA', '--shop', 'zeta'], 1, 'zeta'],
  ])('says what is wrong with %s', async (_, args, code, says) => {
    const outcome = await rekindle(['recommend', 'show', ...args])
    expect(outcome).toMatchObject({ code, out: '' })
    expect(outcome.err).toContain(says)
  })

  it('says how to count purchases if they were never counted', async () => {
    await json(['shop', 'add', 'new', ...SHOP_DETAILS])
    const { code, err } = await rekindle(['recommend', 'show', '--item', 'TEA', '--shop', 'new'])
    expect(code).toBe(1)
    expect(err).toContain('rekindle recommend build --shop new')
  })

  it('reports the faults of a feed, and imports nothing from it', async () => {
    writeFileSync(path('odd.csv'), 'id,name\nTEA,Tea\n')
    const { code, err } = await rekindle(['products', 'import', 'odd.csv', '--shop', 'acme'])
    expect(code).toBe(1)
    expect(err).toContain('odd.csv: missing columns: link, image_link, availability, locale')
    const none = await rekindle([
      'products',
      'import',
      'none.csv',
      '--locale',
      'en',
      '--shop',
      'acme',
    ])
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('Cannot read none.csv') })
  })

  it.each([['recommend show'], ['recommend build'], ['products import']])(
    'shows how to use `%s`, with an example',
    async (verb) => {
      const { code, out, err } = await rekindle([...verb.split(' '), '--help'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain(`Usage: rekindle ${verb}`)
      expect(out).toMatch(new RegExp(`Examples:\n  # .+\n  rekindle ${verb}`))
    },
  )
})
