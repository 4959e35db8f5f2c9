/** Words of `rekindle segments` and `rekindle backtest`, in English. */
import type { ReportVerbs, ReportWords } from '../../command/report-words.ts'
import { figure } from '../../figures.ts'
import { all, count } from '../count.ts'

const versions = (names: readonly string[]) =>
  names.length === 1 ? `Version ${names[0]}` : `Versions ${all(names)}`

export const enReportVerbs: ReportVerbs = {
  segments: {
    summary: 'Count customers by class and segment, list who they are, or show who moved',
    about: [
      'Calculated from what is known of each customer, using the current policy and the published segments; nothing is changed. Customers who did not exist yet at that time are not counted.',
    ],
    arguments: {},
    options: {
      'as-of': 'The time to count at, such as 2026-03-01 or 2026-03-01T08:00:00Z (default: now)',
      from: 'Show who entered, left and stayed since this time, such as 2026-01-01',
      to: 'The later time to compare with',
      members: 'List the customers in this segment or class as CSV: id, e-mail and name',
    },
    examples: {
      now: 'Classes and segments today',
      past: 'Classes and segments at the start of 2026, as JSON',
      members: 'Write the members of a segment to a file',
      moved: 'Who moved in January',
    },
  },
  backtest: {
    summary: 'Replay the campaigns over a past period: who would have been sent what, and when',
    about: [
      'Acts as if the shop had been open, and the published campaigns live, since --from. Nothing is stored and no mail is sent.',
    ],
    arguments: {},
    options: {
      from: 'The start, such as 2026-01-01',
      to: 'The end (exclusive)',
      csv: 'Write every message to this file, one per row',
      'assume-reachable':
        'Assume that every customer has an address, has given consent unless they opted out, and reads a language of the campaigns',
    },
    examples: {
      run: 'The first half of 2026',
      csv: 'Assume that every customer can be reached, and list every message',
    },
  },
}

export const enReports: ReportWords = {
  asOf: (moment) => `As of ${moment}:`,
  allCustomers: 'All customers',
  segments: {
    fromAndTo: '--from and --to belong together, without --as-of and --members',
    unknown: (name, known) => `There is no segment or class “${name}”. Known: ${known.join(', ')}.`,
    between: (from, to) => `From ${from} to ${to}:`,
    columns: ['Entered', 'Left', 'Stayed'],
  },
  backtest: {
    noCampaigns: (shop) =>
      `The shop ${shop} has no published campaign. Publish one first: rekindle publish templates --shop ${shop}`,
    order: '--from must be before --to',
    replayed: (n) => `${count(n, 'customer')} replayed`,
    period: (from, to, n) => `From ${from} to ${to}, ${count(n, 'customer')}:`,
    totals: (sent, skipped, waiting) =>
      `${count(sent, 'message')} sent, ${skipped} skipped, ${waiting} still waiting at the end`,
    mailed: (n) => `Customers mailed: ${figure(n)}`,
    boughtAfter: ({ customers, purchases }, money) =>
      `In the 30 days after a mail, ${count(customers, 'customer')} made ${count(purchases, 'purchase')} worth ${money}. That is what they bought in the past, not what these mails would cause.`,
    sentIfNew: (n) =>
      `${count(n, 'message')} of them repeat a step: each goes out only if it says something new.`,
    assumed: 'Every customer was assumed to be reachable.',
    columns: {
      step: 'campaign, step',
      journeys: 'journeys',
      sent: 'sent',
      skipped: 'skipped',
      waiting: 'waiting',
      mailed: 'customers mailed',
      bought: 'bought in the 30 days after',
    },
    busiest: (day, messages) => `Busiest day: ${day}, with ${count(messages, 'message')}.`,
    skips: 'Why messages were skipped',
    holds: 'Why messages were held back',
    deferrals: 'Why messages were deferred',
    usedFor: {
      thresholds: 'Personal thresholds',
      value: 'Customer value conditions',
      both: 'Personal thresholds and customer value conditions',
    },
    oneModel: (usedFor, version, day) =>
      `${usedFor} used model version ${version}, learned ${day}.`,
    severalModels: (usedFor, first, last, from, to) =>
      `${usedFor} used model versions ${first} to ${last}, learned ${from} to ${to}.`,
    hindsight: (names) =>
      `${versions(names)} ${names.length === 1 ? 'was' : 'were'} learned after the time of use and already knew what followed: this part benefits from hindsight.`,
    unusable: (names) =>
      `${versions(names)} ${names.length === 1 ? 'was' : 'were'} unusable and made no predictions.`,
    lacking: (before, consequences) =>
      `${before === undefined ? 'There was no model' : `Before ${before} there was no model`}: ${all(consequences)}.`,
    valueSkipped: 'steps with value conditions were skipped',
    policyDays: (forAll) =>
      forAll
        ? "the policy's fixed number of days applied to all customers"
        : "the policy's fixed number of days applied to customers whose last purchase was before then",
  },
}
