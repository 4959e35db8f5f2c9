/** POST codes: a shop fills a pool, from which mails take a code for each journey. */
import * as z from 'zod/mini'
import { isCode, isPoolName } from '../domain/code-pattern.ts'
import { json } from '../http/problem.ts'
import {
  type HttpHandler,
  jsonBody,
  parsed,
  type RequestPorts,
  shopHandler,
} from '../http/requests.ts'
import { fillPool } from '../store/code-waiters.ts'
import type { Table } from '../store/table.ts'
import { anyInstantText, described, say } from './wire-parts.ts'
import { withoutEmpty } from './without-empty.ts'

const MOST_CODES = 500

const PostedCode = z.strictObject({
  code: say(
    z
      .string()
      .check(z.refine(isCode, 'must have 1 to 60 visible ASCII characters, without spaces')),
    'As customers type it: 1 to 60 visible ASCII characters.',
  ),
  expiresAt: say(
    z.exactOptional(anyInstantText()),
    'No mail promises the code from then on; when left out, only the campaign bounds it.',
  ),
})

export const PostedCodes = z
  .strictObject({
    pool: say(
      z
        .string()
        .check(z.refine(isPoolName, 'must be a lower-case letter, then letters, digits and "-"')),
      'The name by which a campaign asks for codes of this pool.',
    ),
    codes: z
      .array(PostedCode)
      .check(
        z.minLength(1, 'must contain at least one'),
        z.maxLength(MOST_CODES, `must contain at most ${MOST_CODES}; send several batches`),
      ),
  })
  .register(described, {
    id: 'Codes',
    description:
      'Codes for one pool. One that is in it, or was given to a customer, stays as it is.',
  })

/** What is answered. */
export const CodesAnswer = z
  .strictObject({ pool: z.string(), added: z.int(), known: z.int() })
  .register(described, {
    id: 'CodesAdded',
    description: 'How many codes were added, and how many were there or had been given before.',
  })

export const makePostCodes = (ports: RequestPorts & { readonly table: Table }): HttpHandler =>
  shopHandler(ports, 'ingest', async ({ event, shop }) => {
    const { pool, codes } = parsed(PostedCodes, withoutEmpty(PostedCodes, jsonBody(event)))
    const named = new Map(codes.map((one) => [one.code, one]))
    const { id } = shop.settings.shop
    const counts = await fillPool(ports.table, { shop: id, pool }, [...named.values()], ports.now())
    return json(200, { pool, ...counts })
  })
