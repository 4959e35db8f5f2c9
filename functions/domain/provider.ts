/** Who operates a customer's mailbox, as far as the address shows it. */

export const PROVIDERS = [
  'gmail',
  'outlook',
  'yahoo',
  'icloud',
  'qq',
  'netease',
  'gmx',
  'other',
] as const
export type Provider = (typeof PROVIDERS)[number]

/** @example under('hotmail', 'com co.uk') // ['hotmail.com', 'hotmail.co.uk'] */
const under = (name: string, endings: string): readonly string[] =>
  endings.split(' ').map((ending) => `${name}.${ending}`)

/**
 * The domains at which a provider offers mailboxes to the public. Each is listed, because a
 * well-known name under another ending may belong to another company: yahoo.co.jp is run by LY
 * Corporation with servers, limits and replies of its own, and counts as other.
 */
const DOMAINS: Readonly<Record<Exclude<Provider, 'other'>, readonly string[]>> = {
  gmail: ['gmail.com', 'googlemail.com'],
  outlook: [
    ...under('outlook', 'com at be cl co.id co.il co.nz co.th com.ar com.au com.br com.gr com.pe'),
    ...under('outlook', 'com.tr com.vn cz de dk es fr hu ie in it jp kr lv my ph pt sa sg sk'),
    ...under('hotmail', 'com be ca ch cl co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za'),
    ...under('hotmail', 'com.ar com.au com.br com.hk com.tr com.tw com.vn cz de dk es fi fr gr hu'),
    ...under('hotmail', 'it lt lv my nl no ph rs se sg sk'),
    ...under('live', 'com at be ca cl cn co.kr co.uk co.za com.ar com.au com.mx com.my com.ph'),
    ...under('live', 'com.pt com.sg de dk fi fr hk ie in it jp nl no ru se'),
    'msn.com',
    'passport.com',
    'windowslive.com',
  ],
  yahoo: [
    ...under(
      'yahoo',
      'com ca co.id co.in co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.co',
    ),
    ...under(
      'yahoo',
      'com.hk com.mx com.my com.pe com.ph com.sg com.tr com.tw com.ve com.vn at be',
    ),
    ...under('yahoo', 'bg ch cl cz de dk ee es fi fr gr hr hu ie in it lt lv nl no pl pt ro se si'),
    ...under('yahoo', 'sk'),
    ...under('aol', 'com co.uk de es fr it jp'),
    'aim.com',
    'myyahoo.com',
    'rocketmail.com',
    'verizon.net',
    'ymail.com',
    // AT&T's, whose mail goes to Yahoo's servers.
    ...['ameritech.net', 'att.net', 'bellsouth.net', 'currently.com', 'flash.net', 'pacbell.net'],
    ...['prodigy.net', 'sbcglobal.net', 'snet.net', 'swbell.net'],
  ],
  icloud: ['icloud.com', 'me.com', 'mac.com', 'privaterelay.appleid.com'],
  qq: ['qq.com', 'vip.qq.com', 'foxmail.com'],
  netease: [
    ...['163.com', '126.com', '188.com', 'yeah.net'],
    ...['vip.163.com', 'vip.126.com', 'vip.188.com'],
  ],
  // One house, United Internet.
  gmx: [
    ...under('gmx', 'net de at ch com biz co.uk es eu fr info it li org se tm us'),
    'web.de',
    'mail.com',
    'email.com',
    'usa.com',
  ],
}

const PROVIDER_OF: ReadonlyMap<string, Provider> = new Map(
  PROVIDERS.flatMap((provider) =>
    provider === 'other' ? [] : DOMAINS[provider].map((domain) => [domain, provider] as const),
  ),
)

/**
 * The provider that operates the mailbox, so that one provider's refusal does not slow down mail to
 * others. A customer's own domain is other, even if one of these providers hosts its mail: only DNS
 * would show that.
 *
 * @example providerOf('li@163.com') // 'netease'
 */
export function providerOf(address: string): Provider {
  const at = address.lastIndexOf('@')
  if (at === -1) return 'other'
  return PROVIDER_OF.get(address.slice(at + 1).toLowerCase()) ?? 'other'
}
