import { afterAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../functions/domain/customer.ts'
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

/** The subject of a mail to a customer whose last order was at half past midnight in Shanghai. */
async function subjectFor(profile: Partial<Profile>): Promise<string> {
  const {
    campaigns: [campaign],
    ...rest
  } = settings()
  if (!campaign) throw new Error('there is no campaign')
  await table.write([
    {
      put: templateRow('acme', campaign, 'picks', 'en', {
        subject:
          '{{ customer.firstName | default: "you" }}: {{ lifecycle.lastPurchaseAt | date: "%-d %B" }}, {{ 1250 | money }}',
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
      profile: { email: 'ann@example.org', updatedAt: 0, ...profile },
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

describe('the clock of a mail', () => {
  it("is the customer's own", async () => {
    const subject = await subjectFor({ zone: 'Asia/Shanghai', country: 'GB', name: 'Ann Lee' })
    expect(subject).toBe('Ann: 1 March, €12.50')
  })

  it('is that of a country with one zone', async () => {
    expect(await subjectFor({ country: 'JP' })).toBe('you: 1 March, €12.50')
  })

  it("is the shop's if a country has several, or if nothing is known", async () => {
    expect(await subjectFor({ country: 'US' })).toBe('you: 28 February, €12.50')
    expect(await subjectFor({})).toBe('you: 28 February, €12.50')
  })
})
