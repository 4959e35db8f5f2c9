/**
 * What a model expected against what came: repeat purchases as they add up, and by how customers
 * bought.
 */
import type { Tracked } from '../../domain/models/holdout-tracking.ts'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'
import { type Html, html } from '../../http/html.ts'
import {
  below,
  type Frame,
  type PlotStyle,
  panel,
  plotLine,
  px,
  roundTicks,
  type Series,
  scaleOf,
} from './plot-panel.ts'

export type TrackingLabels = {
  readonly title: string
  /** Left and right of where the fit ends and the test begins. */
  readonly fitted: string
  readonly tested: string
}

/**
 * Repeat purchases of all customers, added up.
 *
 * @param until the end of the fit, from which the days of `tracking` are counted
 */
export function trackingChart(
  tracking: readonly Tracked[],
  until: Instant,
  frame: Frame,
  labels: TrackingLabels,
  style: PlotStyle,
): Html {
  const { left, right, top, bottom } = frame
  const { colours } = style
  const [first = 0, last = 1] = [tracking[0]?.day, tracking.at(-1)?.day]
  const ticks = roundTicks(Math.max(...tracking.map((at) => Math.max(at.expected, at.actual))))
  const y = scaleOf([0, ticks.at(-1) ?? 1], [bottom, top])
  const x = scaleOf([first, last], [left, right])
  const drawn = (which: Series) =>
    plotLine(
      which,
      tracking.map((at) => ({ x: x(at.day), y: y(at[which]) })),
      false,
      colours,
    )
  const mostMonths = Math.max(2, Math.floor((right - left) / PX_A_MONTH))
  return html`${panel(labels.title, frame, ticks, y, style)}
${monthTicks(until, first, last, mostMonths).map(
  ([
    month,
    day,
  ]) => html`<line x1="${px(x(day))}" x2="${px(x(day))}" y1="${bottom}" y2="${bottom + 5}" stroke="${colours.faint}"/>
${below(frame, x(day), month, colours)}`,
)}${theTest(x(0), frame, labels, style)}${drawn('expected')}${drawn('actual')}`
}

/** Where the fit ends and the test begins. */
function theTest(at: number, frame: Frame, labels: TrackingLabels, { colours }: PlotStyle): Html {
  const { left, right, top, bottom } = frame
  const label = (side: 'start' | 'end', text: string) =>
    html`<text x="${px(side === 'start' ? at + 7 : at - 7)}" y="${top + 10}" text-anchor="${side}" fill="${colours.faint}">${text}</text>
`
  return html`<rect x="${px(at)}" y="${top}" width="${px(right - at)}" height="${bottom - top}" fill="${colours.expected}" opacity="0.05"/>
<line x1="${px(at)}" x2="${px(at)}" y1="${top}" y2="${bottom}" stroke="${colours.faint}" stroke-dasharray="3 3"/>
${at - left > LABEL_PX && label('end', labels.fitted)}${right - at > LABEL_PX && label('start', labels.tested)}`
}

/** Space that a label next to the line takes. */
const LABEL_PX = 60

/** Customers who had bought again as often before, and how often they bought in the test. */
export type FrequencyGroup = {
  readonly x: number
  readonly orMore: boolean
  readonly customers: number
  readonly expected: number
  readonly actual: number
}

/** Purchases of a customer in the test, by how often they had bought again before. */
export function frequencyChart(
  groups: readonly FrequencyGroup[],
  frame: Frame,
  labels: { readonly title: string; readonly axis: string },
  style: PlotStyle,
): Html {
  const { left, right, top, bottom } = frame
  const { colours, number } = style
  const ticks = roundTicks(Math.max(...groups.map((at) => Math.max(at.expected, at.actual))))
  const y = scaleOf([0, ticks.at(-1) ?? 1], [bottom, top])
  const x = scaleOf([-0.5, groups.length - 0.5], [left, right])
  const drawn = (which: Series) =>
    plotLine(
      which,
      groups.map((at, i) => ({ x: x(i), y: y(at[which]) })),
      true,
      colours,
    )
  return html`${panel(labels.title, frame, ticks, y, style)}
${groups.map(
  (at, i) =>
    html`${below(frame, x(i), `${at.x}${at.orMore ? '+' : ''}`, colours)}${below(frame, x(i), number(at.customers), colours, 2)}`,
)}${below(frame, (left + right) / 2, labels.axis, colours, 3)}${drawn('expected')}${drawn('actual')}`
}

const PX_A_MONTH = 64

/** Months as far as they can be read, each with the day that it begins on. */
function monthTicks(
  until: Instant,
  first: number,
  last: number,
  most: number,
): readonly [string, number][] {
  const date = new Date(until + first * DAY_MS)
  const months = (last - first) / 30
  const every = [1, 2, 3, 6, 12].find((step) => months / step <= most) ?? 24
  const ticks: [string, number][] = []
  for (let month = Math.ceil(date.getUTCMonth() / every) * every; ; month += every) {
    const at = Date.UTC(date.getUTCFullYear(), month)
    const day = (at - until) / DAY_MS
    if (day > last) return ticks
    if (day >= first) ticks.push([isoInstant(at).slice(0, 7), day])
  }
}
