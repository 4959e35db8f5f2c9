/** A check of one domain against a DNS server of its own, for tests that are tables. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { CheckName } from '../../../functions/domain/domain-check.ts'
import { checkDomain } from '../../../functions/pipeline/preflight/check-domain.ts'
import type {
  CheckResult,
  DomainReport,
} from '../../../functions/pipeline/preflight/domain-report.ts'
import type { DomainSubject } from '../../../functions/pipeline/preflight/domain-subject.ts'
import { makeNodeResolver } from '../../../functions/pipeline/preflight/node-resolver.ts'
import { makeNodeWeb } from '../../../functions/pipeline/preflight/node-web.ts'
import { type DnsEndpoint, startDnsEndpoint, type Zone } from '../../support/dns-endpoint.ts'
import type { SelfSigned } from '../../support/self-signed.ts'
import { GOOD_ZONE, SUBJECT, without } from './good-zone.ts'

type Case = {
  readonly what: string
  /** What differs from a good zone, and from the good subject. */
  readonly zone?: Zone
  readonly subject?: Partial<DomainSubject>
  readonly withoutReplyTo?: true
  readonly problems?: readonly string[]
  readonly notes?: readonly string[]
  readonly fixes?: readonly string[]
  /** Steps with their records; not compared where left out. */
  readonly advice?: readonly string[]
}

export type Judging = {
  readonly serve: (zone: Zone) => void
  readonly asked: () => number
  readonly check: (subject?: DomainSubject) => Promise<DomainReport>
  readonly resultOf: (name: CheckName, subject?: DomainSubject) => Promise<CheckResult>
  readonly judges: (name: CheckName, cases: readonly Case[]) => void
}

const PATIENT_MS = 10_000

/** Registers the server with the test file; each test begins with the good zone. */
export function useJudging(certificate: Pick<SelfSigned, 'cert'> = { cert: '' }): Judging {
  let dns: DnsEndpoint
  beforeAll(async () => {
    dns = await startDnsEndpoint()
  })
  // Short only where nothing will come, so that a busy machine fails no test.
  let timeoutMs = PATIENT_MS
  const serve = (zone: Zone): void => {
    timeoutMs = Object.values(zone).includes('unanswered') ? 50 : PATIENT_MS
    dns.serve(zone)
  }
  beforeEach(() => serve(GOOD_ZONE))
  afterAll(() => dns.stop())

  const check = (subject: DomainSubject = SUBJECT) =>
    checkDomain(
      subject,
      makeNodeResolver({ servers: [dns.server], timeoutMs, tries: 1 }),
      makeNodeWeb({ timeoutMs, ca: [certificate.cert] }),
    )

  async function resultOf(name: CheckName, subject?: DomainSubject): Promise<CheckResult> {
    const found = (await check(subject)).checks.find((result) => result.check === name)
    if (!found) throw new Error(`nothing was found of ${name}`)
    return found
  }

  const judges: Judging['judges'] = (name, cases) =>
    it.each(cases)(
      '$what',
      async ({
        zone = {},
        subject = {},
        problems = [],
        notes = [],
        fixes = [],
        advice,
        withoutReplyTo,
      }) => {
        serve({ ...GOOD_ZONE, ...zone })
        const result = await resultOf(name, {
          ...(withoutReplyTo ? without('replyTo') : SUBJECT),
          ...subject,
        })
        expect({
          problems: result.problems,
          notes: result.notes,
          fixes: result.fixes.map((record) => `${record.name} ${record.type} ${record.value}`),
          outcome: result.outcome,
        }).toEqual({ problems, notes, fixes, outcome: problems.length > 0 ? 'failed' : 'passed' })
        const steps = result.advice.map(({ step, record }) =>
          record ? `${step}: ${record.name} ${record.type} ${record.value}` : step,
        )
        if (advice) expect(steps).toEqual(advice)
      },
    )

  return {
    serve,
    asked: () => dns.asked.length,
    check,
    resultOf,
    judges,
  }
}
