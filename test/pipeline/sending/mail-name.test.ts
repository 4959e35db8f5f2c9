import { afterAll, expect, it } from 'vitest'
import type { MessageOf } from '../../../functions/domain/message.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { makeWriteMail } from '../../../functions/pipeline/sending/write-mail.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { templateRow } from '../../../functions/store/shops.ts'
import { secret } from '../../support/api-shop.ts'
import { message, NOON, settings } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const writeMail = makeWriteMail({
  table,
  renderer: makeRenderer(),
  signToken: secret.signToken,
  publicUrl: 'https://mail.acme.example',
  now: () => NOON,
})

/** The subject of a mail to a customer whose name a shop posted so. */
async function subjectFor(name: string): Promise<string> {
  const {
    campaigns: [campaign],
    ...rest
  } = settings()
  if (!campaign) throw new Error('there is no campaign')
  await table.write([
    {
      put: templateRow('acme', campaign, 'picks', 'en', {
        subject:
          '{% if customer.name %}{% assign first = customer.name | split: " " | first %}Hi {{ first }} ({{ customer.name }}){% else %}Hello{% endif %}',
        html: '<p>Hello</p>',
        text: 'Hello',
        content: {},
      }),
    },
  ])
  const mail = await writeMail(
    {
      key: customerKey('acme', 'c-1'),
      shop: 'acme',
      customer: 'c-1',
      profile: { email: 'ann@example.org', updatedAt: 0, name },
      class: 'dormant',
      purchases: 1,
      lastPurchaseAt: Date.UTC(2026, 1, 28, 16, 30),
      tracked: false,
      objectsToProfiling: false,
      value: { noForecast: 'no-model' },
    },
    message({ status: 'due', locale: 'en', decidedAt: NOON, relayAt: NOON }) as MessageOf<'due'>,
    { ...rest, campaigns: [campaign] },
  )
  return mail.subject
}

it.each([
  // A shop that joins two unknown names.
  [' ', 'Hello'],
  ['\n\u200b', 'Hello'],
  ['', 'Hello'],
  [' Ann  Lee\n', 'Hi Ann (Ann Lee)'],
  ["Ann O'Brien", "Hi Ann (Ann O'Brien)"],
])('a customer whose name is posted as %j gets a mail that greets: %s', async (name, subject) => {
  expect(await subjectFor(name)).toBe(subject)
})
