/** Words of `rekindle backup` and `rekindle restore`, in English. */
import type { BackupVerbs, BackupWords } from '../../command/backup-words.ts'

const passphraseFile =
  'A file that holds the passphrase. Without it, REKINDLE_PASSPHRASE is used, or the terminal asks'

export const enBackupVerbs: BackupVerbs = {
  backup: {
    summary: 'Copy everything to a new folder while the server runs, and verify the copy',
    about: [
      'The folder holds the rows, the inbox, the secret sealed with a passphrase, and backup.json with the checksum of every file. It appears under its name only once it is complete and verified; if anything fails, nothing is left.',
      'Do not copy rekindle.sqlite itself instead: the latest data, and in a new store all of it, is in rekindle.sqlite-wal.',
      'The passphrase has at least 12 characters and is not stored anywhere. Keep it apart from the backups: without it the secret cannot be opened. Addresses are not sealed: a backup is as confidential as the store.',
    ],
    arguments: { TO: 'The folder to create; the folder that it is in must exist' },
    options: {
      'passphrase-file': passphraseFile,
      'without-secret':
        'Leave the secret out. Without it, no customer is recognized as opted out or suppressed, so keep a copy of it elsewhere',
    },
    examples: {
      ask: 'Ask for the passphrase',
      timer: 'From a timer, into a folder for each day',
    },
  },
  restore: {
    summary: 'Verify a backup and restore it where no store exists yet',
    about: [
      'Every file is checked against its checksum, both databases are checked, and the secret is opened before anything is written. Nothing is overwritten.',
      'When the server starts on the restored store, it reads the journal (rekindle.sqlite.journal, or the path of --journal), which shows what was sent and who opted out since the backup, and goes on. Without a journal that covers this time, marketing waits for rekindle restore confirm.',
    ],
    arguments: { FROM: 'The folder of the backup' },
    options: {
      'passphrase-file': passphraseFile,
      check: 'Only verify the backup; nothing is written',
    },
    examples: { restore: 'Restore to a new file', check: 'Check that a backup can be restored' },
  },
}

export const enBackup: BackupWords = {
  taken: (folder, at) => `Backup of ${at} complete: ${folder}`,
  whole: (folder, at) => `The backup of ${at} is complete and undamaged: ${folder}`,
  restored: (folder, at, file) => `The backup of ${at} in ${folder} was restored to ${file}`,
  counts: {
    shops: 'Shops',
    customers: 'Customers',
    orders: 'Orders',
    messages: 'Messages',
    mails: 'Mails in the inbox',
    rows: 'Rows',
  },
  size: (megabytes) => `Size: ${megabytes} MB`,
  verified:
    'Verified: every file has its checksum, both databases pass the integrity check, and the counts match',
  secretSealed: 'Secret: sealed; it opens with the passphrase',
  secretLeftOut:
    'Secret: not included. Without it, no customer is recognized as opted out or suppressed: keep a copy of it elsewhere. A restore needs it',
  secretNone: 'Secret: there is none next to the store. If the store had one, a restore needs it',
  passphraseMoved: 'Keep the passphrase apart from the backup. It is not stored anywhere',
  journalNext: (journal) =>
    `Next: start the server. If the journal of the lost store exists, put it at ${journal} first, or name it with rekindle serve --journal: then nothing is sent twice and every opt-out holds`,
  withoutJournal: (at) =>
    `Without the journal, marketing waits: what was sent since ${at}, and who opted out, is unknown. See rekindle restore status`,
  copying: (percent) => `copying: ${percent}`,
  passphrase: {
    ask: 'Passphrase for the secret: ',
    repeat: 'Repeat the passphrase: ',
    differs: 'The two passphrases are not the same',
    missing:
      'A passphrase is needed for the secret: use --passphrase-file FILE or the environment variable REKINDLE_PASSPHRASE, or run the command in a terminal, which asks for it',
    tooShort: (least) => `The passphrase is too short: use at least ${least} characters`,
    empty: (file) => `${file} holds no passphrase`,
  },
  usage: { passphraseNotNeeded: '--passphrase-file is not needed with --without-secret' },
  failed: (why) => `It could not be completed, and nothing was left behind: ${why}`,
  faults: {
    exists: (path) => `${path} exists already, and nothing is overwritten: use another name`,
    noFolder: (folder) =>
      `The folder ${folder} does not exist. If it is on another disk, mount that; otherwise create it: mkdir -p ${folder}`,
    notAStore: (file) => `${file} is not a Rekindle database`,
    secretMissing: (file) =>
      `The secret ${file} is missing. Put it back: without it, no customer is recognized as opted out. For a store that never had one, use --without-secret`,
    notABackup: (folder) => `${folder} is not a backup: it holds no backup.json`,
    newerBackup: (folder) => `${folder} was written by a newer version of Rekindle: use that one`,
    newerSeal: 'The secret was sealed by a newer version of Rekindle: use that one',
    fileMissing: (name) => `${name} is missing from the backup: use another backup`,
    fileDamaged: (name) =>
      `${name} is damaged: its content is not what was backed up. Use another backup`,
    databaseDamaged: (name, problem) => `${name} fails the integrity check: ${problem}`,
    wrongPassphrase: 'The passphrase does not open the secret',
    secretNeeded: (file) =>
      `This backup was taken without its secret. Copy the secret to ${file} first: without it, no customer is recognized as opted out`,
    otherSecret: (file) => `${file} is not the secret of this backup`,
    stopped: 'Stopped; nothing was left behind',
  },
}
