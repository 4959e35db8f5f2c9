import { createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SUBJECT, TOKENS } from './good-zone.ts'
import { useJudging } from './judging.ts'

const { serve, resultOf, judges } = useJudging()

/** A public key in base64, as a DNS record has it; any odd number serves as a modulus here. */
const rsa = (bits: number): string => {
  const n = Buffer.alloc(bits / 8, 0xff).toString('base64url')
  const key = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' })
  return key.export({ format: 'der', type: 'spki' }).toString('base64')
}
const ED25519 = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='

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
      what: 'passes where a CNAME leads to the right one',
      zone: {
        [key]: { CNAME: 'dkim1.mail.tea.example' },
        'dkim1.mail.tea.example': { CNAME: `${token}.dkim.amazonses.com` },
      },
    },
    {
      what: 'fails where CNAMEs lead in a circle',
      zone: { [key]: { CNAME: 'loop.tea.example' }, 'loop.tea.example': { CNAME: key } },
      problems: ['dkim-cname-wrong'],
      fixes: [`${key} CNAME ${token}.dkim.amazonses.com`],
    },
    {
      what: 'passes however a CNAME is written',
      zone: { [key]: { CNAME: `${token.toUpperCase()}.DKIM.amazonses.com.` } },
    },
    {
      what: 'passes with a key of its own',
      subject: own,
      zone: { [ownKey]: { TXT: [`v=DKIM1; k=rsa; p=${rsa(2_048)}`] } },
    },
    {
      what: 'passes with a key of its own with spaces in it, for e-mail and SHA-256',
      subject: own,
      zone: {
        [ownKey]: { TXT: [`p=${rsa(2_048).replace(/.{64}/g, '$& ')}; h=sha1:sha256; s=email;`] },
      },
    },
    {
      what: 'passes with a key of 1,024 bits, and says that more are recommended',
      subject: own,
      zone: { [ownKey]: { TXT: [`v=DKIM1; p=${rsa(1_024)}`] } },
      notes: ['dkim-key-below-2048-bits'],
    },
    {
      what: 'passes with a key that is marked as a test, and says so',
      subject: own,
      zone: { [ownKey]: { TXT: [`v=DKIM1; t=s:y; p=${rsa(2_048)}`] } },
      notes: ['dkim-testing'],
    },
    {
      what: 'passes with a key next to a text that is almost one',
      subject: own,
      zone: { [ownKey]: { TXT: [`v=DKIM1; p=${rsa(2_048)}`, 'v=DKIM1 p=MIIB'] } },
      notes: ['almost-record-ignored'],
    },
    ...[
      ['has 768 bits', `v=DKIM1; p=${rsa(768)}`, 'dkim-key-too-short'],
      ['is cut off', `v=DKIM1; p=${rsa(2_048).slice(0, 200)}`, 'dkim-key-unreadable'],
      ['is no base64', 'v=DKIM1; p=YOUR_PUBLIC_KEY', 'dkim-key-unreadable'],
      ['has the lines of a PEM file', 'p=-----BEGIN PUBLIC KEY-----', 'dkim-key-unreadable'],
      ['is an Ed25519 key', 'v=DKIM1; k=ed25519; p=GbkE', 'dkim-key-not-rsa'],
      ['is an Ed25519 key that says it is RSA', `p=${ED25519}`, 'dkim-key-not-rsa'],
      ['is for SHA-1 alone', `h=sha1; p=${rsa(2_048)}`, 'dkim-key-not-for-mail'],
      ['is for another service', `s=tlsrpt; p=${rsa(2_048)}`, 'dkim-key-not-for-mail'],
      ['is of another version', `v=DKIM2; p=${rsa(2_048)}`, 'dkim-record-almost'],
      ['has no semicolons', 'v=DKIM1 k=rsa p=MIIB', 'dkim-record-almost'],
      ['has its version last', `p=${rsa(2_048)}; v=DKIM1`, 'dkim-record-almost'],
    ].map(([what = '', text = '', problem = '']) => ({
      what: `fails where a key of its own ${what}`,
      subject: own,
      zone: { [ownKey]: { TXT: [text] } },
      problems: [problem],
      fixes: [placeholder],
    })),
    {
      what: 'fails where a key of its own is in quotation marks, and names them',
      subject: own,
      zone: { [ownKey]: { TXT: [`"v=DKIM1; p=${rsa(2_048)}"`] } },
      problems: ['dkim-record-almost'],
      notes: ['quotes-in-record'],
      fixes: [placeholder],
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
