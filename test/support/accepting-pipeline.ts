/** The pipeline of one machine, whose mails are empty and are all accepted at once. */
import { randomUUID } from 'node:crypto'
import { type OutgoingMail, simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import { unpaced } from '../../functions/pipeline/sending/pacing/unpaced.ts'
import type { Departures, EngineStore } from '../../functions/runtimes/one-machine/engine.ts'
import {
  makePipeline,
  type Pipeline,
  type PipelineOptions,
} from '../../functions/runtimes/one-machine/pipeline.ts'
import { makeSecret } from '../../functions/store/secret.ts'
import { ACCEPTED } from './due-welcome.ts'

/** Of a process that is never killed. */
const NO_DEPARTURES: Departures = {
  newClaimId: randomUUID,
  note: () => {},
  hasSurelyStayed: () => false,
  forgetEarlier: () => {},
}

/** @example const pipeline = acceptingPipeline(temporaryTable().store, { now: () => NOON }) */
export const acceptingPipeline = (
  store: EngineStore,
  changes: Partial<PipelineOptions> = {},
): Pipeline =>
  makePipeline({
    departures: NO_DEPARTURES,
    store,
    mailer: simpleMailer({ repeatable: true, send: async () => ACCEPTED }),
    sendsAtATime: 3,
    makePacer: () => unpaced,
    sending: { needsDomainCheck: false },
    writeMail: async () => ({}) as OutgoingMail,
    secret: makeSecret(Buffer.alloc(32)),
    now: Date.now,
    log: () => {},
    ...changes,
  })
