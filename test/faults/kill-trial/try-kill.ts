/**
 * `npm run try:kill`: ends a server in the middle of its work, again and again, and counts.
 *
 * `npm run try:kill -- --signal SIGTERM`
 */
import { parseArgs } from 'node:util'
import { killTrial, type Round } from './kill-trial.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    purchases: { type: 'string', default: '120' },
    signal: { type: 'string', default: 'SIGKILL' },
  },
})
const signal = values.signal === 'SIGTERM' ? 'SIGTERM' : 'SIGKILL'
const [rounds, purchases] = [Number(values.rounds), Number(values.purchases)]
if (!(rounds >= 1 && purchases >= 10)) {
  process.stderr.write('--rounds is at least 1, --purchases at least 10\n')
  process.exit(2)
}

const say = (line: string) => process.stdout.write(`${line}\n`)
say(`Posts ${purchases} purchases, and ends the server with ${signal} while it sends their mails;`)
say(`${rounds} times. The mail carrier stands in for Amazon SES and answers after 300 ms.`)
say('What had left by then may have been sent, and is not sent again; the rest is.')
say('')
const began = Date.now()
let shown = 0
const {
  acknowledged,
  mails,
  sentTwice,
  neverSent,
  brokenOff,
  inDoubtBeforeEvents,
  inDoubt,
  problems,
} = await killTrial({
  rounds,
  purchases,
  signal,
  answersAfterMs: 300,
  maxSendRate: 100,
  onRound: (round: Round) =>
    say(
      `${String(++shown).padStart(3)}. ${round.acknowledged} purchases acknowledged; ${round.inFlight} mails awaited the carrier’s answer, ${round.claimed} were left as claimed, ${round.claimedOnly} of these not at the carrier yet`,
    ),
})
say('')
say(`Purchases acknowledged       ${acknowledged}`)
say(`Mails at the carrier         ${mails}`)
say(`Sent twice                   ${sentTwice}`)
say(`Never sent                   ${neverSent}`)
say(`Broken off on the wire       ${brokenOff}`)
say(`In doubt until SES reports   ${inDoubtBeforeEvents}`)
say(`In doubt after that          ${inDoubt}`)
for (const problem of new Set(problems)) say(`Logged as an error: ${problem}`)
say(`${Math.round((Date.now() - began) / 1_000)} seconds`)
// A mail that was broken off had left, so it is in doubt for good.
process.exit(sentTwice === 0 && Math.max(neverSent, inDoubt) <= brokenOff ? 0 : 1)
