/** A customer follows the link of a mail, chooses less or leaves, and what comes next obeys. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readMail } from '../../functions/console/read-mail.ts'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import { recordPurchases } from '../../functions/intake/record-facts.ts'
import { enPages } from '../../functions/language/en/pages.ts'
import type { PageWords } from '../../functions/language/page-words.ts'
import { zhPages } from '../../functions/language/zh/pages.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { openAxe } from '../support/axe.ts'
import {
  type Complaints,
  complaintsOf,
  namelessIn,
  openChromium,
  whyNoBrowser,
} from '../support/chromium.ts'
import { faultsOnScreens, onScreens } from '../support/screens.ts'
import { secretNextTo } from '../support/secret-next-to.ts'
import { type Buyer, SERVED_SHOP, type ServedShop, serveBusyShop } from '../support/served-shop.ts'

const LIVE_WITHIN_MS = 8_000
/** The customers of these tests are their own. */
const FEW = 10
const SCREENS = onScreens([1280, 360])

const LIVES = {
  en: { locale: 'en-GB', zone: 'Europe/London', country: 'GB' },
  'zh-CN': { locale: 'zh-CN', zone: 'Asia/Shanghai', country: 'CN' },
  de: { locale: 'en-GB', zone: 'Europe/London', country: 'DE' },
} as const

const buyerOf = (id: string, { lang }: PageWords = enPages): Buyer => ({
  id,
  email: `${id}@example.com`,
  name: 'Robin',
  ...LIVES[lang as keyof typeof LIVES],
})

