/**
 * In which form rows are written, so that builds of different versions can work on one store:
 *
 * 1. A build reads the forms of its own format and of all before, and none after it.
 * 2. Until an upgrade is finished, it writes the form of the store, so that the build before still
 *    reads everything, and a rollback needs nothing.
 * 3. Finishing raises the store's format. From then on a build with a lower one refuses to write: it
 *    reads the format with the settings of each shop, which are ten seconds old at most.
 */
import { readRow } from './codecs/codec.ts'
import { SHARED_ROWS } from './codecs/shared-rows.ts'
import type { Deployment, StoredFormat } from './codecs/store-rows.ts'
import { StoreUnavailable } from './failure-cause.ts'
import { STORE_KEY } from './keys.ts'
import type { RowKey, Table } from './table.ts'

/** Of this build. It counts up whenever a codec gets a form that the build before cannot read. */
export const FORMAT: number = 2

/** Of a store without a row that says otherwise. */
export const FIRST_FORMAT = 1

const FORMAT_ROW: RowKey = { pk: STORE_KEY, sk: 'format' }
const DEPLOYMENT_ROW: RowKey = { pk: STORE_KEY, sk: 'deployment' }

/** @throws StoreUnavailable if a newer build has finished its upgrade: this one may not write */
export function refuseNewer(format: number): void {
  if (format > FORMAT) throw new StoreUnavailable('newer-format')
}

/** @throws UnreadableRowError @example (await loadFormat(table)).version // 1 */
export const loadFormat = async (table: Table): Promise<StoredFormat> =>
  readRow(SHARED_ROWS.format, await table.get(FORMAT_ROW)) ?? { version: FIRST_FORMAT, since: 0 }

export async function putFormat(table: Table, format: StoredFormat): Promise<void> {
  await table.write([{ put: { ...FORMAT_ROW, ...format } }])
}

/** What was deployed last on AWS, as the deployment itself noted it; undefined if it never did. */
export const loadDeployment = async (table: Table): Promise<Deployment | undefined> =>
  readRow(SHARED_ROWS.deployment, await table.get(DEPLOYMENT_ROW))

/** Notes that every process of the deployment is of this build. */
export async function noteDeployment(table: Table, deployment: Deployment): Promise<void> {
  await table.write([{ put: { ...DEPLOYMENT_ROW, ...deployment } }])
}
