/** What axe, the checker of accessibility, finds wrong with a page. */
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'

type Found = {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

/**
 * Axe is a script, so it looks at a copy of the page that may run one.
 *
 * @returns a function that names each rule that a page breaks, with the elements that do
 */
export async function openAxe(browser: Browser): Promise<(page: Page) => Promise<string[]>> {
  const copy = await (await browser.newContext()).newPage()
  return async (page) => {
    await copy.setContent(await page.content())
    await copy.evaluate(axe.source)
    const { violations } = (await copy.evaluate('axe.run()')) as Found
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)
  }
}
