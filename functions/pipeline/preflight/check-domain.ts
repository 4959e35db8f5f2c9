/** Whether the domain that a shop sends from is fit for mail, and what to put into DNS if not. */

import type { CheckName } from '../../domain/domain-check.ts'
import { namesOf } from '../../domain/names-of.ts'
import { checkDkim } from './check-dkim.ts'
import { checkDmarc } from './check-dmarc.ts'
import { checkMailFrom } from './check-mail-from.ts'
import { checkReplyTo, checkUnsubscribeMailbox } from './check-mailboxes.ts'
import { checkPublicUrl } from './check-public-url.ts'
import { checkSpf } from './check-spf.ts'
import { checkTracking } from './check-tracking.ts'
import { domainOf } from './dns-names.ts'
import {
  type CheckResult,
  couldNotAsk,
  type DomainReport,
  reportOf,
  ruledOut,
} from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import { isFreeMail } from './free-mail.ts'
import { isNoAnswer, type Resolver } from './resolver.ts'
import type { Web } from './web.ts'

type DomainCheck = (subject: DomainSubject, resolver: Resolver, web: Web) => Promise<CheckResult>

const CHECKS: Readonly<Record<CheckName, DomainCheck>> = {
  dkim: checkDkim,
  spf: checkSpf,
  dmarc: checkDmarc,
  'mail-from': checkMailFrom,
  tracking: checkTracking,
  'reply-to': checkReplyTo,
  'unsubscribe-mailbox': checkUnsubscribeMailbox,
  'public-url': checkPublicUrl,
}

/**
 * What Gmail, Yahoo and Microsoft require of bulk senders, as far as DNS and the public address
 * show it. Every check that
 * applies to the shop must pass; one whose DNS query failed is neither passed nor failed. A From
 * address at a mailbox provider fails at once: the shop does not control its DMARC.
 *
 * @example
 * const report = await checkDomain({ fromAddress: 'hello@shop.example', ... }, makeNodeResolver(), makeNodeWeb())
 * report.outcome // 'passed'
 */
export async function checkDomain(
  subject: DomainSubject,
  resolver: Resolver,
  web: Web,
): Promise<DomainReport> {
  const domain = domainOf(subject.fromAddress)
  if (isFreeMail(domain)) return ruledOut(domain, 'from-domain-not-own')
  const results = namesOf(CHECKS).map((name) =>
    answered(name, CHECKS[name](subject, resolver, web)),
  )
  return reportOf(domain, await Promise.all(results))
}

async function answered(name: CheckName, result: Promise<CheckResult>): Promise<CheckResult> {
  try {
    return await result
  } catch (error) {
    if (isNoAnswer(error)) return couldNotAsk(name, error.message)
    throw error
  }
}
