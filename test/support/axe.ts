/** What axe, the checker of accessibility, finds wrong with a page. */
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'

/** Nothing but what is wrong leaves the page. */
const FAULTS = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(', ')))`

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
    return copy.evaluate<string[]>(FAULTS)
  }
}
