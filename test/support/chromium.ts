/** A real browser, if this machine has one, and what it reports about the pages it shows. */
import { existsSync, readFileSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const chromiumPath = PLACES.find((place) => existsSync(place))

/** For the name of a test that cannot run; empty where it can. */
export const whyNoBrowser = chromiumPath ? '' : ` (SKIPPED: no ${PLACES.join(', no ')})`

/** @throws where there is no browser; ask `chromiumPath` first */
export const openChromium = (): Promise<Browser> => {
  if (!chromiumPath) throw new Error(whyNoBrowser)
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever a page asks of another machine is noticed, and never gets there.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  })
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const isOfThisMachine = (address: string): boolean => {
  const { protocol, hostname } = new URL(address)
  return /^(?:about|blob|data):$/.test(protocol) || LOOPBACK.has(hostname)
}

export type Complaints = {
  /** What was complained of since the last time, which is forgotten then. */
  readonly take: () => readonly string[]
}

/** Console errors, broken scripts, refusals by a content security policy, requests to elsewhere. */
export async function complaintsOf(context: BrowserContext): Promise<Complaints> {
  let complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`))
  context.on('request', (request) => {
    if (!isOfThisMachine(request.url())) complaints.push(`request to ${request.url()}`)
  })
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
       console.error('policy', violatedDirective, blockedURI))`,
  )
  return {
    take() {
      const taken = complaints
      complaints = []
      return taken
    },
  }
}

export type Look = {
  readonly language: string
  readonly title: string
  readonly headings: readonly string[]
  readonly width: number
  readonly contentWidth: number
  /** Relative luminance, 0 (black) to 1 (white). */
  readonly bodyBackground: number
  readonly texts: readonly {
    readonly text: string
    /** 1 to 21, as WCAG counts it. */
    readonly contrast: number
    readonly background: number
    readonly isButton: boolean
  }[]
}

export type Circumstances = { readonly width: number; readonly scheme: 'light' | 'dark' }

const LOOK = readFileSync(new URL('./look.js', import.meta.url), 'utf8')
const SCREEN_HEIGHT = 900

/** What the page that is open looks like on such a screen. */
export async function lookAt(page: Page, { width, scheme }: Circumstances): Promise<Look> {
  await page.setViewportSize({ width, height: SCREEN_HEIGHT })
  await page.emulateMedia({ colorScheme: scheme })
  return page.evaluate<Look>(`${LOOK}\nlook()`)
}

type AccessibleNode = {
  readonly ignored: boolean
  readonly role?: { readonly value?: string }
  readonly name?: { readonly value?: string }
  readonly properties?: readonly { readonly name: string; readonly value: { value?: unknown } }[]
}

const INTERACTIVE = new Set(['link', 'button', 'textbox', 'searchbox', 'combobox', 'Iframe'])
/** Gets the focus when it is skipped to, and is not operated. */
const NOT_OPERATED = new Set(['RootWebArea', 'main'])

/** Roles of all that can be operated by its name alone and has none, as the browser sees it. */
export async function namelessIn(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
    nodes: readonly AccessibleNode[]
  }
  await session.detach()
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => ({
      role: role?.value ?? '',
      name: name?.value?.trim() ?? '',
      isFocusable: properties.some((one) => one.name === 'focusable' && one.value.value === true),
    }))
    .filter(
      ({ role, isFocusable }) => INTERACTIVE.has(role) || (isFocusable && !NOT_OPERATED.has(role)),
    )
    .filter(({ name }) => name === '')
    .map(({ role }) => role)
}
