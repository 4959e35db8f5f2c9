import { SESClient } from '@aws-sdk/client-ses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withIdentity } from '../../../functions/pipeline/preflight/identities.ts'
import { makeSesIdentities } from '../../../functions/pipeline/preflight/ses/ses-identities.ts'
import { anyCredentials } from '../../support/loopback.ts'
import { TOKENS } from './good-zone.ts'
import {
  type IdentitiesEndpoint,
  type Identity,
  startIdentitiesEndpoint,
} from './identities-endpoint.ts'

let ses: IdentitiesEndpoint
let client: SESClient
beforeAll(async () => {
  ses = await startIdentitiesEndpoint()
  client = new SESClient({ endpoint: ses.endpoint, ...anyCredentials, maxAttempts: 1 })
})
afterAll(async () => {
  client.destroy()
  await ses.stop()
})

const SUBJECT = { fromAddress: 'hello@news.tea.example', region: 'eu-central-1' }
const READY: Identity = {
  verification: 'Success',
  dkim: { enabled: true, status: 'Success', tokens: TOKENS },
  mailFrom: { domain: 'Bounce.tea.example', status: 'Success' },
}
const SIGNS = { isVerified: true, dkim: 'signs', mailFrom: 'in-use' }

const withSes = (subject: Parameters<typeof withIdentity>[0] = SUBJECT) =>
  withIdentity(subject, makeSesIdentities(client))

describe('what SES says of a sender', () => {
  it('is that of the parent domain, if the domain itself is not an identity', async () => {
    ses.keep({ 'tea.example': READY })
    expect(await withSes()).toEqual({
      ...SUBJECT,
      signingDomain: 'tea.example',
      dkimTokens: TOKENS,
      dkimSelectors: [],
      mailFromDomain: 'bounce.tea.example',
      sesSays: SIGNS,
    })
  })

  it('is that of the closest domain that is verified', async () => {
    const pending: Identity = { verification: 'Pending' }
    ses.keep({
      'news.tea.example': {
        ...READY,
        mailFrom: { domain: 'b.news.tea.example', status: 'Success' },
      },
      'tea.example': READY,
    })
    expect(await withSes()).toMatchObject({
      signingDomain: 'news.tea.example',
      mailFromDomain: 'b.news.tea.example',
    })
    ses.keep({ 'news.tea.example': pending, 'tea.example': READY })
    expect(await withSes()).toMatchObject({ signingDomain: 'tea.example', sesSays: SIGNS })
    ses.keep({ 'news.tea.example': pending })
    expect(await withSes()).toMatchObject({
      signingDomain: 'news.tea.example',
      sesSays: { isVerified: false, dkim: 'off', mailFrom: 'none' },
    })
  })

  it('takes the MAIL FROM domain of the address itself before that of its domain', async () => {
    ses.keep({
      'tea.example': READY,
      [SUBJECT.fromAddress]: {
        verification: 'Success',
        mailFrom: { domain: 'own.tea.example', status: 'Pending' },
      },
    })
    expect(await withSes()).toMatchObject({
      mailFromDomain: 'own.tea.example',
      sesSays: { mailFrom: 'not-verified' },
    })
  })

  it.each([
    [{ enabled: false, status: 'Success', tokens: TOKENS }, 'off'],
    [{ enabled: true, status: 'Pending', tokens: TOKENS }, 'not-verified'],
    [{ enabled: true, status: 'Failed', tokens: TOKENS }, 'not-verified'],
  ])('shows whether SES signs: %o', async (dkim, says) => {
    ses.keep({ 'tea.example': { ...READY, dkim } })
    expect((await withSes()).sesSays?.dkim).toBe(says)
  })

  it('distinguishes the selector of the shop’s own key from a token', async () => {
    ses.keep({
      'tea.example': { ...READY, dkim: { enabled: true, status: 'Success', tokens: ['s2026'] } },
    })
    expect(await withSes()).toMatchObject({ dkimTokens: [], dkimSelectors: ['s2026'] })
  })

  it('comes after what was given, and says where SES uses another MAIL FROM domain', async () => {
    ses.keep({ 'tea.example': READY })
    const given = { ...SUBJECT, dkimSelectors: ['mine'], mailFromDomain: 'other.tea.example' }
    expect(await withSes(given)).toEqual({
      ...given,
      signingDomain: 'tea.example',
      sesSays: { ...SIGNS, mailFrom: 'none' },
    })
  })

  it('is nothing if SES knows neither the domain nor one above it', async () => {
    ses.keep({ 'coffee.example': READY })
    expect(await withSes()).toEqual(SUBJECT)
  })

  it('is unknown if SES does not answer', async () => {
    ses.refuse()
    await expect(withSes()).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
