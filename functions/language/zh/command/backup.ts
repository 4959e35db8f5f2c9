/** Words of `rekindle backup` and `rekindle restore`, in Simplified Chinese. */
import type { BackupVerbs, BackupWords } from '../../command/backup-words.ts'

const passphraseFile = '存放口令的文件。不写时使用环境变量 REKINDLE_PASSPHRASE，或在终端中询问'

export const zhBackupVerbs: BackupVerbs = {
  backup: {
    summary: '在服务运行时把全部数据复制到新文件夹，并验证副本',
    about: [
      '文件夹中有数据行、收件箱、用口令加密的密钥，以及写有每个文件校验和的 backup.json。只有在完整并通过验证之后，文件夹才以其名称出现；中途失败时不会留下任何内容。',
      '请不要直接复制 rekindle.sqlite：最新的数据在 rekindle.sqlite-wal 中，新建的店铺则全部数据都在其中。',
      '口令至少 12 个字符，不会保存在任何地方。请与备份分开保管：没有口令就无法打开密钥。邮箱地址未加密，备份与原数据同样需要保密。',
    ],
    arguments: { TO: '要创建的文件夹，其上一级文件夹须已存在' },
    options: {
      'passphrase-file': passphraseFile,
      'without-secret':
        '不包含密钥。没有密钥就无法识别已退订或列入禁发名单的顾客，因此请另行保存一份',
    },
    examples: {
      ask: '在终端中询问口令',
      timer: '由定时任务运行，每天一个文件夹',
    },
  },
  restore: {
    summary: '验证备份，并恢复到尚无数据的位置',
    about: [
      '写入之前，先核对每个文件的校验和、检查两个数据库并打开密钥。不会覆盖任何文件。',
      '在恢复的数据上启动服务时，会读取日志（rekindle.sqlite.journal，或 --journal 指定的路径），从中得知备份之后发送过什么、谁已退订，然后照常运行。没有覆盖这段时间的日志时，营销邮件会等待 rekindle restore confirm。',
    ],
    arguments: { FROM: '备份所在的文件夹' },
    options: {
      'passphrase-file': passphraseFile,
      check: '只验证备份，不写入任何内容',
    },
    examples: { restore: '恢复为新文件', check: '检查备份能否恢复' },
  },
}

export const zhBackup: BackupWords = {
  taken: (folder, at) => `${at} 的备份已完成：${folder}`,
  whole: (folder, at) => `${at} 的备份完整无损：${folder}`,
  restored: (folder, at, file) => `已将 ${folder} 中 ${at} 的备份恢复到 ${file}`,
  counts: {
    shops: '店铺',
    customers: '顾客',
    orders: '订单',
    messages: '邮件记录',
    mails: '收件箱中的邮件',
    rows: '数据行',
  },
  size: (megabytes) => `大小：${megabytes} MB`,
  verified: '已验证：每个文件的校验和一致，两个数据库通过完整性检查，数量相符',
  secretSealed: '密钥：已加密，可用口令打开',
  secretLeftOut:
    '密钥：未包含。没有密钥就无法识别已退订或列入禁发名单的顾客，请另行保存一份；恢复时需要它',
  secretNone: '密钥：数据旁边没有密钥文件。如果曾有密钥，恢复时需要它',
  passphraseMoved: '请把口令与备份分开保管；口令不会保存在任何地方',
  journalNext: (journal) =>
    `下一步：启动服务。如果丢失的数据还有日志，请先放到 ${journal}，或用 rekindle serve --journal 指定：这样不会重复发送，所有退订都有效`,
  withoutJournal: (at) =>
    `没有日志时，营销邮件会等待：无法得知 ${at} 之后发送过什么、谁已退订。请查看 rekindle restore status`,
  copying: (percent) => `正在复制：${percent}`,
  passphrase: {
    ask: '密钥的口令：',
    repeat: '再次输入口令：',
    differs: '两次输入的口令不一致',
    missing:
      '需要密钥的口令：请使用 --passphrase-file FILE 或环境变量 REKINDLE_PASSPHRASE，或在终端中运行并按提示输入',
    tooShort: (least) => `口令太短：至少 ${least} 个字符`,
    empty: (file) => `${file} 中没有口令`,
  },
  usage: { passphraseNotNeeded: '使用 --without-secret 时不需要 --passphrase-file' },
  failed: (why) => `未能完成，没有留下任何内容：${why}`,
  faults: {
    exists: (path) => `${path} 已经存在，不会被覆盖：请换一个名称`,
    noFolder: (folder) =>
      `文件夹 ${folder} 不存在。如果它在另一块磁盘上，请先挂载；否则请创建：mkdir -p ${folder}`,
    notAStore: (file) => `${file} 不是 Rekindle 数据库`,
    secretMissing: (file) =>
      `缺少密钥文件 ${file}。请把它放回原处：没有密钥就无法识别已退订的顾客。如果从未有过密钥，请使用 --without-secret`,
    notABackup: (folder) => `${folder} 不是备份：其中没有 backup.json`,
    newerBackup: (folder) => `${folder} 由更新版本的 Rekindle 写入，请使用新版本`,
    newerSeal: '密钥由更新版本的 Rekindle 加密，请使用新版本',
    fileMissing: (name) => `备份中缺少 ${name}：请使用其他备份`,
    fileDamaged: (name) => `${name} 已损坏：内容与备份时不同。请使用其他备份`,
    databaseDamaged: (name, problem) => `${name} 未通过完整性检查：${problem}`,
    wrongPassphrase: '口令无法打开密钥',
    secretNeeded: (file) =>
      `这份备份不含密钥。请先把密钥复制到 ${file}：没有密钥就无法识别已退订的顾客`,
    otherSecret: (file) => `${file} 不是这份备份的密钥`,
    stopped: '已停止，没有留下任何内容',
  },
}
