/** What a person sees: the console, the unsubscribe page and the mails that ship, in Chromium. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  customerPath,
  customersPath,
  HOME_PATH,
  MAIL_VIEWS,
  mailFramePath,
  mailPath,
  messagePath,
  productPath,
  productsPath,
} from '../../functions/console/paths.ts'
import { drawingOf } from '../../functions/demo/drawing.ts'
import { LIFECYCLE_CLASSES } from '../../functions/domain/lifecycle-class.ts'
import type { Message, MessageStatus } from '../../functions/domain/message.ts'
import { type MessageRef, messageSort } from '../../functions/domain/message-ref.ts'
import { HOUR_MS } from '../../functions/domain/time.ts'
import { productOf } from '../../functions/intake/product-words.ts'
import { en } from '../../functions/language/en/words.ts'
import type { Words } from '../../functions/language/words.ts'
import { zh } from '../../functions/language/zh/words.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { recordProduct } from '../../functions/store/items.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { loadCampaignNames } from '../../functions/store/shops.ts'
import { UNTIL } from '../console/shop-in-a-file.ts'
import {
  type Complaints,
  complaintsOf,
  namelessIn,
  openChromium,
  whyNoBrowser,
} from '../support/chromium.ts'
import { message as messageOf } from '../support/given.ts'
import { RAN, receiveHostileMail } from '../support/hostile-mail.ts'
import { faultsOnScreens, looksOnScreens, onScreens } from '../support/screens.ts'
import { type Buyer, SERVED_SHOP, type ServedShop, serveBusyShop } from '../support/served-shop.ts'
import { shippedMails } from '../support/shipped-mails.ts'

const LIVE_WITHIN_MS = 5_000

type Speaker = {
  readonly language: 'en' | 'zh-CN'
  readonly words: Words
  /** What the browser asks for in Accept-Language. */
  readonly browser: string
  readonly introduction: RegExp
  readonly ask: string
  readonly done: string
  readonly lives: Pick<Buyer, 'locale' | 'zone' | 'country'>
}

const SPEAKERS: readonly Speaker[] = [
  {
    language: 'en',
    words: en,
    browser: 'en-GB',
    introduction: /^Thank you, and how to get the best/,
    ask: 'Unsubscribe from our e-mails?',
    done: 'You are unsubscribed',
    lives: { locale: 'en-GB', zone: 'Europe/London', country: 'GB' },
  },
  {
    language: 'zh-CN',
    words: zh,
    browser: 'zh-CN',
    introduction: /谢谢您的首次购买/,
    ask: '要退订我们的营销邮件吗？',
    done: '已为您退订营销邮件',
    lives: { locale: 'zh-CN', zone: 'Asia/Shanghai', country: 'CN' },
  },
]

const CLAIMED_AT = UNTIL - 5 * HOUR_MS
const DOUBTS: readonly (readonly [Message['status'], MessageStatus])[] = [
  [
    'unknown',
    {
      status: 'unknown',
      locale: 'en',
      claimedAt: CLAIMED_AT,
      at: CLAIMED_AT + 1,
      giveUpAt: UNTIL + 67 * HOUR_MS,
    },
  ],
  ['given-up', { status: 'given-up', locale: 'en', claimedAt: CLAIMED_AT, at: UNTIL - HOUR_MS }],
  ['skipped', { status: 'skipped', reason: 'suppressed', at: CLAIMED_AT }],
]

/** Its picture is not at an https:// address, and so it is not loaded. */
const TEA = {
  title: 'Green tea',
  url: 'https://shop.example.com/tea',
  imageUrl: 'http://shop.example.com/tea.jpg',
  ...{ priceMinor: 1_250, currency: 'EUR', salePriceMinor: 990, saleUntil: UNTIL + 9 * HOUR_MS },
}

/** The customer whose messages a test writes freely. */
const DOUBTED = 'c-00001'

