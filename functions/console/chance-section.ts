/** How likely a customer is to buy again, on their page: today, over time, and since when too little. */
import { type ChanceCourse, chanceCourse, chancePoints } from '../domain/chance-course.ts'
import type { CustomerValue } from '../domain/customer-value.ts'
import type { Decided } from '../domain/decide.ts'
import { onOneLine } from '../domain/looks-like-name.ts'
import { DAY_MS } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { type ChancePlot, chanceChart } from '../insight/charts/chance-chart.ts'
import type { Frame } from '../insight/charts/plot-panel.ts'
import { chanceFacts, chanceStory } from '../language/chance-sentences.ts'
import { formatChance, formatDays, type ValueFact } from '../language/value-sentences.ts'
import type { Voice } from '../language/voice.ts'
import { PAGE_COLOURS } from './page-colours.ts'

const [WIDTH, HEIGHT] = [460, 250]
const FRAME: Frame = { left: 58, right: 448, top: 14, bottom: 196 }
const POINTS = 121
/** So much of the drawing is beyond the last of its days. */
const BEYOND = 1.25
/** Today is left out where it is so many times as far as the limits: nothing else could be read. */
const MOST_FAR = 6

/** Empty for a customer of whom the value section says why nothing is calculated. */
export function chanceSection(decided: Decided, value: CustomerValue, voice: Voice): Html | false {
  const { facts, settings, now, decision } = decided
  const course = chanceCourse(facts, settings, now)
  if (!course) return notKnown(value, voice)
  const { threshold: by, purchases } = decision.assessment.reason
  const { chance: says } = voice.words
  const name = onOneLine(facts.profile?.name ?? '')
  return html`<section class="card" aria-labelledby="chance">
${chanceFacts(value.buyAgain, value.modelVersion, voice).map((fact) => headOf(fact, voice))}
<p id="chance-story">${chanceStory({ course, purchases, by, name }, now, voice)}</p>
<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="chance-title" aria-describedby="chance-story"><title id="chance-title">${says.chart.about(
    formatDays(course.withinDays, voice),
  )}</title>${drawing(course, decided, voice)}</svg>
</section>`
}

const headOf = ({ label, text, meaning }: ValueFact, { words }: Voice): Html =>
  html`<h2 id="chance">${words.chance.heading(label, text)}</h2>
${meaning !== undefined && html`<p class="quiet">${meaning}</p>`}`

function notKnown(value: CustomerValue, { words: { chance } }: Voice): Html | false {
  // Where there is neither, the value section says why.
  if (value.modelVersion === undefined) return false
  return html`<section class="card" aria-labelledby="chance">
<h2 id="chance">${chance.title}</h2>
<p>${chance.notKnown}</p>
</section>`
}

function drawing(
  course: ChanceCourse,
  { facts, settings, now, decision }: Decided,
  voice: Voice,
): Html {
  const { chart } = voice.words.chance
  const { formats } = voice
  const { limitDays, fixedDays, dormantAt, lastPurchaseAt } = course
  const inactive = (now - lastPurchaseAt) / DAY_MS
  const far = Math.max(limitDays, fixedDays)
  const isTodayShown = inactive <= MOST_FAR * far
  const until = BEYOND * Math.max(far, isTodayShown ? inactive : 0)
  const points = chancePoints(facts, settings, now, until, POINTS)
  const [today] = chancePoints(facts, settings, now, inactive, 2).slice(1)
  const plot: ChancePlot = {
    points,
    dormantAt,
    limit: {
      days: limitDays,
      label: chart.dormant(formats.day(lastPurchaseAt + limitDays * DAY_MS)),
    },
    ...(decision.assessment.reason.threshold.kind === 'personal' && {
      fixed: {
        days: fixedDays,
        label: chart.fixed(formatDays(fixedDays, voice)),
      },
    }),
    ...(isTodayShown &&
      today && { today: { ...today, label: chart.today(formatChance(today.chance, voice)) } }),
  }
  const labels = {
    axis: chart.axis,
    threshold: dormantAt === undefined ? '' : chart.threshold(formatChance(dormantAt, voice)),
  }
  return chanceChart(plot, FRAME, labels, {
    colours: PAGE_COLOURS,
    percent: formats.percent,
    number: formats.number,
  })
}
