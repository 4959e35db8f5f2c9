/** The subject of a real mail, written from the rows as it is before it is sent. */
import type { Profile } from '../../../functions/domain/customer.ts'
import type { MessageOf } from '../../../functions/domain/message.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { makeWriteMail } from '../../../functions/pipeline/sending/write-mail.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { templateRow } from '../../../functions/store/published-campaigns.ts'
import type { Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { message, NOON, settings } from '../../support/given.ts'

/**
 * @param subject Liquid
 * @returns the subject for a customer whose last order was at half past midnight in Shanghai
 * @example await subjectsOf(table, 'Hi {{ customer.name }}')({ name: 'Ann' }) // 'Hi Ann'
 */
export function subjectsOf(
  table: Table,
  subject: string,
): (profile: Partial<Profile>) => Promise<string> {
  const writeMail = makeWriteMail({
    table,
    renderer: makeRenderer(),
    signToken: secret.signToken,
    publicUrl: 'https://mail.acme.example',
    now: () => NOON,
  })
  const {
    campaigns: [campaign],
    ...rest
  } = settings()
  if (!campaign) throw new Error('there is no campaign')
  return async (profile) => {
    const parts = { subject, html: '<p>Hello</p>', text: 'Hello', content: {} }
    await table.write([{ put: templateRow('acme', campaign, 'picks', 'en', parts) }])
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
        start: { attributes: [] },
        value: { noForecast: 'no-model' },
      },
      message({ status: 'due', locale: 'en', decidedAt: NOON, relayAt: NOON }) as MessageOf<'due'>,
      { ...rest, campaigns: [campaign] },
    )
    return mail.subject
  }
}
