/**
 * Run under a limit on the size of files: writes to a store, and claims mails, until the system
 * refuses. Prints what was reported.
 */
import { openDepartures } from '../../functions/runtimes/one-machine/sqlite/departures.ts'
import { reportedFailure } from '../../functions/store/failure.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'

const [file = ''] = process.argv.slice(2)
const database = openDatabase(file)
database.sqlite.exec('CREATE TABLE IF NOT EXISTS ballast (body BLOB)')
const insert = database.sqlite.prepare('INSERT INTO ballast VALUES (zeroblob(20000))')

async function untilRefused(work: () => unknown): Promise<unknown> {
  for (let i = 0; i < 1_000_000; i++)
    try {
      await work()
    } catch (error) {
      return error
    }
  throw new Error('nothing was refused')
}

const store = await untilRefused(() => database.commit(() => insert.run()))
const departures = openDepartures(file)
let last = ''
const claim = await untilRefused(() => {
  last = departures.newClaimId()
})
departures.note(last)
process.stdout.write(
  JSON.stringify({ store: reportedFailure(store), claim: reportedFailure(claim) }),
)
