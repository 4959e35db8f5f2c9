/** Another build of Rekindle: the sources in a folder of their own, with some lines changed. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** In a file, one text that is replaced by another. */
export type Edit = { readonly file: string; readonly from: string; readonly to: string }

/**
 * Makes a build whose scripts run as those of the repository do.
 *
 * @returns its root
 * @throws if a text is not in its file: the sources were changed, and the edit is to follow
 * @example makeVariant(join(folder, 'newer'), [{ file: 'functions/store/format.ts', from, to }])
 */
export function makeVariant(root: string, edits: readonly Edit[]): string {
  mkdirSync(root)
  for (const part of ['functions', 'templates', 'test/support', 'package.json'])
    cpSync(join(ROOT, part), join(root, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  for (const { file, from, to } of edits) {
    const path = join(root, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(from)) throw new Error(`${file} does not contain: ${from}`)
    writeFileSync(
      path,
      text.replace(from, () => to),
    )
  }
  return root
}

/** The repository itself. */
export const THIS_BUILD = ROOT.replace(/\/$/, '')

const CODECS = 'functions/store/codecs/customer-rows.ts'
const ORDERS = 'functions/store/codecs/order-codecs.ts'

/** The build before customers could move: it knows no other state than the first. */
export const FORMER_FORMAT: readonly Edit[] = [
  {
    file: 'functions/store/format.ts',
    from: 'FORMAT: number = 2',
    to: 'FORMAT: number = 1',
  },
  {
    file: CODECS,
    from: `sort: { exact: STATE },
    version: 2,`,
    to: `sort: { exact: STATE },
    version: 1,`,
  },
  {
    file: CODECS,
    from: 'former: { 1: { format: 2, upgrade: (row) => row, downgrade: (row) => row } },',
    to: '',
  },
  {
    file: 'functions/store/identity.ts',
    from: 'format === undefined || format() >= FORMAT_OF_IDENTITY',
    to: 'format !== undefined && format() >= FORMAT_OF_IDENTITY',
  },
]

/** A build that stores the amount of an order under another name, from its own format on. */
export const NEWER_FORMAT: readonly Edit[] = [
  {
    file: 'functions/store/format.ts',
    from: 'FORMAT: number = 2',
    to: 'FORMAT: number = 3',
  },
  {
    file: ORDERS,
    from: `sort: { prefix: ORDER_PREFIX },
    version: 1,`,
    to: `sort: { prefix: ORDER_PREFIX },
    version: 2,
    former: {
      1: {
        format: 3,
        upgrade: ({ grossMinor, ...row }) => ({ ...row, gross: grossMinor }),
        downgrade: ({ gross, v, ...row }) => ({ ...row, grossMinor: gross }),
      },
    },`,
  },
  {
    file: ORDERS,
    from: `currency: text,
      grossMinor: number,
      importId`,
    to: `currency: text,
      gross: number,
      importId`,
  },
  {
    file: ORDERS,
    from: "write: ({ orderId: _id, ...fields }) => fields,\n    datedBy: 'paidAt',\n    isFact: true",
    to: "write: ({ orderId: _id, grossMinor, ...fields }) => ({ ...fields, gross: grossMinor }),\n    datedBy: 'paidAt',\n    isFact: true",
  },
  {
    file: ORDERS,
    from: 'currency, grossMinor, contentHash } =',
    to: 'currency, gross: grossMinor, contentHash } =',
  },
]

/** A build whose rules take customers for dormant after a tenth of the time. */
export const OTHER_RULES: readonly Edit[] = [
  {
    file: 'functions/domain/rules-version.ts',
    from: 'RULES_VERSION: number = 3',
    to: 'RULES_VERSION: number = 4',
  },
  {
    file: 'functions/domain/dormancy.ts',
    from: 'const fixedMs = dormantAfterDays * DAY_MS',
    to: 'const fixedMs = (dormantAfterDays / 10) * DAY_MS',
  },
]
