/**
 * What the journal costs: purchases to mails with it and without it, in alternating runs, so that a
 * machine that slows down meanwhile slows both. Each purchase is followed by a mail, so a figure is
 * of one as much as of the other.
 */
import type { Figure } from './figure.ts'
import { BATCHES, type Load, SINGLE, throughput, withServer } from './load.ts'

const ROUNDS = 4

export async function benchJournal(): Promise<readonly Figure[]> {
  return [
    ...(await compared('single', { ...SINGLE, purchases: 8_000 })),
    ...(await compared('batches of 100', BATCHES)),
  ]
}

async function compared(name: string, load: Load): Promise<readonly Figure[]> {
  const [withIt, without]: [number[], number[]] = [[], []]
  const measured = (leftOut: readonly 'no-journal'[]) =>
    withServer((machine, file) => throughput(machine, file, load), leftOut)
  for (let round = 0; round < ROUNDS; round++) {
    // The first of a pair may find a colder machine.
    if (round % 2) withIt.push(await measured([]))
    without.push(await measured(['no-journal']))
    if (round % 2 === 0) withIt.push(await measured([]))
  }
  const [kept, plain] = [median(withIt), median(without)]
  return [
    { what: `purchases to mails with the journal, ${name}`, value: kept, unit: '/s' },
    { what: `purchases to mails without it, ${name}`, value: plain, unit: '/s' },
    { what: `the journal costs, ${name}`, value: (1 - kept / plain) * 100, unit: '%', aim: '5' },
  ]
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return ((sorted[half] ?? 0) + (sorted[sorted.length - 1 - half] ?? 0)) / 2
}
