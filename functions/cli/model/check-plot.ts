/** What a model expected against what came, drawn as one SVG file that needs nothing else. */
import type { Tracked } from '../../domain/models/holdout-tracking.ts'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'
import { type Html, html, source } from '../../http/html.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import type { ModelWords } from '../../language/command/model-words.ts'
import { decimals, figure } from '../../language/figures.ts'
import type { CheckFound } from './check-text.ts'
import {
  below,
  type Frame,
  INK,
  legend,
  panel,
  plotLine,
  px,
  roundTicks,
  SERIES,
  scaleOf,
} from './plot-panel.ts'
import { dayOrInstant, FAMILY_NAMES, offBy } from './words.ts'

type PlotWords = ModelWords['plot']

const [WIDTH, HEIGHT] = [1040, 480]
const TRACKING: Frame = { left: 76, right: 590, top: 128, bottom: 398 }
const FREQUENCY: Frame = { left: 690, right: 1010, top: 128, bottom: 398 }

/** @example await writeFile('holdout.svg', plotHoldout(found, words)) */
export function plotHoldout(found: CheckFound, all: CommandWords): string {
  const words = all.model.plot
  const { source: from, check, fit, holdout } = found
  const { customers, days, purchases } = holdout.report
  const name = from.name(all).split('/').at(-1) ?? ''
  const verdict = fit.verdict === 'fitted' ? '' : ` (${fit.verdict})`
  const title = words.title(FAMILY_NAMES[fit.family], verdict, shortened(name))
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
<text x="28" y="38" font-size="20" font-weight="700" fill="${INK.text}">${title}</text>
<text x="28" y="62" font-size="13" fill="${INK.faint}">${about}</text>
${legend(TRACKING.left, 452, words)}${trackingPanel(holdout.tracking, check.until, words)}${frequencyPanel(holdout.report.byFrequency, words)}</svg>
`,
  )
}

const LONGEST_NAME = 28

const shortened = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name

function trackingPanel(tracking: readonly Tracked[], until: Instant, words: PlotWords): Html {
  const { left, right, top, bottom } = TRACKING
  const [first = 0, last = 1] = [tracking[0]?.day, tracking.at(-1)?.day]
  const ticks = roundTicks(Math.max(...tracking.map((at) => Math.max(at.expected, at.actual))))
  const y = scaleOf([0, ticks.at(-1) ?? 1], [bottom, top])
  const x = scaleOf([first, last], [left, right])
  const drawn = (which: 'expected' | 'actual') =>
    plotLine(
      SERIES[which],
      tracking.map((at) => ({ x: x(at.day), y: y(at[which]) })),
      false,
    )
  return html`${panel(words.tracking, TRACKING, ticks, y)}
${monthTicks(until, first, last).map(
  ([
    month,
    day,
  ]) => html`<line x1="${px(x(day))}" x2="${px(x(day))}" y1="${bottom}" y2="${bottom + 5}" stroke="${INK.faint}"/>
${below(TRACKING, x(day), month)}`,
)}${theTest(x(0), words)}${drawn('expected')}${drawn('actual')}`
}

/** Where the fit ends and the test begins. */
function theTest(at: number, words: PlotWords): Html {
  const { left, right, top, bottom } = TRACKING
  const label = (side: 'start' | 'end', text: string) =>
    html`<text x="${px(side === 'start' ? at + 7 : at - 7)}" y="${top + 10}" text-anchor="${side}" fill="${INK.faint}">${text}</text>
`
  return html`<rect x="${px(at)}" y="${top}" width="${px(right - at)}" height="${bottom - top}" fill="#1b6ca8" opacity="0.05"/>
<line x1="${px(at)}" x2="${px(at)}" y1="${top}" y2="${bottom}" stroke="${INK.faint}" stroke-dasharray="3 3"/>
${at - left > 60 && label('end', words.fitted)}${right - at > 60 && label('start', words.tested)}`
}

type Frequencies = CheckFound['holdout']['report']['byFrequency']

function frequencyPanel(groups: Frequencies, words: PlotWords): Html {
  const { left, right, top, bottom } = FREQUENCY
  const ticks = roundTicks(Math.max(...groups.map((at) => Math.max(at.expected, at.actual))))
  const y = scaleOf([0, ticks.at(-1) ?? 1], [bottom, top])
  const x = scaleOf([-0.5, groups.length - 0.5], [left, right])
  const drawn = (which: 'expected' | 'actual') =>
    plotLine(
      SERIES[which],
      groups.map((at, i) => ({ x: x(i), y: y(at[which]) })),
      true,
    )
  const middle = (left + right) / 2
  return html`${panel(words.frequency, FREQUENCY, ticks, y)}
${groups.map(
  (at, i) =>
    html`${below(FREQUENCY, x(i), `${at.x}${at.orMore ? '+' : ''}`)}${below(FREQUENCY, x(i), figure(at.customers), 2)}`,
)}${below(FREQUENCY, middle, words.axis, 3)}${drawn('expected')}${drawn('actual')}`
}

const MOST_MONTHS = 8

/** Months as far as they can be read, each with the day that it begins on. */
function monthTicks(until: Instant, first: number, last: number): readonly [string, number][] {
  const date = new Date(until + first * DAY_MS)
  const months = (last - first) / 30
  const every = [1, 2, 3, 6, 12].find((step) => months / step <= MOST_MONTHS) ?? 24
  const ticks: [string, number][] = []
  for (let month = Math.ceil(date.getUTCMonth() / every) * every; ; month += every) {
    const at = Date.UTC(date.getUTCFullYear(), month)
    const day = (at - until) / DAY_MS
    if (day > last) return ticks
    if (day >= first) ticks.push([isoInstant(at).slice(0, 7), day])
  }
}
