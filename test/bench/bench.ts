/**
 * `npm run bench`: what Rekindle does on this machine, as a table or with --json.
 * Name some of them to run only those: `npm run bench -- load mails`.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { benchBacktest } from './backtest.ts'
import { benchBackup } from './backup.ts'
import { benchBundles } from './bundles.ts'
import { benchConsole } from './console.ts'
import { benchFeeds } from './feeds.ts'
import { type Figure, printFigures } from './figure.ts'
import { benchImport } from './import.ts'
import { benchJournal } from './journal.ts'
import { benchLoad } from './load.ts'
import { benchMails } from './mails.ts'
import { benchModels } from './models.ts'
import { benchPacing } from './pacing.ts'
import { benchRecommendations } from './recommendations.ts'
import { benchTill } from './till.ts'
import { benchUnits } from './units.ts'

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  load: benchLoad,
  journal: benchJournal,
  backup: benchBackup,
  import: benchImport,
  feeds: benchFeeds,
  backtest: benchBacktest,
  mails: benchMails,
  models: benchModels,
  pacing: benchPacing,
  recommendations: benchRecommendations,
  console: benchConsole,
  bundles: benchBundles,
  till: benchTill,
  units: benchUnits,
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.find((name) => !(name in BENCHES))
if (unknown) {
  process.stderr.write(
    `there is no bench "${unknown}"; there are: ${Object.keys(BENCHES).join(', ')}\n`,
  )
  process.exit(2)
}
const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
const figures: Figure[] = []
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  if (!values.json) process.stderr.write(`${name} ...\n`)
  figures.push(...(await bench()))
}
if (values.json) process.stdout.write(`${JSON.stringify({ machine, figures }, null, 2)}\n`)
else {
  process.stdout.write(`${machine}\n\n`)
  printFigures(figures, (line) => process.stdout.write(`${line}\n`))
}
