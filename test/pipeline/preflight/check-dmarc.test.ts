import { describe } from 'vitest'
import type { Zone } from '../../support/dns-endpoint.ts'
import { useJudging } from './judging.ts'

const { judges } = useJudging()

describe('DMARC', () => {
  const policy = (...TXT: readonly string[]): Zone => ({ '_dmarc.tea.example': { TXT } })
  const least = '_dmarc.tea.example TXT v=DMARC1; p=none'
  const news = { fromAddress: 'hello@news.tea.example' }

  judges('dmarc', [
    { what: 'fails without a policy', zone: policy(), problems: ['dmarc-missing'], fixes: [least] },
    {
      what: 'fails with two policies, and keeps the one that can be read',
      zone: policy('v=DMARC1; p=', 'v=DMARC1; p=reject'),
      problems: ['dmarc-two-records'],
      fixes: ['_dmarc.tea.example TXT v=DMARC1; p=reject'],
    },
    {
      what: 'fails with an invalid policy, and keeps the address for reports',
      zone: policy('v=DMARC1; p=monitor; rua=mailto:d@tea.example'),
      problems: ['dmarc-syntax'],
      fixes: [`${least}; rua=mailto:d@tea.example`],
    },
    {
      what: 'fails without the p that older receivers ask for',
      zone: policy('v=DMARC1; rua=mailto:d@tea.example'),
      problems: ['dmarc-syntax'],
      fixes: [`${least}; rua=mailto:d@tea.example`],
    },
    {
      what: 'fails where a tag comes twice',
      zone: policy('v=DMARC1; p=none; p=reject'),
      problems: ['dmarc-syntax'],
      fixes: [least],
    },
    {
      what: 'passes with a record that is written carelessly but readable, and asks for no reports',
      zone: policy('v = DMARC1 ;P= Reject; x=1;'),
      notes: ['dmarc-no-reports'],
    },
    {
      what: 'is that of the organizational domain where the From domain has none',
      subject: { ...news, mailFromDomain: 'bounce.tea.example' },
      notes: ['dmarc-of-a-parent-domain'],
    },
    {
      what: 'fails where the organizational domain has two policies',
      zone: policy('v=DMARC1; p=reject', 'v=DMARC1; p=none'),
      subject: { ...news, mailFromDomain: 'bounce.tea.example' },
      problems: ['dmarc-two-records'],
      fixes: ['_dmarc.tea.example TXT v=DMARC1; p=reject'],
    },
    {
      what: 'is missing where only a registry has one',
      zone: {
        ...policy(),
        _dmarc: {},
        '_dmarc.example': { TXT: ['v=DMARC1; p=reject; psd=y'] },
      },
      problems: ['dmarc-missing'],
      fixes: [least],
    },
    {
      what: 'passes by DKIM alone with another owner’s MAIL FROM domain',
      subject: { mailFromDomain: 'bounce.coffee.example' },
      notes: ['dmarc-spf-not-aligned'],
    },
    {
      what: 'passes by DKIM alone with a subdomain where SPF must match exactly',
      zone: policy('v=DMARC1; p=none; rua=mailto:d@tea.example; aspf=s'),
      notes: ['dmarc-spf-not-aligned'],
    },
    {
      what: 'passes by SPF alone with another owner’s signature',
      subject: { signingDomain: 'coffee.example' },
      notes: ['dmarc-dkim-not-aligned'],
    },
    {
      what: 'fails where neither is aligned',
      subject: { signingDomain: 'coffee.example', mailFromDomain: 'bounce.coffee.example' },
      problems: ['dmarc-not-aligned'],
    },
    {
      what: 'fails where both must match exactly and neither does',
      zone: policy('v=DMARC1; p=none; rua=mailto:d@tea.example; aspf=s; adkim=s'),
      subject: { signingDomain: 'mail.tea.example' },
      problems: ['dmarc-not-aligned'],
      fixes: ['_dmarc.tea.example TXT v=DMARC1; p=none; rua=mailto:d@tea.example; aspf=r; adkim=r'],
    },
    {
      what: 'fails with an invalid policy for subdomains',
      zone: policy('v=DMARC1; p=reject; sp=all'),
      problems: ['dmarc-syntax'],
      fixes: ['_dmarc.tea.example TXT v=DMARC1; p=reject'],
    },
    ...[
      ['V=DMARC1 p=none', 'v=DMARC1; p=none'],
      [
        'v=DMARC1 p=quarantine rua=mailto:d@tea.example',
        'v=DMARC1; p=quarantine; rua=mailto:d@tea.example',
      ],
      ['v=dmarc1; p=reject', 'v=DMARC1; p=reject'],
      ['DMARC1; p=none', 'v=DMARC1; p=none'],
      [' v=DMARC1; p=none', 'v=DMARC1; p=none'],
      ['v=DMARC; p=none; sp=reject', 'v=DMARC1; p=none'],
    ].map(([text = '', value = '']) => ({
      what: `fails where the record is almost one: ${text}`,
      zone: policy(text),
      problems: ['dmarc-almost'],
      fixes: [`_dmarc.tea.example TXT ${value}`],
    })),
    {
      what: 'fails where the record is in quotation marks, and names them',
      zone: policy('"v=DMARC1; p=none; rua=mailto:d@tea.example"'),
      problems: ['dmarc-almost'],
      notes: ['quotes-in-record'],
      fixes: [`${least}; rua=mailto:d@tea.example`],
    },
    {
      what: 'fails where the organizational domain has a record that is almost one',
      zone: policy('v=DMARC1 p=reject'),
      subject: { ...news, mailFromDomain: 'bounce.tea.example' },
      problems: ['dmarc-almost'],
      fixes: ['_dmarc.tea.example TXT v=DMARC1; p=reject'],
    },
    {
      what: 'passes next to a text that is almost a record',
      zone: policy('v=DMARC1; p=none; rua=mailto:d@tea.example', 'v=DMARC1 p=reject'),
      notes: ['almost-record-ignored'],
    },
    {
      what: 'is aligned with the very domain where SPF must match exactly',
      zone: policy('v=DMARC1; p=none; rua=mailto:d@tea.example; aspf=s; adkim=s'),
      subject: { mailFromDomain: 'tea.example' },
    },
    {
      what: 'passes by SPF alone with a signature of the domain above where DKIM must match exactly',
      zone: {
        '_dmarc.news.tea.example': {
          TXT: ['v=DMARC1; p=none; rua=mailto:d@tea.example; adkim=s'],
        },
      },
      subject: { ...news, signingDomain: 'tea.example', mailFromDomain: 'b.news.tea.example' },
      notes: ['dmarc-dkim-not-aligned'],
    },
    {
      what: 'is aligned with a signature of the domain above otherwise',
      zone: { '_dmarc.news.tea.example': { TXT: ['v=DMARC1; p=none; rua=mailto:d@tea.example'] } },
      subject: { ...news, signingDomain: 'tea.example', mailFromDomain: 'bounce.tea.example' },
    },
  ])
})

