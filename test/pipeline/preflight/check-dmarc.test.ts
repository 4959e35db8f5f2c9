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
      what: 'is not aligned with another owner’s MAIL FROM domain',
      subject: { mailFromDomain: 'bounce.coffee.example' },
      problems: ['dmarc-not-aligned'],
    },
    {
      what: 'is not aligned with a subdomain where SPF must match exactly',
      zone: policy('v=DMARC1; p=none; rua=mailto:d@tea.example; aspf=s'),
      problems: ['dmarc-not-aligned'],
      fixes: ['_dmarc.tea.example TXT v=DMARC1; p=none; rua=mailto:d@tea.example; aspf=r'],
    },
    {
      what: 'is aligned with the very domain where SPF must match exactly',
      zone: policy('v=DMARC1; p=none; rua=mailto:d@tea.example; aspf=s; adkim=s'),
      subject: { mailFromDomain: 'tea.example' },
    },
    {
      what: 'is not aligned with a signature of the domain above where DKIM must match exactly',
      zone: {
        '_dmarc.news.tea.example': { TXT: ['v=DMARC1; p=none; rua=mailto:d@tea.example; adkim=s'] },
      },
      subject: { ...news, signingDomain: 'tea.example', mailFromDomain: 'b.news.tea.example' },
      problems: ['dmarc-not-aligned'],
      fixes: ['_dmarc.news.tea.example TXT v=DMARC1; p=none; rua=mailto:d@tea.example; adkim=r'],
    },
    {
      what: 'is aligned with a signature of the domain above otherwise',
      zone: { '_dmarc.news.tea.example': { TXT: ['v=DMARC1; p=none; rua=mailto:d@tea.example'] } },
      subject: { ...news, signingDomain: 'tea.example', mailFromDomain: 'bounce.tea.example' },
    },
  ])
})
