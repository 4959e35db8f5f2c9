/** The chance that a customer buys again, by how long they have not, and when they are dormant by it. */
import { type Html, html } from '../../http/html.ts'
import {
  below,
  type Frame,
  type PlotColours,
  panel,
  plotLine,
  px,
  roundTicks,
  type Scale,
  scaleOf,
} from './plot-panel.ts'

/** Days are since the last purchase, chances from 0 to 1. */
export type ChancePlot = {
  /** From the last purchase on. */
  readonly points: readonly { readonly days: number; readonly chance: number }[]
  /** The chance that makes the customer dormant; absent where that is not what decides. */
  readonly dormantAt?: number | undefined
  readonly limit: Mark
  /** The shop's fixed days; absent where they are the limit. */
  readonly fixed?: Mark | undefined
  /** Absent where it is beyond the drawing. */
  readonly today?: (Mark & { readonly chance: number }) | undefined
}
type Mark = { readonly days: number; readonly label: string }

export type ChanceLabels = {
  readonly axis: string
  /** Of the chance that makes the customer dormant. */
  readonly threshold: string
}

type ChanceStyle = {
  readonly colours: PlotColours
  readonly percent: (share: number) => string
  readonly number: (value: number) => string
}

const SHARES = [0, 0.25, 0.5, 0.75, 1]
/** Below this there is no room for a label between the curve and the axis. */
const LOW = 0.15
/** Space that a label takes at its side of a line. */
const LABEL_PX = 150

export function chanceChart(
  plot: ChancePlot,
  frame: Frame,
  labels: ChanceLabels,
  { colours, percent, number }: ChanceStyle,
): Html {
  const { left, right, top, bottom } = frame
  const until = plot.points.at(-1)?.days ?? 1
  const x = scaleOf([0, until], [left, right])
  const y = scaleOf([0, 1], [bottom, top])
  const placed: Placed = { frame, x, y, colours }
  return html`${panel('', frame, SHARES, y, { colours, number: percent })}
${roundTicks(until)
  .filter((days) => days <= until)
  .map((days) =>
    below(frame, x(days), number(days), colours),
  )}${below(frame, (left + right) / 2, labels.axis, colours, 2)}${
  plot.dormantAt !== undefined &&
  threshold(y(plot.dormantAt), labels.threshold, x(plot.limit.days), placed)
}${plot.fixed && upright(plot.fixed, 'fixed', placed)}${upright(plot.limit, 'limit', placed)}${plotLine(
  'actual',
  plot.points.map((at) => ({ x: x(at.days), y: y(at.chance) })),
  false,
  { ...colours, actual: colours.expected },
)}${plot.today && dot(plot.today, plot.points, placed)}`
}

type Placed = {
  readonly frame: Frame
  readonly x: Scale
  readonly y: Scale
  readonly colours: PlotColours
}

/** Keeps a label readable where a line runs through it. */
const halo = ({ ground }: PlotColours): Html =>
  html`stroke="${ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`

/** Its label is under the curve if there is room for it, otherwise where the curve is below. */
function threshold(at: number, label: string, limit: number, { frame, colours }: Placed): Html {
  const isUnder = limit - frame.left > widthOf(label) + 12
  return html`<line x1="${frame.left}" x2="${frame.right}" y1="${px(at)}" y2="${px(at)}" stroke="${colours.actual}" stroke-dasharray="5 4"/>
<text x="${isUnder ? frame.left + 6 : frame.right - 2}" y="${px(isUnder ? at + 17 : at - 6)}" text-anchor="${isUnder ? 'start' : 'end'}" fill="${colours.actual}" ${halo(colours)}>${label}</text>
`
}

/** The line of each, and how far below the top its label stands, so that the two never meet. */
const UPRIGHTS = {
  fixed: { dash: '2 4', colour: 'faint', down: 8 },
  limit: { dash: 'none', colour: 'actual', down: 26 },
} as const satisfies Record<string, { dash: string; colour: keyof PlotColours; down: number }>

function upright(
  { days, label }: Mark,
  which: keyof typeof UPRIGHTS,
  { frame, x, colours }: Placed,
): Html {
  const { dash, colour, down } = UPRIGHTS[which]
  const at = x(days)
  const isLeft = frame.right - at < LABEL_PX
  return html`<line x1="${px(at)}" x2="${px(at)}" y1="${frame.top}" y2="${frame.bottom}" stroke="${colours[colour]}" stroke-width="1.5" stroke-dasharray="${dash}"/>
<text x="${px(isLeft ? at - 6 : at + 6)}" y="${px(frame.top + down)}" text-anchor="${isLeft ? 'end' : 'start'}" fill="${colours[colour]}" ${halo(colours)}>${label}</text>
`
}

function dot(
  { days, chance, label }: NonNullable<ChancePlot['today']>,
  points: ChancePlot['points'],
  { frame, x, y, colours }: Placed,
): Html {
  const at = x(days)
  const width = widthOf(label)
  const isRight = frame.right - at > width + 9
  const before = points.filter((one) => one.days < days && x(one.days) > at - width)
  const highest = Math.max(chance, ...before.map((one) => one.chance))
  // To the right the curve is below the dot, to the left it is above it.
  const labelY = isRight ? y(chance) - 9 : chance > LOW ? y(chance) + 19 : y(highest) - 9
  return html`<circle cx="${px(at)}" cy="${px(y(chance))}" r="5" fill="${colours.expected}" stroke="${colours.ground}" stroke-width="2"/>
<text x="${px(isRight ? at + 9 : at + 4)}" y="${px(labelY)}" text-anchor="${isRight ? 'start' : 'end'}" font-weight="600" fill="${colours.text}" ${halo(colours)}>${label}</text>
`
}

/** Roughly, in the larger type of small screens. */
const widthOf = (label: string): number =>
  Array.from(label, (sign) => (/\p{Script=Han}/u.test(sign) ? 17 : 9)).reduce(
    (sum, width) => sum + width,
    0,
  )
