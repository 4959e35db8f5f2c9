/** `rekindle model check`: the rule of dormancy, or any model, tested on what it has not seen. */
import { UsageError } from '../failure.ts'
import { verb } from '../verb.ts'
import { compareModel, comparisonJson } from './check-comparison.ts'
import { checkOptions } from './check-options.ts'
import { judgeRule, type RuleFound, ruleJson } from './check-rule.ts'
import { ruleText } from './check-rule-text.ts'
import { type ComparisonFound, comparisonText } from './check-text.ts'
import { sourceKind } from './source.ts'

const RULE_ONLY = [
  ...(['within-days', 'chance', 'fixed-days'] as const),
  ...(['min-days', 'max-days', 'currency'] as const),
] as const
const COMPARISON_ONLY = ['to', 'family', 'unit', 'prior', 'svg'] as const

type Found =
  | { readonly kind: 'rule'; readonly found: RuleFound }
  | { readonly kind: 'comparison'; readonly found: ComparisonFound }

export const check = verb('model check', {
  arguments: [],
  options: checkOptions,
  examples: {
    file: 'rekindle model check --orders orders.csv --mapping shopify',
    shop: 'rekindle model check --shop acme',
    papers:
      'rekindle model check --orders cdnow_sample.csv --mapping cdnow-sample-id \\\n    --until 1997-09-30 --family bgnbd --unit weeks --svg holdout.svg',
  },
  async run(given, io): Promise<Found> {
    sourceKind(given)
    if (given.isTyped('theta')) throw new UsageError((w) => w.model.usage.theta)
    for (const former of ['monthly', 'each-month'] as const)
      if (given.flag(former)) throw new UsageError((w) => w.model.usage.monthly(`--${former}`))
    const typed = (names: readonly (keyof typeof checkOptions)[]) =>
      names.filter((name) => given.isTyped(name)).map((name) => `--${name}`)
    const [ofRule, ofComparison] = [typed(RULE_ONLY), typed(COMPARISON_ONLY)]
    if (!given.isTyped('until')) {
      if (ofComparison.length > 0)
        throw new UsageError((w) => w.model.usage.withUntil(ofComparison))
      return { kind: 'rule', found: await judgeRule(given, io) }
    }
    if (ofRule.length > 0) throw new UsageError((w) => w.model.usage.withoutUntil(ofRule))
    return { kind: 'comparison', found: await compareModel(given, io) }
  },
  json: (result) =>
    result.kind === 'rule' ? ruleJson(result.found) : comparisonJson(result.found),
  text: (result, speech) =>
    result.kind === 'rule' ? ruleText(result.found, speech) : comparisonText(result.found, speech),
})