describe('DMARC reports', () => {
  const to = (rua: string): Zone => ({
    '_dmarc.tea.example': { TXT: [`v=DMARC1; p=none; rua=${rua}`] },
  })

  judges('dmarc', [
    ...[
      'mailto:d@tea.example!10m, mailto:e@in.tea.example',
      'MAILTO:d@Tea.Example',
      'mailto:d%2Ce@tea.example',
    ].map((rua) => ({ what: `go to ${rua}`, zone: to(rua) })),
    ...[
      'd@tea.example',
      'mailto:d@tea',
      'mailto:d',
      'https://tea.example/dmarc',
      'mailto:d@tea.example mailto:e@tea.example',
      'mailto:d@tea.example,',
      '',
    ].map((rua) => ({
      what: `do not all arrive with rua=${rua}`,
      zone: to(rua),
      notes: ['dmarc-rua-invalid'],
    })),
    {
      what: 'go to another organization that has agreed',
      zone: {
        ...to('mailto:d@reports.coffee.example'),
        'tea.example._report._dmarc.reports.coffee.example': { TXT: ['v=DMARC1'] },
      },
    },
    {
      what: 'do not go to another organization that has not, and advise which record it needs',
      zone: to('mailto:d@tea.example,mailto:d@reports.coffee.example'),
      notes: ['dmarc-rua-not-authorised'],
      advice: [
        'authorise-reports: tea.example._report._dmarc.reports.coffee.example TXT v=DMARC1;',
        'dmarc-quarantine: _dmarc.tea.example TXT v=DMARC1; p=quarantine; rua=mailto:d@tea.example,mailto:d@reports.coffee.example',
      ],
    },
    {
      what: 'are not judged if the other organization’s DNS does not answer',
      zone: {
        ...to('mailto:d@reports.coffee.example'),
        'tea.example._report._dmarc.reports.coffee.example': 'servfail',
      },
    },
  ])
})

describe('the next step after DMARC passes', () => {
  const record = (text: string): Zone => ({
    '_dmarc.tea.example': { TXT: [`v=DMARC1; rua=mailto:d@tea.example; ${text}`] },
  })
  const next = (text: string) =>
    `_dmarc.tea.example TXT v=DMARC1; rua=mailto:d@tea.example; ${text}`
  const bimi =
    'bimi: default._bimi.tea.example TXT v=BIMI1; l=https://tea.example/logo.svg; a=https://tea.example/logo.pem'

  judges('dmarc', [
    {
      what: 'is to ask for reports, before anything stricter',
      zone: { '_dmarc.tea.example': { TXT: ['v=DMARC1; p=none'] } },
      notes: ['dmarc-no-reports'],
      advice: [],
    },
    {
      what: 'is quarantine from none',
      zone: record('p=none'),
      advice: [`dmarc-quarantine: ${next('p=quarantine')}`],
    },
    {
      what: 'is quarantine for subdomains if the From domain is one',
      zone: record('p=reject; sp=none'),
      subject: { fromAddress: 'hello@news.tea.example' },
      notes: ['dmarc-of-a-parent-domain'],
      advice: [`dmarc-quarantine: ${next('p=reject; sp=quarantine')}`],
    },
    {
      what: 'is all mail from a share of it',
      zone: record('p=quarantine; pct=20; t=y'),
      advice: [`dmarc-all-mail: ${next('p=quarantine')}`],
    },
    {
      what: 'is reject, and the logo, from quarantine',
      zone: record('p=quarantine'),
      advice: [`dmarc-reject: ${next('p=reject')}`, bimi],
    },
    {
      what: 'is no logo while subdomains have no policy',
      zone: record('p=reject; sp=none'),
      advice: [],
    },
    { what: 'is the logo from reject', zone: record('p=reject'), advice: [bimi] },
    {
      what: 'is none if there is a logo',
      zone: {
        ...record('p=reject'),
        'default._bimi.tea.example': { TXT: ['v=BIMI1; l=https://tea.example/logo.svg'] },
      },
      advice: [],
    },
    {
      what: 'is none if it is not known whether there is a logo',
      zone: { ...record('p=reject'), 'default._bimi.tea.example': 'servfail' },
      advice: [],
    },
  ])
})
