/** The test of the rule of dormancy as a page of text. */
import { type Bounded, RESAMPLES } from '../../domain/models/bootstrap.ts'
import { JUDGED_RULES, type RulesCompared } from '../../domain/models/holdout-rules.ts'
import type { FixedTwin, TimingOutcome } from '../../domain/models/holdout-timing.ts'
import { LEAST_AUTO_CHANCE, LEAST_ONE_TIME_BUYERS } from '../../domain/models/learned-chance.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import type { RuleCheck } from '../../insight/learning/check-rule.ts'
import { decimals, figure, percent } from '../../language/figures.ts'
import { previewSentences, ruleTestSentence } from '../../language/rule-test-sentences.ts'
import { columns, wrapped } from '../columns.ts'
import { plainVoice } from '../message/voice.ts'
import type { Speech } from '../verb.ts'
import type { RuleFound } from './check-rule.ts'
import { calibrationTable } from './check-text.ts'
import { fileLines, offBy, verdictText } from './words.ts'

export function ruleText(found: RuleFound, speech: Speech): string {
  const { source, check, money, preview, limits } = found
  const { words } = speech
  const own = words.model.rule
  const { rule, customers, isSampled, learned, compared, outcome, measurableFrom, end } = check
  const voice = plainVoice(speech.language, speech.now)
  return [
    own.heading(source.name(words), customers, rule.withinDays),
    verdictText(learned, speech),
    ...(compared && isSampled ? [own.sampled(figure(compared.customers), figure(customers))] : []),
    '',
    ...(compared ? comparedLines(check, compared, speech) : [own.noInstants]),
    '',
    ...timingLines(check, speech),
    '',
    ...boundLines(check, speech),
    ...(money ? ['', ...moneyLines(money, end, speech)] : []),
    '',
    ...flowing(
      ruleTestSentence(
        {
          outcome,
          limits,
          withinDays: rule.withinDays,
          ahead: compared?.rules.chance.ahead,
          atBounds: learned.chance?.atBounds,
          betterWithinDays: learned.chance?.betterWithinDays,
          ...(measurableFrom.instants > end && { measurableFrom: measurableFrom.instants }),
        },
        voice,
      ),
    ),
    ...(preview ? flowing(previewSentences(preview, voice)) : []),
    ...fileLines(source.file, source.book.refundsOfNoOrder(), words),
  ].join('\n')
}

/** Long sentences in lines, without an indent. */
const flowing = (text: string): readonly string[] => wrapped(text, 0)

function comparedLines(
  check: RuleCheck,
  compared: RulesCompared,
  speech: Speech,
): readonly string[] {
  const { words } = speech
  const own = words.model.rule
  const { instants, rule } = check
  const [first = 0, last = 0] = [instants[0]?.at, instants.at(-1)?.at]
  return [
    ...flowing(own.instants(instants.length, dayOf(first), dayOf(last), figure(compared.cases))),
    ruleTable(check, compared, speech),
    ...flowing(own.aheadAbout(figure(RESAMPLES))),
    '',
    own.scores,
    scoreTable(compared, speech),
    ...flowing(own.brierAbout),
    '',
    ...calibrationTable(compared.tenths, own.calibration, words.model.check),
    '',
    own.levels,
    columns([
      [
        own.levelColumns.at,
        own.levelColumns.customers,
        own.levelColumns.expected,
        own.levelColumns.actual,
      ],
      ...instants.map(({ at, customers, expected, cameBack }) => [
        dayOf(at),
        figure(customers),
        percent(expected),
        percent(cameBack),
      ]),
    ]),
    ...levelLines(instants.at(-1), compared, rule.withinDays, speech),
  ]
}

/** The level is off by more than that share of what came, and more than chance explains. */
const OFF_LEVEL = 0.1
const STANDARD_ERRORS = 2

function levelLines(
  last: RuleCheck['instants'][number] | undefined,
  { auc }: RulesCompared,
  withinDays: number,
  { words }: Speech,
): readonly string[] {
  if (!last || !auc) return []
  const off = Math.abs(last.expected - last.cameBack)
  const error = Math.sqrt((last.cameBack * (1 - last.cameBack)) / last.customers)
  if (off <= OFF_LEVEL * last.cameBack || off <= STANDARD_ERRORS * error) return []
  // Less than recency would order them, it does not hold.
  if (auc.chance < auc.recency) return []
  const [expected, actual] = [percent(last.expected), percent(last.cameBack)]
  return flowing(words.model.rule.levelOff(withinDays, expected, actual, decimals(auc.chance, 3)))
}

function ruleTable(
  { rule, learned }: RuleCheck,
  { rules, bestFixed }: RulesCompared,
  { words }: Speech,
): string {
  const own = words.model.rule
  const { ruleColumns: head } = own
  const now = percent(learned.chance?.auto ?? LEAST_AUTO_CHANCE)
  const chance = rule.chance === 'auto' ? own.autoChance(now) : percent(rule.chance)
  const rows = JUDGED_RULES.map((name) => {
    const { dormant, cameBack, right, ahead } = rules[name]
    return {
      right,
      cells: [
        own.rules[name]({ ...rule, chance }),
        figure(dormant),
        figure(cameBack),
        percent(right),
        ...[ahead.value, ahead.low, ahead.high].map(points),
      ],
    }
  })
  const best = {
    right: bestFixed.right,
    cells: [
      Number.isFinite(bestFixed.days) ? own.bestFixed(bestFixed.days) : own.bestNever,
      figure(bestFixed.dormant),
      figure(bestFixed.cameBack),
      percent(bestFixed.right),
      ...['', '', ''],
    ],
  }
  return columns([
    [head.rule, head.dormant, head.cameBack, head.right, head.ahead, head.low, head.high],
    ...[...rows, best].sort((one, other) => other.right - one.right).map(({ cells }) => cells),
  ])
}

