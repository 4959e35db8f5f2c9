/**
 * `npm run try:broadcast`: one mail to everyone at one time, while the server is ended again and
 * again, and every mail is counted. Real commands, a real server, the inbox as the carrier.
 *
 * `npm run try:broadcast -- --customers 10000 --rate 500 --kills 5`
 */
import { parseArgs } from 'node:util'
import { broadcastTrial } from './broadcast-trial.ts'

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '500' },
    kills: { type: 'string', default: '5' },
  },
})
const [customers, rate, kills] = [values.customers, values.rate, values.kills].map(Number)
if (!(customers && rate && customers >= 100 && rate >= 1 && kills !== undefined && kills >= 0)) {
  process.stderr.write('--customers is at least 100, --rate at least 1, --kills at least 0\n')
  process.exit(2)
}

const say = (line: string) => process.stdout.write(`${line}\n`)
say(
  `A broadcast to ${customers} customers at ${rate} a second into the inbox, ended ${kills} times.`,
)
const result = await broadcastTrial({ customers, rate, kills, onProgress: say })
say('')
for (const [name, value] of Object.entries(result)) say(`${name.padEnd(28)} ${value}`)
const { missed, doubled, afterSendBy } = result
process.exit(missed + doubled + afterSendBy === 0 ? 0 : 1)
