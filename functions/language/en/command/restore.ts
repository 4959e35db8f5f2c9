/** Words of `rekindle restore status` and its neighbours, in English. */
import type { RestoreVerbs, RestoreWords } from '../../command/restore-words.ts'
import { counted } from '../plural.ts'

export const enRestoreVerbs: RestoreVerbs = {
  'restore status': {
    summary: 'Show what is unknown after a restore, and what waits for it',
    about: [
      'Without a journal that covers the lost time, nothing shows what was sent in it and who opted out. Marketing then waits for rekindle restore confirm.',
    ],
    arguments: {},
    options: {},
    examples: { all: 'Show it for every shop' },
  },
  'restore confirm': {
    summary: 'Resume marketing after a restore that no journal covers',
    about: [
      'Post the orders, customers and consents of the lost time again first. Whatever fell due before the restore may have been sent already and is not sent again; nothing that happened before it starts a campaign.',
      'Marketing then resumes only for customers who agree after the restore, because others may have opted out in the lost time. If you have a complete list of those who did, import it with --opt-outs: marketing then resumes for everyone else.',
      'Service mail that fell due before the restore is listed and waits for --service.',
    ],
    arguments: {},
    options: {
      'opt-outs':
        'A complete list of the opt-outs since the copy: CSV, plain or gzipped, with a column "email", or "address_hash" as in an export; it may have "reason" and "at". Rows without a reason are opt-outs',
      evidence:
        'With --opt-outs: where the list is from, and how you know that it has every opt-out since the copy; it is stored, and restore status shows it',
      service: 'What happens to service mail that may have been sent before the restore',
      yes: 'Confirm; without it the command only lists what is unknown',
    },
    examples: {
      ask: 'List what is unknown',
      optOuts: 'Import all opt-outs, and resume marketing for everyone else',
      service: 'Send the service mail that is listed',
    },
  },
  'restore adopt': {
    summary: 'Take over a DynamoDB table that was restored to a point in time',
    about: [
      'The original table, while it exists, shows what was sent and who opted out since that instant: name it with --original. Without it, marketing waits for rekindle restore confirm.',
      'AWS restores the rows alone. The command refuses until the stream, the wake index, point-in-time recovery and deletion protection are on, and names the commands. Afterwards every customer is evaluated again.',
    ],
    arguments: {},
    options: {
      'taken-at': 'The instant that the table was restored to, such as 2026-12-01T09:00:00Z',
      original: 'The table that was lost or damaged, while it exists',
      'senders-stopped':
        'You have stopped the functions of the former deployment, so that none of them sends meanwhile',
    },
    examples: {
      proven: 'With the original table',
      unproven: 'Without it',
    },
  },
}

export const enRestore: RestoreWords = {
  none: 'Nothing has to be confirmed: no shop was restored from an older copy',
  notServed: (at) =>
    `This store was restored from a copy of ${at} and has not been served since. Start the server first (rekindle serve, with --journal if the journal is elsewhere): it finds out what is missing`,
  span: (shop, lostFrom, restoredAt) =>
    `${shop}: restored at ${restoredAt} from a copy of ${lostFrom}`,
  proven: '  The journal shows what was sent and who opted out in between; mail goes on as usual',
  waits: '  Marketing waits: nothing shows what was sent and who opted out in between',
  confirmed: (at) => `  Confirmed at ${at}`,
  optOuts: {
    imported: '  Opt-outs in between were imported, so marketing reaches everyone else',
    unknown:
      '  Opt-outs in between are unknown: once it is confirmed, marketing reaches customers who agree after the restore',
  },
  evidence: (text) => `  Evidence: ${text}`,
  postAgain:
    '  Orders, customers and consents in between must be posted again by the shop, and erasures repeated',
  notSent: (campaign, messages) =>
    `  ${campaign}: ${counted(messages, 'message')} may have been sent already, and will not be sent now`,
  service: (messages) =>
    `  ${counted(messages, 'service message')} may have been sent already; decide with --service send or --service skip:`,
  sayYes: 'Nothing was changed. Run the command again with --yes to confirm',
  resumed: 'Confirmed',
  evidenceMissing:
    '--opt-outs and --evidence belong together: say how you know that the list is complete',
  sameTable: '--original is the table that was lost or damaged, not the restored one',
  takenLater:
    '--taken-at is the instant that the table was restored to, and this one is still to come',
  stopSenders:
    'Stop the senders first, and repeat the command with --senders-stopped: disable the event source mappings of the relay and send functions and the schedule of the wake function, or set their reserved concurrency to 0, and wait until the send queue has no message in flight',
  notReady: (table, lacks) =>
    `The table ${table} is not ready, and nothing was changed:\n${lacks.map((lack) => `  ${lack}`).join('\n')}`,
  lacks: {
    'not-active': (table) =>
      `it is not active yet: aws dynamodb wait table-exists --table-name ${table}`,
    stream: (table) =>
      `the stream is off: aws dynamodb update-table --table-name ${table} --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES`,
    'wake-index': (table) =>
      `the index "wake" is missing or not active: restore ${table} with its indexes, or add it as infra/stateful-stack.ts does`,
    protection: (table) =>
      `deletion protection is off: aws dynamodb update-table --table-name ${table} --deletion-protection-enabled`,
    recovery: (table) =>
      `point-in-time recovery is off: aws dynamodb update-continuous-backups --table-name ${table} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
    expiry: (table) =>
      `expired rows are not removed: aws dynamodb update-time-to-live --table-name ${table} --time-to-live-specification Enabled=true,AttributeName=expiresAt`,
  },
  adopted: (rows) => `The restored table is in use. Rows taken over from the original: ${rows}`,
}
