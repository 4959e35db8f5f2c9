/**
 * What may import what, said once, from the ground up. A folder imports only what its line lists,
 * and every line lists only folders above it: so no dependency points upwards and none closes a
 * circle. A file belongs to the longest folder of the table that holds it.
 */
import { circlesOf, type Import, importsOf, type Source, withoutComments } from './imports.ts'

type Rule = {
  /** Folders of this table; each is in use, so that the table says what is true. */
  readonly imports: readonly string[]
  /** Packages, and those of Node's own that are restricted. */
  readonly packages?: readonly string[]
}

export const RULES: Readonly<Record<string, Rule>> = {
  manifest: { imports: [] },
  domain: { imports: [], packages: ['zod/mini'] },
  store: { imports: ['manifest', 'domain'], packages: [] },
  'store/dynamodb': {
    imports: ['manifest', 'domain', 'store'],
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/util-dynamodb'],
  },
  'store/sqlite': { imports: ['domain', 'store'], packages: ['node:sqlite'] },
  language: { imports: ['domain'] },
  http: {
    imports: ['domain', 'store'],
    packages: ['@middy/core', 'aws-lambda', 'zod/mini'],
  },
  'http/public-address': { imports: [], packages: ['node:net'] },
  campaigns: {
    imports: ['domain', 'store', 'language'],
    packages: ['html-to-text', 'mjml', 'yaml', 'zod/mini'],
  },
  'intake/import': {
    imports: ['domain', 'language'],
    packages: ['csv-parse', 'node:sqlite', 'yaml', 'zod/mini'],
  },
  intake: {
    imports: ['domain', 'store', 'language', 'http', 'http/public-address', 'intake/import'],
    packages: [
      '@middy/core',
      'aws-lambda',
      'entities',
      'node:http',
      'node:net',
      'sax',
      'zod/mini',
      'zod/v4/locales',
    ],
  },
  'intake/api': {
    imports: ['manifest', 'domain', 'store', 'http', 'intake'],
    packages: ['zod/mini'],
  },
  'pipeline/batches': { imports: [], packages: ['aws-lambda'] },
  'pipeline/mime-id': { imports: [] },
  'pipeline/decisions': { imports: ['domain', 'store'] },
  'pipeline/sending': {
    imports: ['domain', 'store', 'pipeline/batches', 'pipeline/decisions', 'pipeline/mime-id'],
    packages: ['liquidjs'],
  },
  'pipeline/sending/ses': {
    imports: ['domain', 'pipeline/sending'],
    packages: ['@aws-sdk/client-ses', 'node:http'],
  },
  'pipeline/identity': { imports: ['domain', 'store', 'pipeline/decisions'] },
  'pipeline/reactions': {
    imports: [
      'domain',
      'store',
      'pipeline/batches',
      'pipeline/decisions',
      'pipeline/identity',
      'pipeline/sending',
    ],
    packages: ['@aws-sdk/client-eventbridge', '@aws-sdk/client-sqs', 'aws-lambda'],
  },
  'pipeline/check': {
    imports: ['domain', 'store', 'pipeline/decisions'],
  },
  'pipeline/feedback': {
    imports: [
      ...['domain', 'store', 'language', 'http', 'pipeline/batches', 'pipeline/decisions'],
      'pipeline/mime-id',
    ],
    packages: ['aws-lambda', 'postal-mime', 'zod/mini'],
  },
  'pipeline/preflight': {
    imports: ['domain', 'http/public-address'],
    packages: ['@aws-sdk/client-ses', 'node:net'],
  },
  'insight/charts': { imports: ['domain', 'http'] },
  'insight/explain': { imports: ['domain'] },
  'insight/learning': { imports: ['domain', 'store'], packages: ['@middy/core', 'aws-lambda'] },
  'insight/reports': { imports: ['domain', 'store'] },
  console: {
    imports: ['domain', 'store', 'language', 'http', 'insight/charts', 'insight/explain'],
    packages: ['postal-mime'],
  },
  demo: { imports: ['domain'] },
  runtimes: {
    imports: [
      'manifest',
      'domain',
      'store',
      'pipeline/decisions',
      'pipeline/sending',
      'pipeline/sending/ses',
    ],
    packages: ['@aws-sdk/client-ses'],
  },
  'runtimes/aws': {
    imports: [
      'manifest',
      'domain',
      'store',
      'store/dynamodb',
      'pipeline/sending',
      'pipeline/sending/ses',
      'insight/learning',
      'runtimes',
    ],
    packages: [
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-eventbridge',
      '@aws-sdk/client-secrets-manager',
      '@aws-sdk/client-sqs',
    ],
  },
  'runtimes/aws/lambdas': {
    imports: [
      'store',
      'http',
      'intake',
      'pipeline/sending',
      'pipeline/reactions',
      'pipeline/feedback',
      'insight/learning',
      'runtimes',
      'runtimes/aws',
    ],
  },
  'runtimes/one-machine': {
    imports: [
      'domain',
      'store',
      'http',
      'campaigns',
      'intake',
      'intake/api',
      'pipeline/decisions',
      'pipeline/sending',
      'pipeline/sending/ses',
      'pipeline/reactions',
      'pipeline/feedback',
      'insight/learning',
      'console',
      'demo',
      'runtimes',
    ],
    packages: ['node:http', 'node:net', 'node:worker_threads'],
  },
  'runtimes/one-machine/sqlite': {
    imports: ['domain', 'store', 'store/sqlite', 'console', 'runtimes/one-machine'],
    packages: ['node:sqlite', 'node:worker_threads', 'zod/mini'],
  },
  cli: {
    imports: [
      'domain',
      'store',
      'store/dynamodb',
      'language',
      'http',
      'campaigns',
      'intake',
      'intake/import',
      'pipeline/check',
      'pipeline/decisions',
      'pipeline/sending',
      'pipeline/reactions',
      'pipeline/feedback',
      'pipeline/preflight',
      'insight/charts',
      'insight/explain',
      'insight/learning',
      'insight/reports',
      'runtimes',
      'runtimes/one-machine',
      'runtimes/one-machine/sqlite',
    ],
    packages: [
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-secrets-manager',
      '@aws-sdk/client-ses',
      '@stricli/core',
      'node:net',
      'node:sqlite',
      'postal-mime',
      'yaml',
      'zod/mini',
    ],
  },
  infra: { imports: ['manifest'], packages: ['aws-cdk-lib', 'cdk-nag', 'constructs'] },
}

