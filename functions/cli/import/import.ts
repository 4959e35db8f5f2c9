/** `rekindle import`: a shop's history from a file. */
import { createReadStream } from 'node:fs'
import { ImportFault } from '../../intake/import/import-fault.ts'
import {
  type ImportPort,
  type ImportProgress,
  importOrders,
} from '../../intake/import/import-orders.ts'
import type { Mapping } from '../../intake/import/mapping.ts'
import { SHIPPED_MAPPINGS } from '../../intake/import/shipped-mappings.ts'
import { closeImports } from '../../store/shops.ts'
import { type Command, type Given, type Io, jsonOption } from '../command.ts'
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
import { shopOption } from '../verb.ts'
import { counted } from '../words.ts'
import { fingerprintOf } from './file-fingerprint.ts'
import { findMapping } from './find-mapping.ts'
import { importIntoStore } from './into-store.ts'
import { importOverHttp } from './over-http.ts'
import { type Imported, tellImport } from './text.ts'
import { openTouchedCustomers } from './touched-customers.ts'

export const command: Command = {
  name: 'import',
  summary: 'Imports orders and refunds from a CSV file, plain or gzipped.',
  about:
    'The whole file is read first, so that one with a fault changes nothing. Importing it again changes nothing either, and resumes a run that was cut short. A shop that is open mails nobody whom the import touches before it is complete; over --url it cannot know, so import before opening the shop.',
  arguments: [{ name: 'FILE', about: 'the CSV file' }],
  options: {
    mapping: {
      value: 'NAME',
      about: `how the file's columns are to be read: ${SHIPPED_MAPPINGS.join(', ')}, or a YAML file`,
      required: true,
    },
    ...shopOption,
    'close-others': {
      about:
        'closes imports that were cut short and will not be run again, once this one is complete',
    },
    'consent-evidence': {
      value: 'TEXT',
      about: "where the proof is of the consents that the mapping's consent column tells of",
    },
    ...storeOptions,
    ...urlOption,
    ...secretOption,
    ...jsonOption,
  },
  examples: [
    'rekindle import orders.csv --mapping shopify --shop acme',
    'rekindle import orders.csv.gz --mapping our-export.yaml --shop acme --db shop.sqlite',
    'REKINDLE_KEY=rk_... rekindle import orders.csv --mapping shopify --shop acme --url https://rekindle.example',
  ],
  async run(given, io) {
    refuseSeveral(given, ['db', 'table', 'url'])
    const mapping = await findMapping(given.value('mapping'))
    const url = given.text('url')
    const imported =
      url === undefined
        ? await withStore(given, (store) => intoStore(store, mapping, given, io))
        : await overHttp(url, mapping, given, io)
    io.print(given.flag('json') ? JSON.stringify(imported) : tellImport(imported))
  },
}

async function intoStore(store: Store, mapping: Mapping, given: Given, io: Io): Promise<Imported> {
  const { settings } = await shopIn(store, given.value('shop'))
  const touched = openTouchedCustomers()
  try {
    const port = importIntoStore({
      table: store.table,
      shop: settings.shop.id,
      addressHash: await addressHashOf(store, mapping),
      touched,
      untilSettingsApply: () => untilSettingsApply(store, settings.shop.openedAt !== undefined),
    })
    const imported = await read(port, mapping, given, io)
    const decided = await reevaluateEach(store, touched.keys(), io)
    const others = settings.openImports.filter((id) => id !== imported.importId)
    if (others.length === 0) return { ...imported, decided }
    if (!given.flag('close-others')) {
      io.stderr.write(stillOpen(others))
      return { ...imported, decided }
    }
    await closeImports(store.table, settings.shop.id, others)
    return { ...imported, decided: decided + (await reevaluateShop(store, settings.shop.id, io)) }
  } finally {
    touched.close()
  }
}

const stillOpen = (imports: readonly string[]): string =>
  `${counted(imports.length, 'other import')} of this shop never came to an end: the customers it touched get no mail until then. Run it again with its file, or this one with --close-others.\n`

const overHttp = (url: string, mapping: Mapping, given: Given, io: Io): Promise<Imported> =>
  read(importOverHttp(remoteOf(url, io), given.value('shop')), mapping, given, io)

async function addressHashOf(store: Store, mapping: Mapping): Promise<(text: string) => string> {
  const secret = await store.secret()
  if (secret) return secret.addressHash
  if (mapping.customer.email !== undefined)
    throw new UsageError(
      '--secret ARN is missing: the file may have guests, who are known by a keyed hash of their address',
    )
  return () => {
    throw new Error('a guest without an address has no key')
  }
}

async function read(port: ImportPort, mapping: Mapping, given: Given, io: Io): Promise<Imported> {
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
      ...(evidence !== undefined && { consentEvidence: { evidence } }),
      onProgress: (reached) => progress.show(progressText(reached)),
    })
    return { ...summary, importId }
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error
    const place = error.line === undefined ? file : `${file}:${error.line}`
    const problem = error.message.replace(/^line \d+: /, '')
    throw new Failure(`${place}: ${problem}. Nothing was imported.`)
  } finally {
    progress.done()
  }
}

const progressText = (reached: ImportProgress): string =>
  reached.phase === 'reading'
    ? `${counted(reached.rows, 'row')} read`
    : `${counted(reached.records, 'record')} recorded`