function scoreTable({ auc, brier }: RulesCompared, { words }: Speech): string {
  const { scoreColumns: head, scoredBy } = words.model.rule
  const shown = (value: number | undefined) => (value === undefined ? '' : decimals(value, 3))
  return columns([
    [head.by, head.auc, head.brier],
    [scoredBy.chance, shown(auc?.chance), shown(brier.chance)],
    [scoredBy.recency, shown(auc?.recency), shown(brier.recency)],
    [scoredBy.alive, shown(auc?.alive), ''],
    [scoredBy.base, '', shown(brier.base)],
  ])
}

function timingLines(
  { timing, measurableFrom, end, rule }: RuleCheck,
  { words }: Speech,
): readonly string[] {
  const own = words.model.rule
  if (!timing) {
    const from = measurableFrom.timing
    return [own.noTiming(from > end ? dayOf(from) : undefined)]
  }
  const { timingColumns: head, timingRules: names } = own
  const cells = (name: string, { flags, wasted, meanDays }: TimingOutcome) => [
    name,
    figure(flags),
    percent(wasted),
    decimals(meanDays, 1),
  ]
  const twin = (
    name: (days: number) => string,
    one: FixedTwin,
    { waste, delay }: { readonly waste?: Bounded; readonly delay?: Bounded },
  ) => [
    ...cells(name(one.days), one),
    waste ? own.range(rangeOf(waste, points)) : '',
    delay ? own.range(rangeOf(delay, (days) => signed(decimals(days, 1)))) : '',
  ]
  const { sameDays, sameWaste, asMany } = timing
  const watched = Math.max(rule.maxDays, rule.fixedDays) + rule.withinDays
  return [
    ...flowing(
      own.timing(
        figure(timing.inactivities),
        dayOf(timing.from),
        dayOf(timing.to),
        figure(timing.lapses),
        watched,
      ),
    ),
    columns([
      [head.rule, head.flags, head.wasted, head.meanDays, head.waste, head.delay],
      [...cells(names.own, timing.own), '', ''],
      twin(names.sameDays, sameDays, sameDays),
      twin(names.sameWaste, sameWaste, sameWaste),
      twin(names.asMany, asMany, asMany),
    ]),
    ...flowing(own.timingAbout(rule.withinDays)),
  ]
}

function boundLines(
  { learned, isOnceAtLeast, rule }: RuleCheck,
  { words }: Speech,
): readonly string[] {
  const own = words.model.rule
  const { chance: found, once } = learned
  if (!found) return []
  const { least, most } = found.atBounds ?? { least: 0, most: 0 }
  const chance = percent(rule.chance === 'auto' ? found.auto : rule.chance)
  const share = percent(once.cameBack / once.customers)
  const sentence = !isOnceAtLeast
    ? own.once.later
    : found.boughtOnce === 'fixed'
      ? own.once.fixed(share, figure(once.customers), chance, rule.fixedDays)
      : once.customers < LEAST_ONE_TIME_BUYERS
        ? own.once.tooFew(figure(once.customers), rule.minDays)
        : own.once.personal(share, figure(once.customers), chance)
  return [
    ...flowing(own.bounds(percent(least), rule.minDays, percent(most), rule.maxDays)),
    ...flowing(sentence),
  ]
}

function moneyLines(
  money: NonNullable<RuleFound['money']>,
  end: Instant,
  { words }: Speech,
): readonly string[] {
  const own = words.model.rule.money
  const { expectedMinor, actualMinor, minorPerMajor, currency, from } = money
  const { rankAgreement, rankAgreementOfRecentSpend } = money
  const amount = (minor: number) =>
    `${currency} ${decimals(minor / minorPerMajor, Math.round(Math.log10(minorPerMajor)))}`
  const off = offBy(expectedMinor, actualMinor)
  return [
    own.totals(
      ...([dayOf(from), dayOf(end)] as const),
      ...([amount(expectedMinor), amount(actualMinor), off] as const),
    ),
    own.error(amount(money.meanAbsoluteErrorMinor)),
    ...(rankAgreement !== undefined && rankAgreementOfRecentSpend !== undefined
      ? [own.rank(decimals(rankAgreement, 3), decimals(rankAgreementOfRecentSpend, 3))]
      : []),
  ]
}

const signed = (text: string): string =>
  /[1-9]/.test(text) && !text.startsWith('-') ? `+${text}` : text

/** Of a test that counts in days, the hour says nothing. */
const dayOf = (at: Instant): string => isoInstant(at).slice(0, 'yyyy-mm-dd'.length)

/** A share as percentage points. @example points(0.0119) // '+1.2' */
const points = (share: number): string => signed(decimals(100 * share, 1))

const rangeOf = ({ value, low, high }: Bounded, shown: (value: number) => string) => ({
  value: shown(value),
  low: shown(low),
  high: shown(high),
})
