/** For a pipeline whose process is never killed. */
import { randomUUID } from 'node:crypto'
import type { Departures } from '../../functions/runtimes/one-machine/engine.ts'

export const NO_DEPARTURES: Departures = {
  newClaimId: randomUUID,
  note: () => {},
  hasSurelyStayed: () => false,
  forgetEarlier: () => {},
}