/** Packages of Node's own that only the folders which list them may import. */
const RESTRICTED = ['node:http', 'node:net', 'node:sqlite', 'node:worker_threads']

/** Folders that know nothing of the machine they run on, so that Node's packages are not theirs. */
const PURE = ['manifest', 'domain', 'language', 'demo']

/** Where `now` is given, and so is everything that is left to chance. */
const NOT_IN_PURE =
  /\b(?:process|globalThis|console|performance|crypto|fetch|eval|set(?:Timeout|Interval|Immediate)|queueMicrotask|Temporal)\b(?!['":]|\?:)|\bimport\.meta\b|(?<!\bnew )\bDate\b(?!\.(?:UTC|parse)\b)|\bnew Date\b(?!\((?!\)|\.\.\.))|\bMath\b(?!\.)|\bMath\.random\b/g

/** A formatter without a zone uses the machine's; pages may do that, rules must not. */
const NOT_IN_DOMAIN = /\bresolvedOptions\b/g

/** Everywhere: what is required at run time would pass by the rules. */
const NOT_ANYWHERE = /\brequire(?=\(['"`])|\bcreateRequire\b/g

/** @example folderOf('functions/pipeline/sending/send-message.ts') // 'pipeline/sending' */
export function folderOf(path: string, rules = RULES): string {
  const place = path.replace(/^functions\//, '').replace(/\.ts$/, '')
  const folders = Object.keys(rules).filter(
    (folder) => place === folder || place.startsWith(`${folder}/`),
  )
  return folders.sort((a, b) => b.length - a.length)[0] ?? place
}

export const moduleOf = (folder: string): string => folder.split('/', 1)[0] ?? folder

/** Every way in which the sources depart from the rules, as sentences. */
export function violations(sources: readonly Source[], rules = RULES): readonly string[] {
  const imports = sources.flatMap(importsOf)
  return [
    ...imports.flatMap((one) => refused(one, rules)),
    ...sources.flatMap(impurities),
    ...circles(imports),
  ]
}

function refused({ from, to, isPackage }: Import, rules: typeof RULES): readonly string[] {
  const folder = folderOf(from, rules)
  const rule = rules[folder]
  if (!rule) return [`${from} is in no folder that the rules know`]
  if (isPackage) {
    const isFree = to.startsWith('node:') && !RESTRICTED.includes(to) && !PURE.includes(folder)
    const isAllowed = isFree || rule.packages?.some((name) => isOf(to, name))
    return isAllowed ? [] : [`${from} imports ${to}, a package that ${folder} must not import`]
  }
  if (!to.endsWith('.ts')) return []
  const target = folderOf(to, rules)
  return target === folder || rule.imports.includes(target)
    ? []
    : [`${from} imports ${to}, but ${folder} must not import ${target}`]
}

/** A package, or what is below it: `zod` is not `zod/mini`. */
const isOf = (to: string, name: string): boolean => to === name || to.startsWith(`${name}/`)

function impurities(source: Source): readonly string[] {
  const code = withoutComments(source.text).replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
  const folder = folderOf(source.path)
  const isPure = PURE.includes(folder)
  return [
    ...[...code.matchAll(NOT_ANYWHERE)].map(
      ([name]) => `${source.path} uses ${name}, which passes by the rules`,
    ),
    ...[
      ...(isPure ? code.matchAll(NOT_IN_PURE) : []),
      ...(folder === 'domain' ? code.matchAll(NOT_IN_DOMAIN) : []),
    ].map(([name]) => `${source.path} uses ${name}, which ${folder} must not use`),
  ]
}

function circles(imports: readonly Import[]): readonly string[] {
  const files = Map.groupBy(
    imports.filter(({ isPackage, isScript }) => !isPackage && !isScript),
    ({ from }) => from,
  )
  const edges = new Map([...files].map(([from, all]) => [from, all.map(({ to }) => to)]))
  return circlesOf(edges).map((circle) => `${circle.sort().join(' and ')} import each other`)
}

/** Where the table itself is wrong: it points upwards, or allows what nothing uses. */
export function faultsOfTable(sources: readonly Source[], rules = RULES): readonly string[] {
  const order = Object.keys(rules)
  const imports = sources.flatMap(importsOf)
  return Object.entries(rules).flatMap(([folder, { imports: allowed, packages = [] }]) => {
    const own = imports.filter(({ from }) => folderOf(from, rules) === folder)
    return [
      ...allowed
        .filter((name) => order.indexOf(name) >= order.indexOf(folder) || !order.includes(name))
        .map((name) => `${folder} lists ${name}, which does not stand above it`),
      ...allowed
        .filter((name) => !own.some((one) => !one.isPackage && folderOf(one.to, rules) === name))
        .map((name) => `${folder} lists ${name}, which it does not import`),
      ...packages
        .filter((name) => !own.some((one) => one.isPackage && isOf(one.to, name)))
        .map((name) => `${folder} lists ${name}, which it does not import`),
    ]
  })
}

/** The modules (the first folder of each path) and what each imports, from the ground up. */
export function modulesOf(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const imports = sources.flatMap(importsOf).filter(({ isPackage }) => !isPackage)
  const order = [...new Set(Object.keys(RULES).map(moduleOf))]
  return new Map(
    order.map((module) => {
      const targets = imports
        .filter(({ from }) => moduleOf(folderOf(from)) === module)
        .map(({ to }) => moduleOf(folderOf(to)))
      return [module, order.filter((other) => other !== module && targets.includes(other))]
    }),
  )
}
