import { describe, expect, it } from 'vitest'
import { source } from '../../../functions/http/html.ts'
import { type ChancePlot, chanceChart } from '../../../functions/insight/charts/chance-chart.ts'
import { PRINT_COLOURS } from '../../../functions/insight/charts/plot-panel.ts'

const FRAME = { left: 50, right: 450, top: 10, bottom: 210 }
const PLOT: ChancePlot = {
  points: [
    { days: 0, chance: 1 },
    { days: 100, chance: 0.5 },
    { days: 200, chance: 0 },
  ],
  dormantAt: 0.25,
  limit: { days: 150, label: 'dormant' },
  fixed: { days: 20, label: 'fixed' },
  today: { days: 100, chance: 0.5, label: 'today' },
}

const drawn = (plot: ChancePlot): string =>
  source(
    chanceChart(
      plot,
      FRAME,
      { axis: 'days', threshold: 'at <25%>' },
      {
        colours: PRINT_COLOURS,
        percent: (share) => `${100 * share}%`,
        number: String,
      },
    ),
  )

describe('the drawing of a chance', () => {
  it('has the curve, the threshold, both limits and today, each at its place', () => {
    const chart = drawn(PLOT)
    expect(chart).toContain('points="50.0,10.0 250.0,110.0 450.0,210.0"')
    expect(chart).toContain('y1="160.0" y2="160.0"')
    expect(chart).toMatch(/x1="350\.0"[^>]*stroke-dasharray="none"/)
    expect(chart).toMatch(/x1="90\.0"[^>]*stroke-dasharray="2 4"/)
    expect(chart).toContain('cx="250.0" cy="110.0"')
    expect(chart).toContain('at &lt;25%&gt;')
  })

  it('puts a label on the side where there is room, below that of the other limit', () => {
    const chart = drawn(PLOT)
    expect(chart).toMatch(/<text x="344\.0" y="36\.0" text-anchor="end"[^>]*>dormant</)
    expect(chart).toMatch(/<text x="96\.0" y="18\.0" text-anchor="start"[^>]*>fixed</)
  })

  it('keeps labels off the curve: the threshold under it, today to its right while there is room', () => {
    expect(drawn(PLOT)).toMatch(/<text x="56" y="177\.0" text-anchor="start"[^>]*>at &lt;25%/)
    expect(drawn(PLOT)).toMatch(/<text x="259\.0" y="101\.0" text-anchor="start"[^>]*>today/)
    const early = drawn({ ...PLOT, limit: { days: 10, label: 'dormant' } })
    expect(early).toMatch(/<text x="448" y="154\.0" text-anchor="end"[^>]*>at &lt;25%/)
    const late = (chance: number) =>
      drawn({ ...PLOT, today: { days: 190, chance, label: 'today' } })
    expect(late(0.4)).toMatch(/y="149\.0" text-anchor="end"[^>]*>today/)
    expect(late(0.05)).toMatch(/y="\d+\.0" text-anchor="end"[^>]*>today/)
  })

  it('leaves out what there is not', () => {
    const { dormantAt: _, fixed: _fixed, today: _today, ...bare } = PLOT
    expect(drawn(bare)).not.toMatch(/at &lt;|fixed|today|circle/)
  })
})
