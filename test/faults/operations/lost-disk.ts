/**
 * The disk is lost after offers that waited in the last backup went out, some customers opted out,
 * complained or were erased, and others bought; the shop posts its orders again.
 */
import { type Loss, loseTheDisk } from '../../support/lost-disk.ts'
import type { Scenario } from './scenario.ts'

const scenario = (name: string, loss: Loss): Scenario => ({
  name,
  async run(folder) {
    const { sent, twice, toOptedOut, neverSent, missing, kills } = await loseTheDisk(folder, loss)
    return {
      messages: sent,
      kills,
      duplicates: twice.map((id) => `${id} was sent again after the restore`),
      lost: [
        ...toOptedOut.map((id) => `${id} was sent to a customer who had left`),
        ...neverSent.map((id) => `the offer to ${id} was never sent`),
        ...missing.map((id) => `order ${id} is missing although it was posted again`),
      ],
    }
  },
})

export const LOST_DISK: readonly Scenario[] = [
  scenario('the disk is lost and the journal is not', {
    journal: 'next-to-it',
    comesBack: 'by-restore',
  }),
  scenario('the disk is lost with the journal', { journal: 'lost', comesBack: 'by-restore' }),
  scenario('the disk is lost and the journal is on another', {
    journal: 'elsewhere',
    comesBack: 'by-restore',
  }),
  scenario('an older copy is put back by hand', {
    journal: 'next-to-it',
    comesBack: 'copied-by-hand',
  }),
]
