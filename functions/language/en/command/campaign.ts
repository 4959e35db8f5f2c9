/** Words of `rekindle publish` and `rekindle campaign`, in English. */
import type { CampaignVerbs, CampaignWords } from '../../command/campaign-words.ts'
import { count } from '../count.ts'

export const enCampaignVerbs: CampaignVerbs = {
  publish: {
    summary: 'Check campaigns and make them live',
    about: [
      'Every error is reported with its file, line and fix. If there are any errors, nothing is published and the current versions stay live. Publishing the same content again changes nothing. The command can be stopped and repeated safely.',
    ],
    arguments: {
      FOLDER:
        'The folder of a campaign, which contains its campaign.yaml, or a folder of such folders',
    },
    options: {},
    examples: {
      all: 'Publish every campaign in templates',
      one: 'Publish one campaign to a deployment',
    },
  },
  'campaign pause': {
    summary: 'Pause a campaign and hold all of its mail',
    about: [
      'Takes effect within ten seconds. Messages that are due wait until the campaign is resumed; those that wait too long are skipped. Mail already handed to Amazon SES cannot be stopped.',
    ],
    arguments: { ID: 'The campaign' },
    options: {},
    examples: { pause: 'Pause a campaign' },
  },
  'campaign resume': {
    summary: 'Resume a paused campaign',
    about: ['Waiting messages are sent; messages that were skipped stay skipped.'],
    arguments: { ID: 'The campaign' },
    options: {},
    examples: { resume: 'Resume a campaign' },
  },
}

const about = (seconds: number): string =>
  seconds < 60 ? 'less than a minute' : `about ${count(Math.ceil(seconds / 60), 'minute')}`

export const enCampaign: CampaignWords = {
  exampleLinks: (campaign) =>
    `${campaign}: its mails still link to an example shop. Replace the links in campaign.yaml and its mails with your own: Amazon SES is given no mail that links to shop.example`,
  repeatsItself: (campaign, step) =>
    `${campaign}: step ${step} repeats. A customer who already received these words gets the next ones only after you publish new words`,
  schedules: (campaign, customers, seconds) =>
    `${campaign}: scheduling ${count(customers, 'customer')} takes ${about(seconds)}`,
  schedulesLate: (campaign, doneAt, beginsAt) =>
    `${campaign}: scheduling ends at ${doneAt}, but the broadcast begins at ${beginsAt}, so some customers get it late. Publish it earlier next time, or use a later time`,
  cannotSchedule: (campaign, customers, seconds) =>
    `${campaign}: scheduling ${count(customers, 'customer')} takes ${about(seconds)}, and by then nothing of this broadcast is sent any more. Nothing was published. Use a later time, or a later sendBy`,
  broadcastPassed: (campaign) =>
    `${campaign}: the time of this broadcast has passed for every customer, so it starts for none. Use a later time, or ifPast: send`,
  outcomes: {
    published: (campaign, version) => `${campaign}: version ${version} is live`,
    unchanged: (campaign, version) => `${campaign}: version ${version} stays live (unchanged)`,
  },
  segments: {
    published: (segment) => `Segment ${segment} is live`,
    unchanged: (segment) => `Segment ${segment} stays live (unchanged)`,
    removed: (segment) => `Segment ${segment} was removed`,
  },
  stopped: (campaign, why, done) =>
    `Could not publish ${campaign}: ${why}. Already live: ${done.length === 0 ? 'none' : done.join(', ')}. Run the command again.`,
  faults: (n) =>
    `${count(n, 'error')} found. Nothing was published, and the current versions stay live.`,
  noCampaignIn: (folder, file) =>
    `${folder}: no ${file} here or in its subfolders. Use the folder of a campaign, such as templates/dormant`,
  paused: (campaign) => `The campaign ${campaign} is paused.`,
  resumed: (campaign) => `The campaign ${campaign} is running.`,
}
