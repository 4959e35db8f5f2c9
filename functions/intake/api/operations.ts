/** Descriptions of the API's routes, with examples: what schemas cannot express. */
import { MOST_BODY_BYTES } from '../../http/requests.ts'
import { CustomerLookup } from '../lookup.handler.ts'
import { CustomerMerge } from '../merge.handler.ts'
import {
  batchOf,
  CustomerUpdate,
  MOST_PURCHASES,
  PostedHold,
  PostedPurchase,
  PostedRefund,
} from '../wire.ts'
import { CustomerId, described, Id, KnownId } from '../wire-parts.ts'
import {
  CustomerUpdateAnswer,
  EraseAnswer,
  HoldAnswer,
  LookupAnswer,
  MergeAnswer,
  PurchasesAnswer,
  RefundsAnswer,
} from './answers.ts'
import { codeOperations } from './code-operations.ts'
import { CustomerAnswer } from './customer-answer.ts'
import { eventOperations } from './event-operations.ts'
import { CUSTOMER, GUEST, PURCHASE, REFUND, UPDATE } from './examples.ts'
import type { ApiOperation, ApiRoute } from './operation.ts'
import { pageOperations } from './page-operations.ts'
import { productOperations } from './product-operations.ts'

const WholePurchaseBatch = batchOf('purchases', PostedPurchase).register(described, {
  id: 'PurchaseBatch',
  description: `At most ${MOST_PURCHASES} purchases. Each is checked separately: invalid ones are rejected, valid ones are recorded.`,
})
const WholeRefundBatch = batchOf('refunds', PostedRefund).register(described, {
  id: 'RefundBatch',
  description: `At most ${MOST_PURCHASES} refunds. Each is checked separately: invalid ones are rejected, valid ones are recorded.`,
})

const BODY_WORDS = `A body has at most ${MOST_BODY_BYTES} bytes.`
const ONE_OR_MANY = `One, or a batch of at most ${MOST_PURCHASES}, of which the valid ones are recorded. Safe to repeat. ${BODY_WORDS}`

/**
 * Problems that any request with a key may return, and those that a request with a body may return
 * in addition.
 */
const WITH_KEY = [400, 401, 403, 503] as const
const WITH_BODY = [...WITH_KEY, 413, 415] as const

