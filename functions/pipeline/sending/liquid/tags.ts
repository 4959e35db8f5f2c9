/** The tags that make or write finished words. */
import {
  AssignTag,
  CaptureTag,
  type Context,
  CycleTag,
  EchoTag,
  type Emitter,
  evalToken,
  type FilteredValueToken,
  type Liquid,
  Value,
  type ValueToken,
} from 'liquidjs'
import { Decimal } from './decimal.ts'
import { Finished } from './finished.ts'
import type { Medium } from './medium.ts'
import type { WriteOutput } from './write-output.ts'

/** What needs files, hides output or outlives one rendering stays out; so does `raw`, the filter. */
const TAGS = new Set(
  '# assign break capture case comment continue cycle echo for if raw unless'.split(' '),
)

/** What liquidjs keeps to itself of its tags, and these need. */
type Kept = {
  readonly value?: Value
  readonly key: string
  readonly candidates: readonly FilteredValueToken[]
  readonly group?: ValueToken
}
const kept = (tag: object): Kept => tag as Kept

const isNil = (word: string | undefined): boolean => word === 'nil' || word === 'null'

/**
 * Gives an engine the tags that a template may use, and no other.
 *
 * @param output what {{ output }} writes
 */
export function registerTags(liquid: Liquid, medium: Medium, output: WriteOutput): void {
  for (const name of Object.keys(liquid.tags)) if (!TAGS.has(name)) delete liquid.tags[name]

  /** What it holds is finished: it was escaped as it was written. */
  class Capture extends CaptureTag {
    override *render(context: Context): Generator<unknown, void, string> {
      const source = yield this.liquid.renderer.renderTemplates(this.templates, context)
      context.memoryLimit.use(source.length)
      context.bottom()[this.variable] = new Finished(source, medium)
    }
  }

  /**
   * Keeps a number such as 5.0 a decimal. While a mail is checked, an item that a list lacks is no
   * value at all, so that what is made of it is named: {{ pick.title }} would be a gap.
   */
  class Assign extends AssignTag {
    override *render(context: Context): Generator<unknown, void, unknown> {
      const { value, key } = kept(this)
      const assigned = yield value?.value(context, context.opts.lenientIf)
      const [literal] = value?.filters.length === 0 ? value.initial.postfix : []
      const isDecimal = typeof assigned === 'number' && literal?.getText().endsWith('.0')
      const isLacking =
        assigned === null && context.opts.catchAllErrors && !isNil(literal?.getText())
      const found = isLacking ? undefined : assigned
      context.bottom()[key] = isDecimal ? new Decimal(assigned) : found
    }
  }

  /** As an output is written, and not as liquidjs does, which would escape finished words again. */
  class Echo extends EchoTag {
    override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const { value } = kept(this)
      if (!value) return
      emitter.write(output.call({ context }, yield value.value(context, false)))
    }
  }

  class Cycle extends CycleTag {
    override *render(context: Context): Generator<unknown, unknown, unknown> {
      const { candidates, group } = kept(this)
      const name = `cycle:${yield evalToken(group, context)}:${candidates.map((one) => one.getText()).join(',')}`
      const turns = context.getRegister<Record<string, number>>('cycle', {})
      const turn = turns[name] ?? 0
      turns[name] = (turn + 1) % candidates.length
      const candidate = candidates[turn]
      if (!candidate) return ''
      return output.call({ context }, yield new Value(candidate, this.liquid).value(context, false))
    }
  }

  liquid.registerTag('capture', Capture)
  liquid.registerTag('assign', Assign)
  liquid.registerTag('echo', Echo)
  liquid.registerTag('cycle', Cycle)
}
