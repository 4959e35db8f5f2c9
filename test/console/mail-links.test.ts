/** The links of a mail, by what they lead to. */
import { describe, expect, test } from 'vitest'
import { type MailToShow, mailLinks } from '../../functions/console/mail-box.ts'
import { source } from '../../functions/http/html.ts'
import { voiceFor } from '../../functions/language/voice.ts'

const TOKEN = 'WyJsZWF2ZSJd.yZlVXOTX2bMI429I83pf-_'
const mail: MailToShow = {
  shop: 'demo',
  customer: '17',
  message: { campaign: 'first-time', n: 1, step: 'offer' },
  source: new Uint8Array(),
  view: 'html',
  kept: { messageId: 'm', receivedAt: 0, recipient: 'lin@example.com' },
  read: {
    from: '',
    subject: '',
    to: '',
    headers: [],
    links: [
      'https://shop.example/guides',
      'https://shop.example/preferences',
      `https://mail.shop.example/preferences/${TOKEN}`,
      `https://mail.shop.example/confirm/${TOKEN}`,
    ],
    unsubscribe: `https://mail.shop.example/unsubscribe/${TOKEN}`,
  },
}

const namesIn = (language: 'en' | 'zh-CN'): readonly string[] =>
  [...source(mailLinks(mail, voiceFor(language, 'UTC', 0))).matchAll(/<a [^>]*>([^<]*)</g)].map(
    ([, name = '']) => name,
  )

describe('The links of a mail', () => {
  test('have names where their address would be a signed token', () => {
    expect(namesIn('en')).toEqual([
      'shop.example/guides',
      'shop.example/preferences',
      'E-mail preferences',
      'Confirm the subscription',
      'Unsubscribe',
      'Download (.eml)',
    ])
    expect(namesIn('zh-CN').slice(2, 5)).toEqual(['邮件接收设置', '确认订阅', '退订营销邮件'])
  })
})
