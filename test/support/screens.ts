/** What holds for every page and every mail, on every screen that it may be read on. */
import type { Page } from 'playwright-core'
import { type Circumstances, type Look, lookAt } from './chromium.ts'

/** WCAG 2.2, success criterion 1.4.3, as for small text. */
const LEAST_CONTRAST = 4.5
/** Relative luminance: the ground of a dark page is darker, that of a light one lighter. */
const DARK = 0.2
const LIGHT = 0.7

/** Each width in the light and in the dark. */
export const onScreens = (widths: readonly number[]): readonly Circumstances[] =>
  widths.flatMap((width) => [
    { width, scheme: 'light' as const },
    { width, scheme: 'dark' as const },
  ])

/** @returns what is wrong with the page that is open, each with the screen on which it is so */
export const faultsOnScreens = async (
  page: Page,
  screens: readonly Circumstances[],
): Promise<readonly string[]> => (await looksOnScreens(page, screens)).faults

/** @returns also what it looks like on the first of them */
export async function looksOnScreens(
  page: Page,
  screens: readonly Circumstances[],
): Promise<{ readonly look: Look | undefined; readonly faults: readonly string[] }> {
  const faults: string[] = []
  let first: Look | undefined
  for (const screen of screens) {
    const look = await lookAt(page, screen)
    first ??= look
    const found = faultsOf(look, screen)
    faults.push(...found.map((fault) => `${screen.width} px, ${screen.scheme}: ${fault}`))
  }
  return { look: first, faults }
}

function faultsOf(look: Look, { scheme }: Circumstances): readonly string[] {
  const faint = look.texts.filter(({ contrast }) => contrast < LEAST_CONTRAST)
  const grounds = look.texts.filter(({ isButton }) => !isButton).map((one) => one.background)
  const isWrong = (ground: number) => (scheme === 'dark' ? ground >= DARK : ground <= LIGHT)
  return [
    ...(look.contentWidth > look.width ? [`scrolls sideways to ${look.contentWidth}`] : []),
    ...(look.texts.length === 0 ? ['shows no text'] : []),
    ...[look.bodyBackground, ...grounds]
      .filter(isWrong)
      .map((ground) => `is not ${scheme}: ${ground}`),
    ...faint.map(({ text, contrast }) => `too faint (${contrast.toFixed(2)}): ${text}`),
  ]
}
