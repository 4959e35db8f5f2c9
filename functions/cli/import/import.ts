/** `rekindle import`: a shop's history from a file. */
import { createReadStream } from 'node:fs'
import { latestPossible } from '../../intake/clock-ahead.ts'
import { ImportFault } from '../../intake/import/import-fault.ts'
import {
  type ImportPort,
  type ImportProgress,
  importOrders,
} from '../../intake/import/import-orders.ts'
import type { Mapping } from '../../intake/import/mapping.ts'
import { SHIPPED_MAPPINGS } from '../../intake/import/shipped-mappings.ts'
import { emailFaultOf } from '../../intake/mailable-address.ts'
import type { RecordPorts } from '../../intake/record-facts.ts'
import { closeImports } from '../../store/imports.ts'
import { Failure, UsageError } from '../failure.ts'
import {
  refuseSeveral,
  type Store,
  secretOption,
  shopIn,
  storeOptions,
  urlOption,
  withStore,
} from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { reevaluateEach, reevaluateShop } from '../reevaluate.ts'
import { remoteOf } from '../remote.ts'
import { untilSettingsApply } from '../settings-delay.ts'
import { type Given, type Io, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { attributeReader } from './attribute-reader.ts'
import { fingerprintOf } from './file-fingerprint.ts'
import { findMapping } from './find-mapping.ts'
import { importIntoStore } from './into-store.ts'
import { importOverHttp } from './over-http.ts'
import { type Imported, importText } from './text.ts'
import { openTouchedCustomers } from './touched-customers.ts'

const options = {
  mapping: { value: 'NAME', known: SHIPPED_MAPPINGS, required: true },
  ...shopOption,
  'close-others': {},
  'consent-evidence': { value: 'TEXT' },
  ...storeOptions,
  ...urlOption,
  ...secretOption,
  ...jsonOption,
} as const satisfies Options
type ImportGiven = Given<typeof options>

export const importVerb = verb('import', {
  arguments: [{ name: 'FILE' }],
  options,
  examples: {
    file: 'rekindle import orders.csv --mapping shopify --shop acme',
    own: 'rekindle import orders.csv.gz --mapping our-export.yaml --shop acme --db shop.sqlite',
    url: 'REKINDLE_KEY=rk_... rekindle import orders.csv --mapping shopify --shop acme \\\n    --url https://rekindle.example',
  },
  async run(given, io) {
    refuseSeveral(given, ['db', 'table', 'url'])
    const mapping = await findMapping(given.value('mapping'))
    const url = given.text('url')
    return url === undefined
      ? withStore(given, (store) => intoStore(store, mapping, given, io))
      : overHttp(url, mapping, given, io)
  },
  text: (imported, { words }) => importText(imported, words.import),
  failure: ({ rows, purchases, refunds, statuses }) => {
    const records = purchases + refunds
    if (rows > 0 && records === 0) return new Failure((w) => w.import.allLeftOut(rows), 'nothing')
    return records > 0 && statuses.rejected === records
      ? new Failure((w) => w.import.allRejected(records), 'nothing')
      : undefined
  },
})

async function intoStore(
  store: Store,
  mapping: Mapping,
  given: ImportGiven,
  io: Io,
): Promise<Imported> {
  const { settings } = await shopIn(store, given.value('shop'))
  const attributes = attributeReader(settings.declarations, mapping)
  const touched = openTouchedCustomers()
  try {
    const port = importIntoStore({
      table: store.table,
      shop: settings.shop.id,
      ...(await hashingOf(store, mapping, io)),
      touched,
      readAttributes: attributes.read,
      now: io.now,
      words: io.words.faults,
      untilSettingsApply: () => untilSettingsApply(store, settings.shop.openedAt !== undefined),
    })
    const imported = await read(port, mapping, given, io)
    for (const [name, count] of attributes.leftOut)
      io.stderr.write(`${io.words.contacts.leftOut(name, count)}\n`)
    const decided = await reevaluateEach(store, touched.keys(), io)
    const others = settings.openImports.filter((id) => id !== imported.importId)
    if (others.length === 0) return { ...imported, decided }
    if (!given.flag('close-others')) {
      io.stderr.write(`${io.words.import.stillOpen(others.length)}\n`)
      return { ...imported, decided }
    }
    await closeImports(store.table, settings.shop.id, others)
    return { ...imported, decided: decided + (await reevaluateShop(store, settings.shop.id, io)) }
  } finally {
    touched.close()
  }
}

function overHttp(url: string, mapping: Mapping, given: ImportGiven, io: Io): Promise<Imported> {
  // Their types are known where the shop's settings are.
  if (mapping.customer.attributes) throw new UsageError((w) => w.contacts.notOverHttp)
  return read(
    importOverHttp(remoteOf(url, io), given.value('shop'), io.words.faults),
    mapping,
    given,
    io,
  )
}

async function hashingOf(
  store: Store,
  mapping: Mapping,
  { now }: Io,
): Promise<Pick<RecordPorts, 'addressHash' | 'addressKeys'>> {
  const secret = await store.secret(now)
  if (secret) return secret
  if (mapping.customer.email !== undefined) throw new UsageError((w) => w.import.secretMissing)
  return {
    addressHash() {
      throw new Error('a guest without an address has no key')
    },
  }
}

async function read(
  port: ImportPort,
  mapping: Mapping,
  given: ImportGiven,
  io: Io,
): Promise<Imported> {
  const [file = ''] = given.arguments
  const evidence = given.text('consent-evidence')
  const progress = makeProgress(io)
  const importId = await fingerprintOf(file)
  try {
    const summary = await importOrders({
      source: createReadStream(file),
      mapping,
      port,
      importId,
      latest: latestPossible(io.now()),
      emailFaultOf,
      ...(evidence !== undefined && { consentEvidence: { evidence } }),
      onProgress: (reached) => progress.show(progressText(reached, io)),
    })
    return { ...summary, importId }
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error
    const place = error.line === undefined ? file : `${file}:${error.line}`
    throw new Failure((w) => w.import.nothingImported(place, error.sentence(w.faults)))
  } finally {
    progress.done()
  }
}

const progressText = (reached: ImportProgress, { words: { progress } }: Io): string =>
  reached.phase === 'reading'
    ? progress.rowsRead(reached.rows)
    : progress.recordsStored(reached.records)
