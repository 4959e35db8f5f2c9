/** The pace of the SES account, for every runtime that sends through it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SESClient } from '@aws-sdk/client-ses'
import type { Instant } from '../domain/time.ts'
import { makePacer, type PaceEvent, type Pacer } from '../pipeline/sending/pacing/pacer.ts'
import { makeSesQuota } from '../pipeline/sending/ses/ses-quota.ts'
import type { SettingsOf } from '../store/shops.ts'
import type { Table } from '../store/table.ts'
import type { Log } from './log.ts'

export type PacedPorts = {
  readonly table: Table
  readonly settings: SettingsOf
  readonly now: () => Instant
  readonly log: Log
}

export function makeSesPacer(client: SESClient, { table, settings, now, log }: PacedPorts): Pacer {
  return makePacer({
    table,
    quota: makeSesQuota(client),
    softStart: async (shop) => (await settings(shop))?.policy.softStart ?? null,
    now,
    sleep: (ms) => sleep(ms),
    id: randomUUID(),
    onEvent: (event) => logEvent(log, event),
  })
}

/** That the line moves again is for the record; the rest needs a person. */
function logEvent(log: Log, { event, ...facts }: PaceEvent): void {
  log(event === 'line-resumed' ? 'info' : 'error', event, facts)
}
