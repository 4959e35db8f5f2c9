/** The steps of a campaign as a marketer writes them in campaign.yaml. */
import * as z from 'zod/mini'
import { WITHOUT_EVENT } from '../domain/campaign.ts'
import { LIFECYCLE_CLASSES } from '../domain/lifecycle-class.ts'
import { DAY_MS, HOUR_MS } from '../domain/time.ts'
import { Conditions } from './conditions-file.ts'
import { duration, NameByLocale, TemplateName } from './file-values.ts'
import { message, type SchemaMessage } from './schema-messages.ts'

const EventName = z.string().check(z.minLength(1))

const StepEntry = z.strictObject({
  /** No '.' or '#': both are separators in message ids. */
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  name: z.exactOptional(NameByLocale),
  template: TemplateName,
  /** Left out: at the start, unless one of the next two says when. */
  after: z.exactOptional(duration()),
  /** A mail is looked after for an hour once it is due; a shorter time could pass unnoticed. */
  afterPrevious: z.exactOptional(duration(HOUR_MS)),
  until: z.exactOptional(
    z.strictObject({ event: EventName, upTo: duration(HOUR_MS), else: z.enum(WITHOUT_EVENT) }),
  ),
  repeat: z.exactOptional(
    z.strictObject({ every: duration(DAY_MS), while: z.enum(LIFECYCLE_CLASSES) }),
  ),
  if: z.exactOptional(Conditions),
  /** The former name of `if`. */
  conditions: z.exactOptional(Conditions),
  while: z.exactOptional(Conditions),
})
export type StepEntry = z.infer<typeof StepEntry>

type StepFault = {
  readonly field: keyof StepEntry
  readonly code: SchemaMessage
  readonly is: (step: StepEntry, index: number, all: readonly StepEntry[]) => boolean
}

/** What makes no sense in a step, each reported at its field. */
const STEP_FAULTS: readonly StepFault[] = [
  {
    field: 'id',
    code: 'same-step',
    is: ({ id }, index, all) => all.findIndex((step) => step.id === id) !== index,
  },
  {
    field: 'conditions',
    code: 'if-twice',
    is: (step) => step.if !== undefined && step.conditions !== undefined,
  },
  {
    field: 'afterPrevious',
    code: 'two-times',
    is: ({ afterPrevious, after, until }) =>
      afterPrevious !== undefined && (after !== undefined || until !== undefined),
  },
  {
    field: 'until',
    code: 'two-times',
    is: ({ after, until }) => until !== undefined && after !== undefined,
  },
  {
    field: 'afterPrevious',
    code: 'no-step-before',
    is: ({ afterPrevious }, index) => afterPrevious !== undefined && index === 0,
  },
  {
    field: 'afterPrevious',
    code: 'repeats-before',
    is: ({ afterPrevious }, index, all) =>
      afterPrevious !== undefined && all[index - 1]?.repeat !== undefined,
  },
]

export const Steps = z
  .array(StepEntry)
  .check(z.minLength(1), z.maxLength(50), ({ value, issues }) => {
    for (const [index, step] of value.entries())
      for (const { field, code, is } of STEP_FAULTS)
        if (is(step, index, value))
          issues.push({
            code: 'custom',
            input: step[field],
            path: [index, field],
            message: message(code),
          })
  })