const writeMessage = (shop: ServedShop, row: MessageRef & MessageStatus): Promise<unknown> => {
  const message = messageOf(row, { ...row, dueAt: CLAIMED_AT, attempt: 1 })
  const pk = customerKey(SERVED_SHOP, DOUBTED)
  return shop.table.write([{ put: { pk, sk: messageSort(row), ...message } }])
}

/** The widest last, so that what follows sees all that a page has. */
const CONSOLE_SCREENS = onScreens([390, 1280])
const MAIL_SCREENS = onScreens([700, 390])

const buyerOf = (id: string, { lives }: Speaker): Buyer => ({
  id,
  email: `${id}@example.com`,
  name: lives.locale === 'zh-CN' ? '小雨' : 'Robin',
  ...lives,
})

/** The pictures of products drawn in place: a mail loads those of its shop, and nothing else. */
const withDrawings = (html: string): string =>
  html.replace(/(?<=<img\b[^>]*\ssrc=")https:\/\/shop\.example\/p\/[^"]*/g, DRAWING)

const DRAWING = `data:image/svg+xml,${encodeURIComponent(drawingOf('WRE-MUG-001') ?? '')}`

describe.skipIf(whyNoBrowser !== '')(`In a browser${whyNoBrowser}`, () => {
  let browser: Browser
  let shop: ServedShop
  beforeAll(async () => {
    const opened = await Promise.all([openChromium(), serveBusyShop()])
    browser = opened[0]
    shop = opened[1]
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.stop()
    expect(shop?.logged ?? []).toEqual([])
  })

  type Received = { readonly id: string; readonly subject: string }

  /** The mail that follows a first purchase. */
  async function mailAfterPurchase(buyer: Buyer): Promise<Received> {
    await shop.buy(buyer)
    const select = shop.inbox.sqlite.prepare(
      'SELECT message_id AS id, subject FROM inbox WHERE recipient = ?',
    )
    const find = () => select.get(buyer.email) as Received | undefined
    return vi.waitUntil(find, { timeout: LIVE_WITHIN_MS })
  }

  describe.each(SPEAKERS)('in $language', (speaker) => {
    const { language, words } = speaker
    let context: BrowserContext
    let complaints: Complaints
    let page: Page
    let mail: Received
    beforeAll(async () => {
      mail = await mailAfterPurchase(buyerOf(`reader-${language}`, speaker))
      context = await browser.newContext({ locale: speaker.browser, baseURL: shop.url })
      complaints = await complaintsOf(context)
      page = await context.newPage()
    })
    afterAll(() => context?.close())

    /** Opens the page and asks of it what holds for every page of the console. */
    async function expectGoodPage(path: string, title: string): Promise<void> {
      await page.goto(path)
      const { look, faults } = await looksOnScreens(page, CONSOLE_SCREENS)
      expect(look).toMatchObject({ language, title: `${title} · ${words.product}` })
      expect(look?.headings).toHaveLength(1)
      expect(faults).toEqual([])
      expect(await namelessIn(page)).toEqual([])
      expect(complaints.take()).toEqual([])
    }

    test('the overview reads well, wide and narrow, light and dark', () =>
      expectGoodPage(HOME_PATH, words.overview))

    test('the list of customers reads well', async () => {
      const { shop: settings } = (await shop.settings(SERVED_SHOP)) ?? {}
      await expectGoodPage(customersPath(SERVED_SHOP), words.list.title(settings?.name ?? ''))
    })

    test.each(LIFECYCLE_CLASSES)('a customer who is %s reads well', async (lifecycleClass) => {
      await page.goto(customersPath(SERVED_SHOP, { class: lifecycleClass }))
      const link = page.locator('tbody a').first()
      const [name, href] = [(await link.textContent()) ?? '', await link.getAttribute('href')]
      await expectGoodPage(href ?? '', name)
      expect(await page.locator('.lead').textContent()).toContain(words.classes[lifecycleClass])
    })

    test(`${language === 'en' ? 'the list of products' : 'a product'} reads well`, async () => {
      const [shown, unread] = [productOf(true, { en: TEA }), { line: 7, value: '12,345 EUR' }]
      const marked = { ...shown.locales.en, available: false }
      const product = {
        ...shown,
        locales: {
          en: { ...marked, unread: { at: UNTIL, why: 'price' as const, ...unread } },
          'zh-CN': { title: '绿茶' },
        },
      }
      await recordProduct(shop.table, SERVED_SHOP, 'TEA/7', product, UNTIL)
      if (language === 'en') return expectGoodPage(productsPath(SERVED_SHOP), words.products.title)
      await expectGoodPage(productPath(SERVED_SHOP, 'TEA/7'), '绿茶')
      expect(await page.locator('.callout').textContent()).toContain('“12,345 EUR”')
    })

    test.each(MAIL_VIEWS)('a mail reads well as %s', async (view) => {
      await expectGoodPage(mailPath(mail.id, view), mail.subject)
      expect(await page.locator('h1').textContent()).toBe(mail.subject)
      expect(await page.locator('.tabs [aria-current]').textContent()).toBe(words.mail[view])
    })

    test.each(DOUBTS)('a message that is "%s" shows its history', async (status, row) => {
      const identity = { campaign: 'dormant', n: 99, step: `${status}-${language}` }
      await writeMessage(shop, { ...identity, ...row })
      const names = await loadCampaignNames(shop.table, SERVED_SHOP, 'dormant')
      const path = messagePath(SERVED_SHOP, DOUBTED, identity)
      await page.goto(path)
      // One that was written has the subject of its mail, rendered again.
      const heading = (await page.locator('h1').textContent()) ?? ''
      const ownTitle = `${identity.step} · ${names?.name[language]}`
      expect(heading === ownTitle).toBe(status === 'skipped')
      await expectGoodPage(path, heading)
      expect(await page.locator('.lead .badge').textContent()).toBe(words.outcomes[status])
      expect(await page.locator('.delivery-event').count()).toBeGreaterThan(1)
    })

    test('a mail stands whole in its frame', async () => {
      await page.goto(mailPath(mail.id))
      const inFrame = page.frameLocator('iframe').locator('html')
      expect(await inFrame.getAttribute('lang')).toBe(language)
      expect(await inFrame.locator('h1').isVisible()).toBe(true)
      for (const { width } of CONSOLE_SCREENS) {
        await page.setViewportSize({ width, height: 900 })
        const beyond = (html: { readonly scrollWidth: number; readonly clientWidth: number }) =>
          html.scrollWidth - html.clientWidth
        expect(await inFrame.evaluate(beyond)).toBeLessThanOrEqual(0)
      }
      expect(complaints.take()).toEqual([])
    })

    test('a new mail appears without a reload soon after the purchase', async () => {
      await page.goto(HOME_PATH)
      await page.evaluate('globalThis.isTheSamePage = true')
      const buyer = buyerOf(`live-${language}`, speaker)
      const link = `a[href="${customerPath(SERVED_SHOP, buyer.id)}"]`
      const row = page.locator('.mail-row').filter({ has: page.locator(link) })
      expect(await row.count()).toBe(0)
      await shop.buy(buyer)
      await row.waitFor({ timeout: LIVE_WITHIN_MS })
      expect(await row.locator('.subject').textContent()).toMatch(speaker.introduction)
      expect(await page.evaluate('globalThis.isTheSamePage')).toBe(true)
      expect(complaints.take()).toEqual([])
    })

    test('the link in a mail asks first, and unsubscribes by the button alone', async () => {
      const buyer = buyerOf(`leaving-${language}`, speaker)
      const consents = async () =>
        (await loadCustomer(shop.table, customerKey(SERVED_SHOP, buyer.id))).facts.consents
      const { id } = await mailAfterPurchase(buyer)
      await page.goto(mailPath(id))
      const opening = context.waitForEvent('page')
      await page.getByRole('link', { name: words.mail.unsubscribe, exact: true }).click()
      const asked = await opening
      await asked.waitForLoadState()

      const { look, faults } = await looksOnScreens(asked, CONSOLE_SCREENS)
      expect(look).toMatchObject({ language, title: speaker.ask, headings: [speaker.ask] })
      expect(faults).toEqual([])
      expect(await namelessIn(asked)).toEqual([])
      expect((await consents()).map(({ act }) => act)).toEqual(['granted'])

      await asked.getByRole('button').first().click()
      await asked.getByRole('heading', { name: speaker.done }).waitFor()
      expect((await consents()).map(({ act }) => act)).toEqual(['granted', 'withdrawn'])
      expect(await faultsOnScreens(asked, CONSOLE_SCREENS)).toEqual([])
      expect(complaints.take()).toEqual([])
      await asked.close()
    })
  })

  describe('a hostile mail', () => {
    async function openWatched() {
      const context = await browser.newContext({ locale: 'en-GB', baseURL: shop.url })
      const said: string[] = []
      const led: string[] = []
      context.on('console', (message) => said.push(message.text()))
      context.on('request', (request) => led.push(request.url()))
      return {
        context,
        page: await context.newPage(),
        ran: () => said.filter((text) => text === RAN),
        led: () => led.filter((url) => url.includes('led-by')),
      }
    }

    test('runs nothing and leads nowhere, even if its links and buttons are pressed', async () => {
      const { context, page, ran, led } = await openWatched()
      await page.goto(mailPath(receiveHostileMail(shop)))
      const before = page.url()
      expect(await page.locator('iframe').getAttribute('sandbox')).toBe('')
      const frame = page.frameLocator('iframe')
      await frame.getByRole('heading', { name: 'Hello' }).waitFor()
      for (const pressed of ['#top', '#window', '#code', 'button'])
        await frame.locator(pressed).click({ noWaitAfter: true, timeout: 5_000 })
      // Long enough for the page to have followed a link.
      await page.waitForTimeout(300)
      expect({ ran: ran(), led: led(), url: page.url() }).toEqual({ ran: [], led: [], url: before })
      expect(await frame.getByRole('heading', { name: 'Hello' }).isVisible()).toBe(true)
      expect(context.pages()).toHaveLength(1)
      await context.close()
    })

    test('is as harmless if it is opened outside of its frame', async () => {
      const { context, page, ran, led } = await openWatched()
      await page.goto(mailFramePath(receiveHostileMail(shop)))
      await page.locator('button').click({ noWaitAfter: true })
      await page.waitForTimeout(300)
      expect({ ran: ran(), led: led() }).toEqual({ ran: [], led: [] })
      await context.close()
    })
  })

  describe('the mails that ship', () => {
    let context: BrowserContext
    let complaints: Complaints
    let page: Page
    const requests: string[] = []
    beforeAll(async () => {
      context = await browser.newContext()
      complaints = await complaintsOf(context)
      context.on('request', (request) => requests.push(request.url()))
      page = await context.newPage()
    })
    afterAll(() => context?.close())

    test.each(shippedMails)('$campaign: $template in $locale reads well', async (mail) => {
      const { html, locale, mustShow } = await mail.render()
      await page.setContent(withDrawings(html))
      expect(await page.locator('html').getAttribute('lang')).toBe(locale)
      expect(await faultsOnScreens(page, MAIL_SCREENS)).toEqual([])
      const link = page.locator(`a[href="${mustShow.href}"]`).first()
      expect(await link.isVisible()).toBe(true)
      expect(await link.textContent()).toMatch(mustShow.words)
      expect(await page.locator('h1').count()).toBe(1)
      expect(await namelessIn(page)).toEqual([])
      expect({ requests, complaints: complaints.take() }).toEqual({ requests: [], complaints: [] })
    })
  })
})
