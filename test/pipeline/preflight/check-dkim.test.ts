import { describe, expect, it } from 'vitest'
import { SUBJECT, TOKENS } from './good-zone.ts'
import { useJudging } from './judging.ts'

const { serve, resultOf, judges } = useJudging()

describe('DKIM', () => {
  const [token = ''] = TOKENS
  const key = `${token}._domainkey.tea.example`
  const own = { dkimTokens: [], dkimSelectors: ['S1'] }
  const ownKey = 's1._domainkey.tea.example'
  const placeholder = `${ownKey} TXT v=DKIM1; k=rsa; p=YOUR_PUBLIC_KEY`

  judges('dkim', [
    {
      what: 'fails where a CNAME is missing',
      zone: { [key]: {} },
      problems: ['dkim-cname-missing'],
      fixes: [`${key} CNAME ${token}.dkim.amazonses.com`],
    },
    {
      what: 'fails where a CNAME leads elsewhere',
      zone: { [key]: { CNAME: 'parked.example' } },
      problems: ['dkim-cname-wrong'],
      fixes: [`${key} CNAME ${token}.dkim.amazonses.com`],
    },
    {
      what: 'fails where a CNAME leads to the keys of another region, and there is none',
      zone: { [key]: { CNAME: `${token}.dkim.eu-south-1.amazonses.com` } },
      problems: ['dkim-cname-wrong'],
      fixes: [`${key} CNAME ${token}.dkim.amazonses.com`],
    },
    {
      what: 'fails where the key of an identity in another region is revoked',
      zone: {
        [key]: { CNAME: `${token}.dkim.eu-south-1.amazonses.com` },
        [`${token}.dkim.eu-south-1.amazonses.com`]: { TXT: ['p='] },
      },
      problems: ['dkim-cname-wrong'],
      fixes: [`${key} CNAME ${token}.dkim.amazonses.com`],
    },
    {
      what: 'passes where the key of an identity in another region is there',
      zone: {
        [key]: { CNAME: `${token}.dkim.eu-south-1.amazonses.com` },
        [`${token}.dkim.eu-south-1.amazonses.com`]: { TXT: ['p=MIIB'] },
      },
      notes: ['dkim-key-of-another-region'],
    },
    {
      what: 'passes however a CNAME is written',
      zone: { [key]: { CNAME: `${token.toUpperCase()}.DKIM.amazonses.com.` } },
    },
    {
      what: 'passes with a key of its own',
      subject: own,
      zone: { [ownKey]: { TXT: [`v=DKIM1; k=rsa; p=${'A'.repeat(400)}`] } },
    },
    {
      what: 'fails where a key of its own is missing',
      subject: own,
      zone: { [ownKey]: { TXT: ['hello'] } },
      problems: ['dkim-key-missing'],
      fixes: [placeholder],
    },
    {
      what: 'fails where a key of its own is revoked',
      subject: own,
      zone: { [ownKey]: { TXT: ['v=DKIM1; p='] } },
      problems: ['dkim-key-revoked'],
      fixes: [placeholder],
    },
    {
      what: 'fails where one selector has two keys',
      subject: own,
      zone: { [ownKey]: { TXT: ['p=MIIB', 'p=MIIC'] } },
      problems: ['dkim-two-keys'],
    },
    {
      what: 'fails where SES has not seen the records yet',
      subject: { sesSays: { isVerified: false, dkim: 'not-verified', mailFrom: 'in-use' } },
      problems: ['identity-not-verified', 'dkim-not-verified-by-ses'],
    },
    {
      what: 'fails where signing is switched off',
      subject: { sesSays: { isVerified: true, dkim: 'off', mailFrom: 'in-use' } },
      problems: ['dkim-off-in-ses'],
    },
  ])

  it.each([
    ['us-east-1', 'dkim.amazonses.com'],
    ['eu-south-1', 'dkim.eu-south-1.amazonses.com'],
    ['il-central-1', 'dkim.il-central-1.amazonses.com'],
  ])('has its keys in %s under %s', async (region, zone) => {
    serve({})
    const { fixes } = await resultOf('dkim', { ...SUBJECT, region })
    expect(fixes.map(({ value }) => value)).toEqual(TOKENS.map((one) => `${one}.${zone}`))
  })
})
