import { describe, expect, it } from 'vitest'
import { PROVIDERS, providerOf } from '../../functions/domain/provider.ts'

describe('who keeps a mailbox', () => {
  it.each([
    ['gmail', 'gmail.com googlemail.com'],
    ['outlook', 'outlook.com outlook.fr outlook.com.br hotmail.com hotmail.co.uk hotmail.co.jp'],
    ['outlook', 'live.com live.cn live.com.au msn.com windowslive.com'],
    ['yahoo', 'yahoo.com yahoo.co.uk yahoo.de yahoo.com.br yahoo.com.tw ymail.com'],
    ['yahoo', 'rocketmail.com myyahoo.com aol.com aim.com verizon.net att.net'],
    ['icloud', 'icloud.com me.com mac.com privaterelay.appleid.com'],
    ['qq', 'qq.com vip.qq.com foxmail.com'],
    ['netease', '163.com 126.com yeah.net 188.com vip.163.com vip.126.com'],
    ['gmx', 'gmx.net gmx.de gmx.at gmx.ch gmx.com gmx.co.uk web.de mail.com'],
  ] as const)('is %s for %s', (provider, domains) => {
    const found = domains.split(' ').map((domain) => [domain, providerOf(`li@${domain}`)])
    expect(found).toEqual(domains.split(' ').map((domain) => [domain, provider]))
  })

  it('is known for every provider there is', () => {
    const one = ['gmail.com', 'msn.com', 'yahoo.fr', 'me.com', 'qq.com', 'yeah.net', 'web.de', '']
    expect(one.map((domain) => providerOf(`li@${domain}`))).toEqual(PROVIDERS)
  })

  it('does not depend on capitals, nor on what stands before the last @', () => {
    expect(providerOf('Li.Wei@GMail.COM')).toBe('gmail')
    expect(providerOf('"a@qq.com"@163.com')).toBe('netease')
  })

  it.each([
    ['another name that ends alike', 'li@notgmail.com'],
    ['a name that only begins alike', 'li@gmail.com.example.org'],
    ['a part of a domain', 'li@mail.gmail.com'],
    ['an ending the provider never had', 'li@hotmail.example'],
    ['Yahoo! JAPAN, which another company keeps', 'li@yahoo.co.jp'],
    ['a domain of their own, wherever its mail is kept', 'li@tea.example'],
    ['what every object has', 'li@constructor'],
    ['no address', 'gmail.com'],
    ['nothing', ''],
  ])('is other for %s', (_, address) => {
    expect(providerOf(address)).toBe('other')
  })
})
