/** Words of `rekindle products feed`, in English. */
import type { FeedCommandWords, FeedVerbs } from '../../command/feed-words.ts'
import { figure } from '../../figures.ts'
import { count } from '../count.ts'
import { enFeedFailures } from '../feed-failures.ts'
import { enImportVerbs } from './import.ts'

const { yes: _, ...reading } = enImportVerbs['products import'].options
const NAME = 'The feed, as "products feed list" shows it'

export const enFeedVerbs: FeedVerbs = {
  'products feed add': {
    summary: 'Add a product feed that Rekindle fetches from its address',
    about: [
      'The server, or the functions on AWS, fetch the feed within the hour and then every day, and take it in as "products import" does. A feed that fails changes nothing, except for the rows that came before the fault, and is tried again.',
      'The address must begin with https:// and lead to the public internet. It may have a user and a password (https://user:password@...) or a token in its query. All of it is stored; lists and logs show only the host and the path. To keep it out of the history of your shell, set REKINDLE_FEED_URL instead of --url.',
    ],
    arguments: { NAME: 'A name of your own for the feed, such as english' },
    options: {
      ...reading,
      full: 'The feed is complete: products missing from it are no longer available in its languages. A run that would withdraw more than 30% withdraws nothing. Of two complete feeds of a language, each would withdraw the products of the other',
      url: 'The address of the feed',
      every: 'How often it is fetched, from 1h to 168h',
    },
    examples: {
      daily: 'Fetch an English feed every day',
      full: 'Fetch all Chinese products every six hours',
    },
  },
  'products feed list': {
    summary: "List a shop's product feeds and how their last runs ended",
    about: ['The addresses are shown without their queries.'],
    arguments: {},
    options: {},
    examples: { list: 'Show the feeds' },
  },
  'products feed read': {
    summary: 'Fetch a product feed now',
    about: [
      'It is read in full even if the server reports that it has not changed. The report is that of "products import".',
    ],
    arguments: { NAME },
    options: {
      yes: 'If the feed is complete: withdraw products even if they are more than 30% of those available',
    },
    examples: { read: 'Fetch it now' },
  },
  'products feed remove': {
    summary: 'Remove a product feed; its products stay',
    about: [
      'It is not fetched any more. Products that no other feed names are not shown after 30 days (recommend.unseenAfterDays in the policy).',
    ],
    arguments: { NAME },
    options: {},
    examples: { remove: 'Stop fetching it' },
  },
}

export const enFeed: FeedCommandWords = {
  added: (name, address, hours, read) =>
    `Feed ${name} (${address}) is fetched ${hours === 1 ? 'every hour' : `every ${hours} hours`}. To read it now: ${read}`,
  taken: (name) =>
    `There is a feed ${name} already. Remove it first with "products feed remove", or choose another name.`,
  removed: (name) => `Feed ${name} is removed. Its products stay.`,
  unknown: (name, known) =>
    known.length === 0
      ? `There is no feed ${name}: this shop has none`
      : `There is no feed ${name}. The feeds are: ${known.join(', ')}`,
  none: (shop) => `${shop} has no feeds. Add one with "products feed add".`,
  name: (typed) =>
    `NAME: "${typed}" is not a name for a feed: use up to 40 letters, digits, dots, hyphens and underscores`,
  every: (typed) => `--every: "${typed}" is not from 1h to 168h`,
  url: {
    'not-a-url': '--url is not an address such as https://shop.example/feed.xml',
    'not-https': '--url must begin with https://',
    'not-public': '--url must not lead into a private network',
  },
  columns: {
    name: 'feed',
    address: 'address',
    every: 'every',
    lastRun: 'last run',
    outcome: 'outcome',
  },
  hours: (hours) => `${hours} h`,
  never: 'never',
  read: (products, refused) =>
    refused === 0
      ? count(products, 'product')
      : `${count(products, 'product')}, ${figure(refused)} rejected`,
  unchanged: 'unchanged',
  failed: (why) => `failed: ${why}`,
  cut: 'nothing was withdrawn, because it would have been more than 30%',
  nothingWithdrawn: (again) => `No product was withdrawn. If the feed is complete: ${again}`,
  busy: (name, until) =>
    until === undefined
      ? `Feed ${name} is being read at the moment. Try again in a few minutes.`
      : `Feed ${name} is being read at the moment, or its reading was interrupted. It can be read again at ${until} at the latest.`,
  notRead: (name, why) => `Feed ${name}: ${why}. Nothing was imported.`,
  partlyRead: (name, why) =>
    `Feed ${name}: ${why}. What came before it was imported, and nothing was withdrawn.`,
  failures: enFeedFailures,
}
