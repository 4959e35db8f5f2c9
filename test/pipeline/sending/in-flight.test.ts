import { expect, it } from 'vitest'
import { makeInFlight } from '../../../functions/pipeline/sending/ses/in-flight.ts'

/** Mails that come evenly for 40 s; how many were on the wire at most in the last 20 of them. */
async function mostOnTheWire(
  ratePerSecond: number,
  latencyMs: number,
  isAnswered = true,
): Promise<number> {
  let now = 0
  const inFlight = makeInFlight(() => now)
  let onTheWire = 0
  let most = 0
  const answers: { readonly at: number; readonly leave: (isAnswered: boolean) => void }[] = []
  for (; now < 40_000; now++) {
    while ((answers[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
      onTheWire -= 1
      answers.shift()?.leave(isAnswered)
    }
    if ((now * ratePerSecond) % 1_000 < ratePerSecond)
      void inFlight().then((leave) => {
        onTheWire += 1
        if (now > 20_000) most = Math.max(most, onTheWire)
        answers.push({ at: now + latencyMs, leave })
      })
    await Promise.resolve().then(() => {})
  }
  return most
}

it.each([
  // [mails a second, ms until an answer, as many as the rate needs]
  [14, 300, 5],
  [100, 300, 30],
  [500, 300, 150],
  [500, 20, 10],
  [14, 5_000, 70],
  [100, 2_000, 200],
  [80, 5_000, 400],
])(
  'lets %i mails a second answered after %i ms go on unhindered',
  async (rate, latencyMs, need) => {
    expect(await mostOnTheWire(rate, latencyMs)).toBeGreaterThanOrEqual(need)
  },
)

it('lets out no more than 500 however slow the carrier is', async () => {
  expect(await mostOnTheWire(200, 15_000)).toBe(500)
})

it('lets out no more than half a second of mails where the carrier does not answer', async () => {
  expect(await mostOnTheWire(50, 20_000, false)).toBeLessThanOrEqual(25)
})
