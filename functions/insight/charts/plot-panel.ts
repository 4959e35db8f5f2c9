/** A panel of a drawing: its scales, its axes, and lines in it. */
import { type Html, html } from '../../http/html.ts'

/** Colours as SVG takes them, which in a page may be the page's own. */
export type PlotColours = {
  readonly text: string
  readonly faint: string
  readonly grid: string
  /** Inside of an empty dot. */
  readonly ground: string
  readonly expected: string
  readonly actual: string
}

/** For a drawing of its own, on white. */
export const PRINT_COLOURS: PlotColours = {
  text: '#1f2933',
  faint: '#616e7c',
  grid: '#e4e7eb',
  ground: '#ffffff',
  expected: '#1b6ca8',
  actual: '#c65d00',
}

/** Also different in shape, for readers who cannot distinguish the colours. */
const SERIES = {
  expected: { dash: '7 4', filled: false },
  actual: { dash: 'none', filled: true },
} as const
export type Series = keyof typeof SERIES

/** How a drawing writes and looks. */
export type PlotStyle = {
  readonly colours: PlotColours
  readonly number: (value: number) => string
}

export type Frame = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The position of a value in the drawing. */
export type Scale = (value: number) => number

export type PlotPoint = { readonly x: number; readonly y: number }

/** @example scaleOf([0, 10], [0, 100])(5) // 50 */
export const scaleOf =
  ([low, high]: readonly [number, number], [from, to]: readonly [number, number]): Scale =>
  (value) =>
    from + ((value - low) / (high - low || 1)) * (to - from)

const MOST_TICKS = 6

/**
 * Round numbers from zero to at least `most`, few enough to be read.
 *
 * @example roundTicks(3998) // [0, 1000, 2000, 3000, 4000]
 */
export function roundTicks(most: number): readonly number[] {
  const ten = 10 ** Math.floor(Math.log10((most || 1) / MOST_TICKS))
  const step = [1, 2, 5, 10].map((times) => times * ten).find((s) => s * MOST_TICKS >= most) ?? 1
  const count = Math.max(1, Math.ceil(most / step))
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6)))
}

export const px = (at: number): string => at.toFixed(1)

/** Lines across with their figures to the left, and the panel's own title above. */
export function panel(
  title: string,
  frame: Frame,
  ticks: readonly number[],
  y: Scale,
  { colours, number }: PlotStyle,
): Html {
  const { left, right, top } = frame
  return html`<text x="${left}" y="${top - 18}" font-size="14" font-weight="600" fill="${colours.text}">${title}</text>
${ticks.map(
  (
    tick,
  ) => html`<line x1="${left}" x2="${right}" y1="${px(y(tick))}" y2="${px(y(tick))}" stroke="${tick === 0 ? colours.faint : colours.grid}"/>
<text x="${left - 8}" y="${px(y(tick) + 4)}" text-anchor="end" fill="${colours.faint}">${number(tick)}</text>
`,
)}`
}

/** Text under the lower axis, one line or two below each place. */
export const below = (
  { bottom }: Pick<Frame, 'bottom'>,
  at: number,
  text: string,
  { text: ink, faint }: PlotColours,
  line = 1,
): Html =>
  html`<text x="${px(at)}" y="${bottom + 2 + 17 * line}" text-anchor="middle" fill="${line === 1 ? ink : faint}">${text}</text>
`

/** @param marked whether each point has a dot of its own */
export function plotLine(
  series: Series,
  points: readonly PlotPoint[],
  marked: boolean,
  colours: PlotColours,
) {
  const { dash } = SERIES[series]
  const path = points.map(({ x, y }) => `${px(x)},${px(y)}`).join(' ')
  return html`<polyline points="${path}" fill="none" stroke="${colours[series]}" stroke-width="2.2" stroke-linejoin="round" stroke-dasharray="${dash}"/>
${marked && points.map((point) => dot(series, point, colours))}`
}

const dot = (series: Series, { x, y }: PlotPoint, colours: PlotColours): Html =>
  html`<circle cx="${px(x)}" cy="${px(y)}" r="4.2" fill="${SERIES[series].filled ? colours[series] : colours.ground}" stroke="${colours[series]}" stroke-width="2"/>
`

/** Which line is which, from `x` on. */
export const legend = (
  { x, y }: PlotPoint,
  names: Readonly<Record<Series, string>>,
  colours: PlotColours,
): Html =>
  html`${(['expected', 'actual'] as const).map((series, i) => {
    const from = x + 150 * i
    const at = { y: y - 4 }
    return html`${plotLine(
      series,
      [
        { ...at, x: from },
        { ...at, x: from + 34 },
      ],
      false,
      colours,
    )}${dot(series, { ...at, x: from + 17 }, colours)}<text x="${from + 42}" y="${y}" fill="${colours.text}">${names[series]}</text>
`
  })}`
