/** `rekindle domain check`: whether the sending domain of a shop is ready for mail. */
import { checkDomain } from '../../pipeline/preflight/check-domain.ts'
import { makeNodeResolver } from '../../pipeline/preflight/node-resolver.ts'
import { makeNodeWeb } from '../../pipeline/preflight/node-web.ts'
import { secretOption, shopIn, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { keepDomainCheck } from './keep.ts'
import { domainOptions, publicLinksOf, regionIn, serversOf, subjectOf } from './options.ts'
import { domainText, whyNotReady } from './text.ts'

export const check = verb('domain check', {
  arguments: [],
  options: { ...shopOption, ...domainOptions, ...storeOptions, ...secretOption, ...jsonOption },
  examples: {
    dns: 'rekindle domain check --shop acme',
    ses: 'rekindle domain check --shop acme --region eu-central-1',
    given: [
      'rekindle domain check --shop acme --region eu-central-1 --mail-from bounce.shop.example \\',
      '    --dkim-token TOKEN1,TOKEN2,TOKEN3 --tracking-domain click.shop.example',
    ].join('\n'),
  },
  run: (given, io) => {
    const region = regionIn(given)
    return withStore(given, async (store) => {
      const servers = serversOf(given)
      const { settings } = await shopIn(store, given.value('shop'))
      const subject = await subjectOf(given, region, settings.shop)
      const publicLinks = await publicLinksOf(given, settings.shop, store, io.now)
      const report = await checkDomain(
        { ...subject, ...(publicLinks && { publicLinks }) },
        makeNodeResolver({ ...(servers && { servers }) }),
        makeNodeWeb(),
      )
      const kept = await keepDomainCheck(store, settings.shop, report, io)
      return { shop: settings.shop.id, region: subject.region ?? null, ...report, ...kept }
    })
  },
  text: (result, { words }) => domainText(result, words),
  failure: (result) => (result.outcome === 'passed' ? undefined : whyNotReady(result)),
})
