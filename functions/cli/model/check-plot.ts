/** What a model expected against what came, drawn as one SVG file that needs nothing else. */
import { html, source } from '../../http/html.ts'
import { frequencyChart, trackingChart } from '../../insight/charts/holdout-charts.ts'
import { type Frame, legend, PRINT_COLOURS } from '../../insight/charts/plot-panel.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import { decimals, figure } from '../../language/figures.ts'
import type { ComparisonFound } from './check-text.ts'
import { dayOrInstant, FAMILY_NAMES, offBy } from './words.ts'

const [WIDTH, HEIGHT] = [1040, 480]
const TRACKING: Frame = { left: 76, right: 590, top: 128, bottom: 398 }
const FREQUENCY: Frame = { left: 690, right: 1010, top: 128, bottom: 398 }

const style = { colours: PRINT_COLOURS, number: figure }
const { colours } = style
/** @example await writeFile('holdout.svg', plotHoldout(found, words)) */
export function plotHoldout(found: ComparisonFound, all: CommandWords): string {
  const words = all.model.plot
  const { source: from, check, fit, holdout } = found
  const { customers, days, purchases } = holdout.report
  const name = from.name(all).split('/').at(-1) ?? ''
  const title = words.title(FAMILY_NAMES[fit.family], words.verdicts[fit.verdict], shortened(name))
  const off = offBy(purchases.expected, purchases.actual)
  const about = words.about(
    customers,
    dayOrInstant(check.until),
    Math.round(days),
    decimals(purchases.expected, 0),
    figure(purchases.actual),
    off,
  )
  return source(
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title about" font-family="system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" font-size="12">
<title id="title">${title}</title>
<desc id="about">${about}. ${words.description}</desc>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<text x="28" y="38" font-size="20" font-weight="700" fill="${colours.text}">${title}</text>
<text x="28" y="62" font-size="13" fill="${colours.faint}">${about}</text>
${legend({ x: TRACKING.left, y: 452 }, words, colours)}${trackingChart(holdout.tracking, check.until, TRACKING, { ...words, title: words.tracking }, style)}${frequencyChart(holdout.report.byFrequency, FREQUENCY, { ...words, title: words.frequency }, style)}</svg>
`,
  )
}

const LONGEST_NAME = 28

const shortened = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