/** Every HTTP route of the manifest; the type asks for all of them. */
export const apiOperations: Readonly<Record<ApiRoute, ApiOperation>> = {
  'POST /v1/shops/{shop}/purchases': {
    id: 'postPurchases',
    tag: 'Purchases',
    summary: 'Record purchases',
    description: `${ONE_OR_MANY} A purchase with consents also needs the scope "consent", and is rejected without it.`,
    scope: 'ingest',
    body: {
      oneOf: [PostedPurchase, WholePurchaseBatch],
      examples: {
        one: { summary: 'One purchase', value: PURCHASE },
        batch: {
          summary: 'A batch that includes a guest',
          value: { purchases: [PURCHASE, GUEST] },
        },
      },
    },
    answers: {
      200: {
        description: 'A batch, or a purchase that was known already.',
        schema: PurchasesAnswer,
        example: {
          results: [
            { orderId: 'A-1001', status: 'unchanged' },
            {
              orderId: 'A-1003',
              status: 'rejected',
              errors: [
                {
                  path: '$.purchases[1].grossMinor',
                  detail: 'must be a whole number of minor units (cents), not a decimal',
                },
              ],
            },
          ],
        },
      },
      201: {
        description: 'One new purchase was recorded.',
        schema: PurchasesAnswer,
        example: { results: [{ orderId: 'A-1001', status: 'recorded' }] },
      },
    },
    problems: [...WITH_BODY, 429],
  },
  'POST /v1/shops/{shop}/refunds': {
    id: 'postRefunds',
    tag: 'Purchases',
    summary: 'Record refunds',
    description: `${ONE_OR_MANY} A refund identifies the customer as its order did.`,
    scope: 'ingest',
    body: {
      oneOf: [PostedRefund, WholeRefundBatch],
      examples: {
        one: { summary: 'One refund', value: REFUND },
        batch: { summary: 'A batch', value: { refunds: [REFUND] } },
      },
    },
    answers: {
      200: {
        description: 'A batch, or a refund that was known already.',
        schema: RefundsAnswer,
        example: { results: [{ refundId: 'R-7', status: 'unchanged' }] },
      },
      201: {
        description: 'One new refund was recorded.',
        schema: RefundsAnswer,
        example: { results: [{ refundId: 'R-7', status: 'recorded' }] },
      },
    },
    problems: [...WITH_BODY, 429],
  },
  ...eventOperations,
  'PUT /v1/shops/{shop}/customers/{customer}': {
    id: 'putCustomer',
    tag: 'Customers',
    summary: 'Record a customer',
    description: `Replaces the profile, sets the attributes and adds the consents, which also need the scope "consent". ${BODY_WORDS}`,
    scope: 'ingest',
    path: { customer: CustomerId },
    body: {
      oneOf: [CustomerUpdate],
      examples: { profile: { summary: 'A profile with a consent', value: UPDATE } },
    },
    answers: {
      200: {
        description: 'The profile was replaced, or was unchanged.',
        schema: CustomerUpdateAnswer,
        example: { status: 'updated' },
      },
      201: {
        description: 'A new profile was recorded.',
        schema: CustomerUpdateAnswer,
        example: { status: 'recorded' },
      },
    },
    problems: [...WITH_BODY, 409],
  },
  'GET /v1/shops/{shop}/customers/{customer}': {
    id: 'getCustomer',
    tag: 'Customers',
    summary: 'Look up a customer',
    description: 'Facts, class and messages of one customer, evaluated at the time of the request.',
    scope: 'read',
    answers: {
      200: { description: 'The customer.', schema: CustomerAnswer, example: CUSTOMER },
    },
    problems: [...WITH_KEY, 404],
  },
  'DELETE /v1/shops/{shop}/customers/{customer}': {
    id: 'eraseCustomer',
    tag: 'Customers',
    summary: 'Erase a customer',
    description:
      "Deletes the customer's facts, journeys and messages. The record that this id was erased remains, and so do suppressions, stored by keyed hashes of addresses. Facts dated before the erasure are not accepted again; a later purchase or profile begins a new history. If the request is interrupted, repeat it to complete the erasure.",
    scope: 'admin',
    path: { customer: KnownId },
    answers: {
      200: {
        description: 'The customer is erased.',
        schema: EraseAnswer,
        example: { status: 'erased' },
      },
    },
    problems: [...WITH_KEY, 404],
  },
  'POST /v1/shops/{shop}/customers/lookup': {
    id: 'lookupCustomers',
    tag: 'Customers',
    summary: 'Find customers',
    description: `By e-mail address, order or id, in the body so that no log has it. An address finds the customer whom purchases there lead to, and others who share it; an id finds the customer it leads to by now. An order is found on one machine only: a deployed table would be read from end to end. ${BODY_WORDS}`,
    scope: 'read',
    body: {
      oneOf: [CustomerLookup],
      examples: {
        email: { summary: 'By address', value: { email: 'lin@example.com' } },
        order: { summary: 'By order', value: { orderId: 'A-1001' } },
      },
    },
    answers: {
      200: {
        description: 'Who was found.',
        schema: LookupAnswer,
        example: {
          customers: [
            {
              customer: 'c-17',
              name: 'Lin',
              maskedAddress: 'l…@example.com',
              class: 'active',
              purchases: 3,
              formerIds: [],
            },
          ],
          complete: true,
        },
      },
    },
    problems: WITH_BODY,
  },
  'POST /v1/shops/{shop}/customers/{customer}/merge': {
    id: 'mergeCustomers',
    tag: 'Customers',
    summary: 'Merge two customers',
    description: `One person had two ids: what is known under "from" moves to this customer, and that id leads here from then on. Safe to repeat. "rekindle customer split" undoes it. ${BODY_WORDS}`,
    scope: 'admin',
    path: { customer: KnownId },
    body: {
      oneOf: [CustomerMerge],
      examples: { merge: { summary: 'An id of another system', value: { from: 'crm-42' } } },
    },
    answers: {
      200: {
        description: 'The merge has begun, or they are one customer already.',
        schema: MergeAnswer,
        example: { status: 'begun', customer: 'c-17' },
      },
    },
    problems: [...WITH_BODY, 404, 409],
  },
  'PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}': {
    id: 'putHold',
    tag: 'Customers',
    summary: 'Hold marketing',
    description: `Stops all marketing to a customer at once; service mail continues. Mail that falls due during the hold waits, and is skipped if it becomes stale. ${BODY_WORDS}`,
    scope: 'ingest',
    path: { customer: KnownId, hold: Id },
    body: {
      oneOf: [PostedHold],
      examples: {
        complaint: {
          summary: 'Until it is lifted',
          value: { reason: 'support-complaint', at: '2026-02-10T09:00:00Z' },
        },
        parcel: {
          summary: 'For a week at most',
          value: {
            reason: 'undelivered-parcel',
            at: '2026-02-10T09:00:00Z',
            until: '2026-02-17T09:00:00Z',
          },
        },
      },
    },
    answers: {
      200: {
        description: 'The hold was known already.',
        schema: HoldAnswer,
        example: { status: 'unchanged' },
      },
      201: {
        description: 'The hold was recorded and is in force.',
        schema: HoldAnswer,
        example: { status: 'recorded' },
      },
    },
    problems: [...WITH_BODY, 409],
  },
  'DELETE /v1/shops/{shop}/customers/{customer}/holds/{hold}': {
    id: 'liftHold',
    tag: 'Customers',
    summary: 'Lift a hold',
    description:
      'The issue is resolved: marketing resumes unless another hold is in force. Lifting a hold again changes nothing.',
    scope: 'ingest',
    path: { customer: KnownId, hold: Id },
    answers: {
      200: {
        description: 'The hold has ended.',
        schema: HoldAnswer,
        example: { status: 'lifted' },
      },
    },
    problems: [...WITH_KEY, 404],
  },
  ...productOperations,
  ...codeOperations,
  ...pageOperations,
}
