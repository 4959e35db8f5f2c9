/** What the API answers, as schemas: for its description, and for tests to hold the handlers to. */
import * as z from 'zod/mini'
import { FAILURE_CAUSES } from '../../domain/failure-cause.ts'
import { LIFECYCLE_CLASSES } from '../../domain/lifecycle-class.ts'
import { RECORDED } from '../../domain/recorded.ts'
import { PROBLEM_TITLES, type ProblemStatus } from '../../http/problem.ts'
import { MOST_PURCHASES } from '../wire.ts'
import { described } from '../wire-parts.ts'

export const PROBLEM_STATUSES = Object.keys(PROBLEM_TITLES).map(Number) as ProblemStatus[]

const FaultAnswered = z
  .strictObject({
    path: z.string().register(described, { description: 'JSONPath (RFC 9535) into the body.' }),
    detail: z.string(),
  })
  .register(described, {
    id: 'Fault',
    examples: [{ path: '$.purchases[3].currency', detail: 'must be a currency of ISO 4217' }],
  })

/** A problem (RFC 9457). */
export const ProblemAnswer = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.enum(Object.values(PROBLEM_TITLES)),
    status: z.literal(PROBLEM_STATUSES),
    detail: z.string(),
    cause: z.exactOptional(
      z.enum(FAILURE_CAUSES).register(described, {
        description: 'Of a 503: what keeps the store from serving.',
      }),
    ),
    errors: z.exactOptional(z.array(FaultAnswered).check(z.minLength(1))),
  })
  .register(described, {
    id: 'Problem',
    description: 'A problem (RFC 9457), with the path of every fault in the body.',
  })

const outcomesOf = (idField: string, id: string) => {
  const given = z.unknown().register(described, {
    description: 'As it was sent, so that a rejected one can be found; null if missing.',
  })
  const outcome = z.union([
    z.strictObject({ [idField]: given, status: z.enum(RECORDED) }),
    z.strictObject({
      [idField]: given,
      status: z.literal('rejected'),
      errors: z.array(FaultAnswered).check(z.minLength(1)),
    }),
  ])
  return z
    .strictObject({
      results: z.array(outcome).check(z.minLength(1), z.maxLength(MOST_PURCHASES)),
    })
    .register(described, {
      id,
      description:
        'The outcome for each, in the order in which they were sent. Unchanged: it was known already. Stale: a newer version is stored. Erased: the customer has been erased since, and it was not kept.',
    })
}

export const PurchasesAnswer = outcomesOf('orderId', 'PurchaseOutcomes')
export const RefundsAnswer = outcomesOf('refundId', 'RefundOutcomes')
export const EventsAnswer = outcomesOf('eventId', 'EventOutcomes')

export const CustomerUpdateAnswer = z
  .strictObject({ status: z.enum(['recorded', 'updated', 'unchanged']) })
  .register(described, {
    id: 'CustomerUpdateOutcome',
    description:
      'The outcome for the profile. Without a profile, updated if an attribute changed, and otherwise unchanged.',
  })

export const LookupAnswer = z
  .strictObject({
    customers: z.array(
      z.strictObject({
        customer: z.string(),
        name: z.exactOptional(z.string()),
        maskedAddress: z.exactOptional(z.string()),
        class: z.exactOptional(z.enum(LIFECYCLE_CLASSES)),
        purchases: z.int(),
        formerIds: z.array(z.string()),
      }),
    ),
    complete: z.boolean().register(described, {
      description:
        'Whether every customer was looked at. Over a deployed table an address finds the customer who was first to buy there and those who were mailed there lately.',
    }),
  })
  .register(described, {
    id: 'CustomersFound',
    description: 'The customers who are meant, the likeliest first; none where none is known.',
  })

export const MergeAnswer = z
  .strictObject({ status: z.enum(['begun', 'same']), customer: z.string() })
  .register(described, {
    id: 'MergeOutcome',
    description:
      'The id under which they are one customer. Begun: what is known under the other id is on its way, which takes seconds. Same: they are one customer already.',
  })

export const EraseAnswer = z
  .strictObject({
    status: z.literal('erased'),
    guest: z.exactOptional(
      z.string().register(described, {
        description:
          'The id of a guest with the same address, who still exists and may be erased as well.',
      }),
    ),
  })
  .register(described, { id: 'EraseOutcome', description: 'The customer is erased.' })

export const HoldAnswer = z
  .strictObject({ status: z.enum(['recorded', 'unchanged', 'lifted']) })
  .register(described, {
    id: 'HoldOutcome',
    description:
      'The outcome for the hold. Unchanged: it was known already. Lifted: it has ended; to hold the customer again, use another id.',
  })
