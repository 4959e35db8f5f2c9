/** Amazon SES v1 as far as it reports the state of identities. */
import { type Loopback, listen, type Reply } from '../../support/loopback.ts'

export type Identity = {
  readonly verification?: string
  readonly dkim?: {
    readonly enabled: boolean
    readonly status: string
    readonly tokens: readonly string[]
  }
  readonly mailFrom?: { readonly domain: string; readonly status: string }
}

export type IdentitiesEndpoint = Loopback & {
  /** By address or domain. */
  readonly keep: (identities: Readonly<Record<string, Identity>>) => void
  /** Turns every call down, as without the permission. */
  readonly refuse: () => void
}

const tag = (name: string, inner: string): string => `<${name}>${inner}</${name}>`

const ATTRIBUTES: Readonly<Record<string, (identity: Identity) => string>> = {
  GetIdentityVerificationAttributes: ({ verification }) =>
    verification ? tag('VerificationStatus', verification) : '',
  GetIdentityDkimAttributes: ({ dkim }) =>
    dkim
      ? tag('DkimEnabled', String(dkim.enabled)) +
        tag('DkimVerificationStatus', dkim.status) +
        tag('DkimTokens', dkim.tokens.map((token) => tag('member', token)).join(''))
      : '',
  GetIdentityMailFromDomainAttributes: ({ mailFrom }) =>
    mailFrom
      ? tag('MailFromDomain', mailFrom.domain) +
        tag('MailFromDomainStatus', mailFrom.status) +
        tag('BehaviorOnMXFailure', 'UseDefaultValue')
      : '',
}

const MAPS: Readonly<Record<string, string>> = {
  GetIdentityVerificationAttributes: 'VerificationAttributes',
  GetIdentityDkimAttributes: 'DkimAttributes',
  GetIdentityMailFromDomainAttributes: 'MailFromDomainAttributes',
}

const xml = (status: number, body: string): Reply => ({ status, type: 'text/xml', body })

/** @example const ses = await startIdentitiesEndpoint(); ses.keep({ 'tea.example': { ... } }) */
export async function startIdentitiesEndpoint(): Promise<IdentitiesEndpoint> {
  let identities: Readonly<Record<string, Identity>> = {}
  let isRefusing = false
  const server = await listen(({ body }) => {
    const form = new URLSearchParams(body.toString())
    const action = form.get('Action') ?? ''
    const attributes = ATTRIBUTES[action]
    if (isRefusing || !attributes) {
      const inner = tag('Code', 'AccessDenied') + tag('Message', `not allowed: ${action}`)
      return xml(403, tag('ErrorResponse', tag('Error', inner)))
    }
    const asked = [...form].filter(([key]) => key.startsWith('Identities.member.'))
    const entries = asked.flatMap(([, name]) => {
      const inner = attributes(identities[name] ?? {})
      return inner === '' ? [] : [tag('entry', tag('key', name) + tag('value', inner))]
    })
    const result = tag(`${action}Result`, tag(MAPS[action] ?? '', entries.join('')))
    return xml(200, tag(`${action}Response`, result))
  })
  return {
    ...server,
    keep: (next) => {
      identities = next
      isRefusing = false
    },
    refuse: () => {
      isRefusing = true
    },
  }
}
