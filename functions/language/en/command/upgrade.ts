/** Words of `rekindle upgrade` and `rekindle reevaluate`, in English. */
import type { UpgradeVerbs, UpgradeWords } from '../../command/upgrade-words.ts'
import { count } from '../count.ts'

const customers = (n: number) => count(n, 'customer')
const reevaluated = (n: number, changed: number) =>
  `${customers(n)} re-evaluated, ${changed} of them in another class`

export const enUpgradeVerbs: UpgradeVerbs = {
  'upgrade check': {
    summary: 'Show what an upgrade to this version changes, before it is made',
    about: [
      'Run it with the new version while the old one is at work: it says whether the file gets another schema, after a copy of it was made; how many customers change class; which journeys end; and how many mails follow, by campaign. Nothing is changed, and no journey starts for what happened before the upgrade.',
    ],
    arguments: {},
    options: {},
    examples: { file: 'A store on this machine', table: 'A deployment, as JSON' },
  },
  'upgrade status': {
    summary: 'Show which format and rules a store is on, and how far a re-evaluation is',
    about: [],
    arguments: {},
    options: {},
    examples: { file: 'A store on this machine', table: 'A deployment' },
  },
  'upgrade finish': {
    summary: 'Finish an upgrade: from then on older versions refuse to write',
    about: [
      'Until then this version writes what the one before can read, so a rollback needs nothing. On one machine, the server does this when it starts, after it has made a copy. On AWS, run it once the deployment has proved itself; 15 minutes after the deployment at the earliest.',
    ],
    arguments: {},
    options: {
      'deployment-complete':
        'With --table, if the functions were not deployed with the CDK app: no function of an older version has run for 15 minutes',
    },
    examples: { table: 'A deployment', file: 'A store whose server is stopped' },
  },
  reevaluate: {
    summary: 'Decide again for customers who were decided for by older settings or other rules',
    about: [
      'It can be stopped and repeated. Classes move, and journeys end or start as the campaigns say; nothing starts for what happened before the last change of the rules.',
    ],
    arguments: {},
    options: { all: 'Every customer, also those for whom nothing has changed' },
    examples: { left: 'Customers who are left', all: 'All customers of a deployment' },
  },
}

export const enUpgrade: UpgradeWords = {
  formatRises: (store, from, to) =>
    `${store} is on format ${from}. This version can write format ${to}, and does so once the upgrade is finished.`,
  formatStays: (store, format) => `${store} is on format ${format}.`,
  fileMigrates: (file, from, to) =>
    `${file} has the schema of an older version: when this version is first served, schema ${from} becomes schema ${to}, and older versions refuse the file from then on.`,
  copyFirst: (copy, megabytes) =>
    `  Before that, a verified copy is made at ${copy} (up to ${megabytes} MB). Without room for it the server does not start, and nothing is changed.`,
  notFinished: (store, from, to) =>
    `${store} is on format ${from}; the upgrade to format ${to} is not finished (rekindle upgrade finish).`,
  finished: (store, from, to) =>
    `${store} was raised from format ${from} to ${to}. Older versions refuse to write from now on.`,
  nothingToReevaluate: (shop) => `${shop}: no customer is to be re-evaluated.`,
  toReevaluate: (shop, from, to, n, changed) =>
    `${shop}: rules ${from} become rules ${to}. ${customers(n)} to be re-evaluated, ${changed} of them change class.`,
  moves: (from, to, n) => `${from} → ${to}: ${customers(n)}`,
  journeysEnd: (campaign, n) => `${campaign}: ${count(n, 'journey')} end`,
  mailsFollow: (campaign, n) => `${campaign}: ${count(n, 'mail')} become due`,
  leftAlone: (n) =>
    `${customers(n)} cannot be re-evaluated by this version: a newer one wrote something about them`,
  deployed: (at, format) => `Last deployment: ${at}, which can write format ${format}.`,
  onRules: (shop, rules) => `${shop}: rules ${rules}.`,
  reevaluating: (n, changed) => `Still running: ${reevaluated(n, changed)}.`,
  reevaluated: (n, changed) => `${reevaluated(n, changed)}.`,
  onOtherRules: (shop, own, build) =>
    `${shop}: rules ${own}. This version has rules ${build}: they apply once the upgrade is complete.`,
  notDeployed: (store, format) =>
    `The deployment on ${store} has not reported format ${format}: deploy this version first. If it was not deployed with the CDK app, make sure that no older version runs and add --deployment-complete`,
  deployedJustNow: (minutes) =>
    `The deployment was completed less than 15 minutes ago, and functions of the older version may still run: try again in ${count(minutes, 'minute')}`,
}
