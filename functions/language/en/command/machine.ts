/** Words of the verbs about this machine, in English. */
import type { MachineVerbs, MachineWords } from '../../command/machine-words.ts'

export const enMachineVerbs: MachineVerbs = {
  serve: {
    summary: 'Run Rekindle on this machine: API, decisions, sending and the console',
    about: [
      'Everything is stored in one file. Mail goes to an inbox shown in the browser, unless --mailer ses is used. The process can be stopped or killed at any time: no accepted purchase is lost and no message is sent twice.',
    ],
    arguments: {},
    options: {
      journal:
        'The journal, which shows after a restore what was sent since the backup; best on another disk. The path is remembered; default: the database with .journal added',
      'journal-days':
        'How long the journal keeps what it has; backups that are older are not covered by it',
      port: 'The port to listen on; 0 uses a free one',
      host: 'The address to listen on',
      'public-url': 'The public base URL, used for links in mail (default: this machine)',
      'console-port':
        'With --public-url, or a --host that others can reach: the port of the console, which has no login and is therefore only served to this machine; 0 uses a free one; default: 7071',
      mailer: 'How mail is sent',
      'configuration-set':
        'With --mailer ses: the SES configuration set that reports deliveries, bounces and complaints',
      'tracked-configuration-set':
        'With --mailer ses: the configuration set for customers who agreed to open and click tracking',
      create: 'Create the database file if it does not exist',
      'inbox-days': 'How many days the inbox keeps a mail',
      demo: 'Create a simulated shop with a stream of purchases',
    },
    examples: { demo: 'Try it with a simulated shop', ses: 'Send through Amazon SES' },
  },
  unsubscribe: {
    summary: 'Unsubscribe a customer who asked for it by mail',
    about: [
      'For the mailbox named in List-Unsubscribe. The token in the subject identifies the customer and the shop; the sender is ignored. Any other mail is ignored with exit code 0, so that the mail server does not reply. If the command fails, have the mail server try again (exit code 75 of a pipe).',
    ],
    arguments: {},
    options: { mail: 'The raw mail (RFC 5322); "-" reads standard input' },
    examples: { file: 'Process a saved mail', pipe: 'As a pipe in the aliases of a mail server' },
  },
  completion: {
    summary: 'Print a completion script for your shell',
    about: ['Only prints the script; no file is changed. The script says how to load it.'],
    arguments: { SHELL: 'The shell' },
    options: {},
    examples: {
      bash: 'Load it in the current bash',
      zsh: 'Load it in the current zsh',
      fish: 'Install it for fish',
    },
  },
}

export const enMachine: MachineWords = {
  serve: {
    runs: (url, file) => `Rekindle is running at ${url} with ${file}. Press Ctrl-C to stop.`,
    console: (url) => `Console (this machine only): ${url}`,
    demo: (url) => `The demo shop is open. Purchases and mail appear at ${url}`,
    post: (key) => `To post purchases of your own:  export KEY=${key}`,
    noDatabase: (file) =>
      `There is no database ${file}. Check the path in --db, or create the database with: rekindle shop add --db ${file}, or rekindle serve --create --db ${file}`,
    held: (lostFrom) =>
      `No marketing is sent: this store was restored from an older copy, and no journal shows what was sent since ${lostFrom} and who opted out. See rekindle restore status. Purchases, customers and opt-outs are accepted as usual.`,
    journalGone: (file) =>
      `The journal ${file} is missing, so this may be an older copy of the database. A new journal was begun.`,
    sesNeedsUrl: '--mailer ses needs --public-url https://..., which unsubscribe links point to',
  },
  start: {
    newerDatabase: (file, version) =>
      `${file} was written by a newer version of Rekindle (schema version ${version})`,
    noSafetyCopy: (file, copy, problem) =>
      `${file} is from an older version of Rekindle and must be upgraded, but the copy to keep, ${copy}, cannot be made (${problem}). ${file} was not changed: make room on the disk, or move the database to a larger one`,
    databaseInUse: (file) =>
      `another Rekindle is already using ${file}; stop it first, or choose another file with --db`,
    secretIncomplete: (file) =>
      `the secret ${file} is incomplete: restore it from a backup or from where you keep a copy. Without it no customer is recognized as opted out or suppressed`,
    databaseReadOnly: (file) =>
      `${file} is read-only: let the user of this server write to the file and its folder`,
    secretAtLink: (secret, file) =>
      `the secret ${secret} is next to a link, but belongs next to the file itself: move it to ${file}.secret, with the .inbox and .clock files next to it`,
    databaseHasTwoNames: (file) =>
      `${file} has another name as well (a hard link), under which a second server would damage it: find the names with "find / -xdev -samefile FILE", and delete all but one`,
    clockBehind: (clock, seen, file) =>
      `the clock of this machine shows ${clock}, but this shop already has data from ${seen}: correct the clock or, if it was wrong earlier, delete ${file}`,
    notAJournal: (file) =>
      `${file} is not a journal of Rekindle, or its first line is damaged: restore it from a copy, or move it away and the next start begins a new one, which does not prove what was sent so far`,
    newerJournal: (file) => `${file} was written by a newer version of Rekindle: use that version`,
    journalInUse: (file) =>
      `another server uses the journal ${file}: stop it first or, to try out a backup, choose another path with --journal`,
    journalFolderMissing: (file) =>
      `the folder of the journal ${file} does not exist: mount its disk or create the folder, or choose another path with --journal`,
    journalOfAnother: (file, database) =>
      `the journal ${file} does not belong to ${database}: if the database was lost, restore its backup first; if this is another database, move the journal away or choose another path with --journal`,
    restoreNotNoticed: (file, database) =>
      `${database} does not match its journal ${file}, as after a restore. Start the server on it first (rekindle serve --db ${database}); it finds out what was sent since`,
    portTaken: (port, option) => `port ${port} is already in use; choose another with --${option}`,
  },
  unsubscribe: {
    outcomes: {
      left: 'Unsubscribed: no more marketing mail from now on',
      'had-left': 'Already unsubscribed: nothing was changed',
      'unknown-customer': 'Unknown customer: nothing was changed',
      'sent-by-a-machine': 'Ignored: automatic replies do not unsubscribe anyone',
      'no-token': 'Ignored: no Rekindle token in the subject or the first lines',
      'token-does-not-open':
        'Ignored: the token was signed with another secret or is older than 400 days',
    },
    secretMissing: '--secret ARN is required: tokens are signed with it',
  },
  completion: (load, keep) => [
    'Completion for rekindle.',
    `To load it now: ${load}`,
    `To keep it: ${keep}`,
  ],
}
