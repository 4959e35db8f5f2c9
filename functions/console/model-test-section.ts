/** How well purchases were predicted: what was expected and what came, as two charts. */
import { type Html, html } from '../http/html.ts'
import { frequencyChart, trackingChart } from '../insight/charts/holdout-charts.ts'
import { type Frame, legend, type PlotStyle } from '../insight/charts/plot-panel.ts'
import type { Voice } from '../language/voice.ts'
import type { ModelTest } from '../store/model-tests.ts'
import { PAGE_COLOURS } from './page-colours.ts'

const [WIDTH, HEIGHT] = [460, 330]
const FRAME: Frame = { left: 52, right: 448, top: 40, bottom: 246 }

export function modelTestSection(test: ModelTest | undefined, voice: Voice): Html {
  const { words } = voice
  return html`<section class="card" aria-labelledby="test">
<h2 id="test">${words.modelTest.title}</h2>
${test ? testPart(test, voice) : html`<p>${words.modelTest.none}</p>`}
</section>`
}

function testPart(test: ModelTest, voice: Voice): Html {
  const { words, formats } = voice
  const { modelTest: labels } = words
  const { until, to, customers, expected, actual } = test
  const count = words.customerCount(formats.number(customers))
  return html`<p>${labels.lead(count, formats.day(until), formats.day(to))}</p>
<p><strong>${labels.result(formats.number(Math.round(expected)), formats.number(actual), offBy(test, voice))}</strong></p>
<div class="charts">
${chart(
  'tracking-title',
  labels.tracking,
  labels.trackingAbout,
  html`${trackingChart(
    test.tracking,
    until,
    FRAME,
    { title: labels.tracking, fitted: labels.learned, tested: labels.tested },
    styleOf(voice),
  )}${legend({ x: FRAME.left, y: 312 }, labels, styleOf(voice).colours)}`,
)}
${chart(
  'frequency-title',
  labels.frequency,
  labels.frequencyAbout,
  html`${frequencyChart(
    test.byFrequency,
    FRAME,
    { title: labels.frequency, axis: labels.times },
    styleOf(voice),
  )}`,
)}
</div>`
}

const chart = (id: string, title: string, about: string, drawing: Html): Html =>
  html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}"><title id="${id}">${title}: ${about}</title>${drawing}</svg>`

const styleOf = ({ formats }: Voice): PlotStyle => ({
  colours: PAGE_COLOURS,
  number: formats.number,
})

function offBy({ expected, actual }: ModelTest, { words, formats }: Voice): string {
  if (actual === 0) return ''
  const off = Math.round((1000 * (expected - actual)) / actual) / 1000
  const sentences = words.modelTest.off
  return off === 0
    ? sentences.exact
    : sentences[off > 0 ? 'high' : 'low'](formats.percent(Math.abs(off)))
}