describe.skipIf(whyNoBrowser !== '')(`Leaving, in a browser${whyNoBrowser}`, () => {
  let browser: Browser
  let shop: ServedShop
  let page: Page
  let complaints: Complaints
  let axeFaultsIn: Awaited<ReturnType<typeof openAxe>>
  beforeAll(async () => {
    const opened = await Promise.all([openChromium(), serveBusyShop(['confirm'], FEW)])
    browser = opened[0]
    shop = opened[1]
    axeFaultsIn = await openAxe(browser)
    await openAs('en-GB')
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.stop()
    expect(shop?.logged ?? []).toEqual([])
  })

  /** None of these pages needs a script, so scripts are switched off. */
  async function openAs(locale: string): Promise<void> {
    const context = await browser.newContext({ locale, javaScriptEnabled: false })
    complaints = await complaintsOf(context)
    page = await context.newPage()
  }

  const factsOf = async (id: string) =>
    (await loadCustomer(shop.table, customerKey(SERVED_SHOP, id))).facts

  const mailsTo = ({ email }: Buyer) =>
    shop.inbox.sqlite
      .prepare('SELECT subject, source FROM inbox WHERE recipient = ? ORDER BY rowid')
      .all(email) as { subject: string; source: Uint8Array }[]

  const nthMailTo = (buyer: Buyer, n: number) =>
    vi.waitUntil(() => mailsTo(buyer)[n - 1], { timeout: LIVE_WITHIN_MS })

  /** The link in the mail that follows a first purchase. */
  async function linkAfterPurchase(buyer: Buyer): Promise<string> {
    await shop.buy(buyer)
    const { source } = await nthMailTo(buyer, 1)
    return (await readMail(source)).unsubscribe ?? ''
  }

  /** Two more purchases make a frequent customer, for whom a care mail is due at once. */
  async function becomeFrequent({ id }: Buyer): Promise<void> {
    const [first] = (await factsOf(id)).orders
    const paidAt = (first?.paidAt ?? 0) + MINUTE_MS / 60
    const more = ['second', 'third'].map((which) => ({
      orderId: `${which}-of-${id}`,
      customer: { id },
      paidAt,
      currency: 'GBP',
      grossMinor: 2_500,
    }))
    await recordPurchases(SERVED_SHOP, more, { table: shop.table, addressHash: () => '' })
  }

  /** What holds for every page that opens. */
  async function expectGoodPage({ lang }: PageWords, title: string): Promise<void> {
    expect(await page.locator('h1').allTextContents()).toEqual([title])
    expect(await page.title()).toBe(title)
    expect(await page.locator('html').getAttribute('lang')).toBe(lang)
    expect(await namelessIn(page)).toEqual([])
    expect(await faultsOnScreens(page, SCREENS)).toEqual([])
    expect(await axeFaultsIn(page)).toEqual([])
  }

  test('who wants one mail a month gets no second one today', async () => {
    const buyer = buyerOf('seldom')
    await page.goto(await linkAfterPurchase(buyer))
    await page.getByRole('link', { name: enPages.unsubscribe.choosePreferences }).click()
    await page.getByRole('radio', { name: enPages.preferences.frequencies.monthly }).check()
    await page.getByRole('button', { name: enPages.preferences.save }).click()
    await page.getByRole('status').getByText(enPages.preferences.saved).waitFor()

    await becomeFrequent(buyer)
    const care = await vi.waitUntil(
      async () =>
        (await factsOf(buyer.id)).messages.find(({ campaign }) => campaign === 'frequent'),
      { timeout: LIVE_WITHIN_MS },
    )
    expect(care).toMatchObject({ reason: expect.stringMatching(/cap$/) })
    expect(mailsTo(buyer)).toHaveLength(1)
  })

  test('who takes a break instead of leaving is held until it ends, and can end it', async () => {
    const buyer = buyerOf('rests')
    await page.goto(await linkAfterPurchase(buyer))
    await page.getByRole('button', { name: enPages.preferences.pause.lengths[90] }).click()
    await page.getByRole('status').getByText(enPages.preferences.saved).waitFor()
    await page.getByText('You are taking a break').waitFor()
    await becomeFrequent(buyer)
    const care = async () =>
      (await factsOf(buyer.id)).messages.find(({ campaign }) => campaign === 'frequent')
    const held = { status: 'held', reason: 'paused-by-customer' }
    expect(await vi.waitUntil(care, { timeout: LIVE_WITHIN_MS })).toMatchObject(held)

    await page.getByRole('radio', { name: enPages.preferences.pause.end }).check()
    await page.getByRole('button', { name: enPages.preferences.save }).click()
    await nthMailTo(buyer, 2)
    expect((await factsOf(buyer.id)).consents.map(({ act }) => act)).toEqual(['granted'])
  })

  test('who confirmed, left and signs up again is asked again, a day later at the earliest', async () => {
    const buyer = { ...buyerOf('returns'), ...LIVES.de }
    await shop.buy(buyer)
    const asked = await nthMailTo(buyer, 1)
    const [link = ''] =
      /http\S+\/confirm\/[\w.-]+/.exec((await readMail(asked.source)).text ?? '') ?? []
    await page.goto(link)
    await page.getByRole('button', { name: enPages.confirm.button }).click()
    await page.getByRole('heading', { name: enPages.confirm.done }).waitFor()
    const welcome = await nthMailTo(buyer, 2)
    await page.goto((await readMail(welcome.source)).unsubscribe ?? '')
    await page.getByRole('button', { name: enPages.unsubscribe.button }).click()
    await page.goto(link)
    await page.getByRole('heading', { name: enPages.confirm.withdrawn }).waitFor()
    // The browser itself notes the status.
    expect(complaints.take()).toEqual([expect.stringContaining('409')])

    // By the way back that the page of those who left offers.
    await page.goto(
      ((await readMail(welcome.source)).unsubscribe ?? '').replace(
        '/unsubscribe/',
        '/preferences/',
      ),
    )
    await page.getByRole('radio', { name: /^Yes/ }).check()
    await page.getByRole('button', { name: enPages.preferences.save }).click()
    await page.getByRole('status').waitFor()
    const again = await vi.waitUntil(
      async () =>
        (await factsOf(buyer.id)).messages.find(({ n, marketing }) => n === 2 && !marketing),
      { timeout: LIVE_WITHIN_MS },
    )
    expect(again).toMatchObject({ status: 'deferred', reason: 'asked-lately' })
    expect((await factsOf(buyer.id)).consents.at(-1)).toMatchObject({ basis: 'explicit' })
  })

  test('who chooses another language is written to in it, page and mail', async () => {
    const buyer = buyerOf('switches')
    const link = await linkAfterPurchase(buyer)
    await page.goto(link.replace('/unsubscribe/', '/preferences/'))
    await page.getByLabel(enPages.preferences.language).selectOption('zh-CN')
    await page.getByRole('button', { name: enPages.preferences.save }).click()
    await expectGoodPage(zhPages, zhPages.preferences.title)

    await becomeFrequent(buyer)
    const { source } = await nthMailTo(buyer, 2)
    expect((await readMail(source)).html).toContain('lang="zh-CN"')
  })

  test('who leaves by mistake finds the way back, and each act is kept', async () => {
    const buyer = buyerOf('wavers')
    await page.goto(await linkAfterPurchase(buyer))
    await page.getByRole('button', { name: enPages.unsubscribe.button }).click()
    await page.getByRole('link', { name: enPages.unsubscribe.changePreferences }).click()
    expect(await page.getByRole('radio', { name: enPages.preferences.off }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: /^Yes/ }).check()
    await page.getByRole('button', { name: enPages.preferences.save }).click()
    await page.getByRole('status').waitFor()
    expect(await page.getByRole('radio', { name: /^Yes/ }).isChecked()).toBe(true)
    const acts = (await factsOf(buyer.id)).consents.map(({ act, source }) => `${act} ${source}`)
    expect(acts).toEqual(['granted checkout', 'withdrawn unsubscribe', 'granted form'])
  })

  describe.each([
    ['en', enPages],
    ['zh-CN', zhPages],
  ])('in %s', (lang, words) => {
    test('every page reads well, wide and narrow, light and dark', async () => {
      const buyer = buyerOf(`reads-${lang}`, words)
      const link = await linkAfterPurchase(buyer)
      const { addressHash, signToken } = secretNextTo(shop.file)
      const confirming = signToken({
        use: 'confirm',
        shop: SERVED_SHOP,
        customer: buyer.id,
        campaign: 'sign-up',
        issuedAt: shop.until,
        addressHash: addressHash(buyer.email),
      })

      await page.goto(`${shop.url}/confirm/${confirming}`)
      await expectGoodPage(words, words.confirm.ask)
      await page.getByRole('button').click()
      await expectGoodPage(words, words.confirm.done)
      await page.goto(link.replace('/unsubscribe/', '/preferences/'))
      await expectGoodPage(words, words.preferences.title)
      await page.goto(link)
      await expectGoodPage(words, words.unsubscribe.ask)
      await page.getByRole('button', { name: words.preferences.pause.lengths[30] }).click()
      await page.getByRole('radio', { name: words.preferences.pause.end }).waitFor()
      await expectGoodPage(words, words.preferences.title)
      await page.goto(link)
      await expectGoodPage(words, words.unsubscribe.ask)
      await page.getByRole('button', { name: words.unsubscribe.button }).click()
      await expectGoodPage(words, words.unsubscribe.done)
      expect(complaints.take()).toEqual([])

      await openAs(lang)
      await page.goto(`${link}x`)
      await expectGoodPage(words, words.invalid.title)
      // The browser itself notes the status.
      expect(complaints.take()).toEqual([expect.stringContaining('404')])
    })
  })
})
