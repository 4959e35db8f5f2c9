/** For the inbox of one machine, which takes all there is. */
import type { Go, Pacer } from './pacer.ts'

/** A turn in no line: there is always another, and nothing follows from an answer. */
export const anyTurn: Go = { turn: 'go', giveBack: () => {}, said: async () => {} }

export const unpaced: Pacer = { turn: async () => anyTurn }
