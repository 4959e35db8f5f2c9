/** Codes for the pools of a shop. */
import { SHOP } from './bodies.ts'
import type { Requests } from './request.ts'

const CODES = { pool: 'win-back', codes: [{ code: 'WB-1' }, { code: 'WB-2' }] }

export const CODES_OF_POOLS: Requests = [
  ['codes', `POST ${SHOP}/codes`, { key: 'ingest', body: CODES }],
  ['the same codes', `POST ${SHOP}/codes`, { key: 'ingest', body: CODES }],
  ['codes with a key that reads', `POST ${SHOP}/codes`, { key: 'read', body: CODES }],
  [
    'codes with faults',
    `POST ${SHOP}/codes`,
    {
      key: 'ingest',
      body: { pool: 'Win back', codes: [{ code: 'two words' }, { expiresAt: 'soon' }] },
    },
  ],
  ['no codes', `POST ${SHOP}/codes`, { key: 'ingest', body: { pool: 'win-back', codes: [] } }],
]
