/** Description of the route of codes: see operations.ts. */
import { MOST_BODY_BYTES } from '../../http/requests.ts'
import { CodesAnswer, PostedCodes } from '../codes.handler.ts'
import type { ApiOperation, ApiRoute } from './operation.ts'

type CodeRoute = Extract<ApiRoute, `${string}/codes`>

export const codeOperations: Readonly<Record<CodeRoute, ApiOperation>> = {
  'POST /v1/shops/{shop}/codes': {
    id: 'postCodes',
    tag: 'Codes',
    summary: 'Add codes to a pool',
    description: `A campaign with a coupon gives each of its journeys one code of its pool, which all of its mails show. Adding codes again changes nothing. As many mails that wait for one leave within minutes. A body has at most ${MOST_BODY_BYTES} bytes.`,
    scope: 'ingest',
    body: {
      oneOf: [PostedCodes],
      examples: {
        codes: {
          summary: 'Two codes, one of which expires',
          value: {
            pool: 'win-back',
            codes: [
              { code: 'WB-7KQ4M2' },
              { code: 'WB-9XH3TR', expiresAt: '2027-01-31T23:59:59Z' },
            ],
          },
        },
      },
    },
    answers: {
      200: {
        description: 'The codes are in the pool.',
        schema: CodesAnswer,
        example: { pool: 'win-back', added: 2, known: 0 },
      },
    },
    problems: [400, 401, 403, 413, 415, 503],
  },
}
