/** By its ids a mail is found again: in SES's events, in the inbox, by an engineer. */
import { afterAll, describe, expect, it } from 'vitest'
import { messageAsked } from '../../functions/cli/message/id.ts'
import type { Profile } from '../../functions/domain/customer.ts'
import type { Message } from '../../functions/domain/message.ts'
import { mailIdOfTags, messageName } from '../../functions/domain/message-ref.ts'
import type { Shop } from '../../functions/domain/policy.ts'
import type { OutgoingMail } from '../../functions/pipeline/sending/mailer.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { makeSesClient, makeSesMailer } from '../../functions/pipeline/sending/ses/ses-mailer.ts'
import { makeWriteMail } from '../../functions/pipeline/sending/write-mail.ts'
import { makeInbox } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { templateRow } from '../../functions/store/published-campaigns.ts'
import { sendAlone } from '../support/any-mail.ts'
import { secret } from '../support/api-shop.ts'
import { campaign as campaignOf, message as messageOf, NOON, settings } from '../support/given.ts'
import { anyCredentials } from '../support/loopback.ts'
import { startSesEndpoint } from '../support/ses-endpoint.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { golden } from './golden.ts'

const { table, database, stop } = temporaryTable()
afterAll(stop)
const ses = await startSesEndpoint(() => NOON)
const client = makeSesClient({ ...anyCredentials, endpoint: ses.endpoint })
afterAll(async () => {
  client.destroy()
  await ses.stop()
})

type Sent = {
  readonly shop: string
  readonly customer: string
  readonly campaign: string
  readonly step: string
  readonly n?: number
  readonly profile?: Partial<Profile>
  readonly unsubscribeMailbox?: string
  readonly service?: true
  readonly tracked?: true
}

const MAILS: Readonly<Record<string, Sent>> = {
  plain: { shop: 'tea', customer: '17', campaign: 'win-back', step: 'picks' },
  'repeat occurrence': {
    shop: 'tea',
    customer: '17',
    campaign: 'frequent',
    step: 'care.2',
    n: 3,
    unsubscribeMailbox: 'leave+us@tea.example',
    tracked: true,
  },
  'percent-encoded ids': {
    shop: 'tea & co',
    customer: '客户/17 #1_%',
    campaign: 'after_care',
    step: 'tips',
    profile: { email: 'li@例子.公司', name: '李 "Lin" Müller' },
  },
  'longer than one tag': {
    shop: 'tea',
    customer: '客'.repeat(42),
    campaign: 'care',
    step: 'tips.12',
  },
  'a service': {
    shop: 'tea',
    customer: `~guest:${secret.addressHash('lin@example.com')}`,
    campaign: 'confirm',
    step: 'ask',
    service: true,
  },
}

async function write(sent: Sent): Promise<OutgoingMail> {
  const { shop: id, customer, n = 1, step, service, tracked = false, unsubscribeMailbox } = sent
  const template = step.split('.')[0] as string
  const campaign = campaignOf({ id: sent.campaign, kind: service ? 'service' : 'marketing' })
  await table.write([
    {
      put: templateRow(id, campaign, template, 'en', {
        subject: 'Spring tea',
        html: '<p><a href="{{ unsubscribeUrl }}">Leave</a></p>',
        text: 'Leave: {{ unsubscribeUrl }}',
        content: {},
      }),
    },
  ])
  const base = settings({ campaigns: [campaign] })
  const shop: Shop = { ...base.shop, id, ...(unsubscribeMailbox && { unsubscribeMailbox }) }
  const writeMail = makeWriteMail({
    table,
    renderer: makeRenderer(),
    signToken: secret.signToken,
    publicUrl: 'https://mail.tea.example',
    now: () => NOON,
  })
  const due = { status: 'due', locale: 'en', decidedAt: NOON, relayAt: NOON } as const
  const about = { campaign: sent.campaign, n, step, template, marketing: !service }
  return writeMail(
    {
      key: customerKey(id, customer),
      shop: id,
      customer,
      profile: { email: 'lin@example.com', updatedAt: 0, ...sent.profile },
      class: 'first-time',
      purchases: 1,
      tracked,
      objectsToProfiling: false,
      start: { attributes: [] },
      value: { noForecast: 'no-model' },
    },
    messageOf(due, about) as Message & typeof due,
    { ...base, shop },
  )
}

async function handOver(sent: Sent) {
  const mail = await write(sent)
  const { bytes, ...filedUnder } = mail
  const source = Buffer.from(bytes).toString('latin1')
  const mailer = makeSesMailer({
    client,
    configurationSet: 'rekindle',
    trackedConfigurationSet: 'rekindle-tracked',
    clock: () => NOON,
  })
  await sendAlone(mailer, mail)
  const { messageId: _, at: __, bytes: ___, ...request } = ses.received.at(-1) ?? { bytes: '' }
  const inbox = await makeInbox(database, () => NOON)(mail)
  const kept = database.sqlite
    .prepare('SELECT * FROM inbox WHERE message_id = ?')
    .get(mail.messageId) as Record<string, unknown>
  return {
    mail: filedUnder,
    headers: source.slice(0, source.indexOf('\r\n\r\n')).split('\r\n'),
    ses: request,
    idInTags: mailIdOfTags(
      Object.fromEntries(Object.entries(ses.received.at(-1)?.tags ?? {}).map(([k, v]) => [k, [v]])),
    ),
    inbox: { ...kept, source: Buffer.from(kept.source as Uint8Array).equals(bytes) },
    inboxAnswer: inbox,
  }
}

const ASKED: readonly (readonly [id: string, shop: string])[] = [
  ['17/win-back#1#picks', 'tea'],
  ['tea/17/frequent#3#care.2', 'tea'],
  ['tea_2F17_2Ffrequent_233_23care_2E2', 'tea'],
  ['tea/17/frequent%233%23care.2', 'tea'],
  ['tea%20%26%20co/%E5%AE%A2%E6%88%B7%2F17/after_care#1#tips', 'tea & co'],
  ['客户/17/after_care#1#tips', 'tea & co'],
]

describe('what a mail is filed under', () => {
  it('stays as it is, with SES and in the inbox', async () => {
    const mails: Record<string, unknown> = {}
    for (const [name, sent] of Object.entries(MAILS)) mails[name] = await handOver(sent)
    const asked = ASKED.map(([id, shop]) => {
      const { customers, ref } = messageAsked(id, shop)
      return { id, shop, customers, name: messageName(ref) }
    })
    await expect(golden({ mails, asked })).toMatchFileSnapshot('./tags.json')
  })
})
