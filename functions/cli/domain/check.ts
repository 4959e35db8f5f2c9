/** `rekindle domain check`: whether the domain a shop sends from is fit for mail. */

import { checkDomain } from '../../pipeline/preflight/check-domain.ts'
import { makeNodeResolver } from '../../pipeline/preflight/node-resolver.ts'
import { type Command, jsonOption } from '../command.ts'
import { Failure } from '../failure.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { shopOption } from '../verb.ts'
import { keepDomainCheck } from './keep.ts'
import { domainOptions, serversOf, subjectOf } from './options.ts'
import { tellDomain, whyNotFit } from './text.ts'

export const command: Command = {
  name: 'domain check',
  summary: 'Checks the DNS of the domain a shop sends from, and says what to put into it.',
  about:
    'Asks DNS for DKIM, SPF, DMARC, the custom MAIL FROM domain and what else the mails name, as Amazon SES and the mailbox providers want them. What is passed is kept with the shop: without it no marketing is sent through SES. Where a check fails the shop loses it; where DNS could not be asked, nothing changes. Without tokens or selectors of DKIM, SES is asked for them, with the AWS credentials of this shell.',
  arguments: [],
  options: { ...shopOption, ...domainOptions, ...storeOptions, ...jsonOption },
  examples: [
    'rekindle domain check --shop acme --region eu-central-1',
    'rekindle domain check --shop acme --region eu-central-1 --mail-from bounce.shop.example \\',
    '    --dkim-token TOKEN1,TOKEN2,TOKEN3 --tracking-domain click.shop.example',
  ],
  run: (given, io) =>
    withStore(given, async (store) => {
      const servers = serversOf(given)
      const { settings } = await shopIn(store, given.value('shop'))
      const subject = await subjectOf(given, settings.shop)
      const report = await checkDomain(subject, makeNodeResolver({ ...(servers && { servers }) }))
      const kept = await keepDomainCheck(store, settings.shop, report, io)
      if (given.flag('json'))
        io.print(
          JSON.stringify({ shop: settings.shop.id, region: subject.region, ...report, ...kept }),
        )
      else io.print(tellDomain(settings.shop.id, report, kept))
      if (report.outcome !== 'passed') throw new Failure(whyNotFit(report))
    }),
}
