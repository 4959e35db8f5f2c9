/** Words of `rekindle secret`, in Simplified Chinese. */
import type { SecretVerbs, SecretWords } from '../../command/secret-words.ts'
import { figure } from '../../figures.ts'

const KIND = 'signing（签名邮件中的链接）或 address（计算邮箱地址的哈希）'
const NUMBER = '密钥的编号，见 rekindle secret status'

export const zhSecretVerbs: SecretVerbs = {
  'secret status': {
    summary: '显示正在使用哪些密钥、从何时起使用，并检查密钥是否正确',
    about: ['只显示密钥指纹的开头，不显示密钥本身。如果密钥不是写入数据时所用的，命令会失败。'],
    arguments: {},
    options: {},
    examples: { file: '数据文件的密钥', table: 'AWS 部署的密钥' },
  },
  'secret add': {
    summary: '添加一个密钥，暂不使用',
    about: ['更换密钥的第一步：添加，等所有进程读到之后再启用。请重新备份密钥。'],
    arguments: { KIND },
    options: {},
    examples: { signing: '添加签名链接的密钥', table: '在 AWS 上添加计算邮箱地址哈希的密钥' },
  },
  'secret use': {
    summary: '启用已添加的密钥，对所有进程同时生效',
    about: [
      '所有进程都有时间读到密钥之前不能启用：单机 10 秒，AWS 上 15 分钟。请先完成对已部署数据表的导入：导入过程中一直使用开始时的密钥。',
      '用原密钥签名的链接仍然有效。启用新的 address 密钥之后，请运行 rekindle secret rekey。',
    ],
    arguments: { KIND, NUMBER },
    options: {},
    examples: { signing: '此后用 2 号密钥签名链接', address: '此后用 2 号密钥计算邮箱地址的哈希' },
  },
  'secret rekey': {
    summary: '用当前密钥重新计算每位顾客邮箱地址的哈希',
    about: [
      '可以随时停止、重复运行，服务器无需停止。邮箱地址的相关记录一起转移。没有对应顾客的邮箱地址（例如导入的禁发名单）仍按原密钥保存和查找，因此原密钥会保留。',
    ],
    arguments: {},
    options: {},
    examples: { rekey: '启用新的 address 密钥之后' },
  },
  'secret retire': {
    summary: '移除以前的签名密钥，用它签名的链接随之失效',
    about: ['停用满 400 天之前不能移除：在此之前，已发邮件中仍有用它签名的有效链接。'],
    arguments: { KIND: '只能是 signing', NUMBER },
    options: {},
    examples: { retire: '移除 2 号签名密钥' },
  },
}

type Key = { readonly kind: 'signing' | 'address'; readonly number: number }

const nameOf = ({ kind, number }: Key): string =>
  `${kind === 'address' ? '地址密钥' : '签名密钥'} ${number} 号`

const NOT_RECOGNIZED = '换了密钥就认不出已退订或禁发的邮箱地址，因此没有启动，也不会发送邮件。'

export const zhSecret: SecretWords = {
  faults: {
    missing: (name, stored) =>
      `缺少密钥文件 ${name}${stored === undefined ? '' : `（指纹 ${stored}）`}，而数据是用它写入的。${NOT_RECOGNIZED}请从备份或您另行保存的副本中恢复这个文件`,
    line: (name, line) =>
      `密钥 ${name} 的第 ${line} 行不完整，或者不是密钥。请从备份或您另行保存的副本中恢复`,
    otherKey: (name, key, stored, found) =>
      `密钥 ${name} 与数据不符：${nameOf(key)}的指纹是 ${found}，而数据是用 ${stored} 写入的。${NOT_RECOGNIZED}请从备份或您另行保存的副本中恢复指纹为 ${stored} 的密钥`,
    keyMissing: (name, key, stored) =>
      `密钥 ${name} 中缺少${nameOf(key)}（指纹 ${stored}），而数据是用它写入的。${NOT_RECOGNIZED}请从添加该密钥之后的备份或副本中恢复`,
    otherAddresses: (name, found) =>
      `数据中的邮箱地址不是用密钥 ${name}（指纹 ${found}）计算哈希的。${NOT_RECOGNIZED}请从备份或您另行保存的副本中恢复原来的密钥`,
  },
  key: (key, fingerprint) => `${nameOf(key)}（${fingerprint}）`,
  states: {
    current: (since) => `${since} 起使用`,
    added: (at) => `${at} 添加，尚未使用`,
    former: (until) => `使用至 ${until}`,
    retired: (at) => `${at} 移除`,
  },
  notStored: '尚未保存指纹，下次启动服务器时会保存',
  moving: '还有顾客没有用当前地址密钥计算哈希，请运行 rekindle secret rekey',
  added: (key, name) => `已在 ${name} 中添加${nameOf(key)}`,
  mayUseFrom: ({ kind, number }, at) =>
    `所有进程在 ${at} 之前都会读到。之后请运行 rekindle secret use ${kind} ${number}`,
  used: (key) => `已启用${nameOf(key)}`,
  rekeyNext: '下一步：rekindle secret rekey',
  retireFrom: ({ kind, number }, at) =>
    `用原密钥签名的链接在 ${at} 之前有效，之后可以运行 rekindle secret retire ${kind} ${number}`,
  retired: (key) => `已移除${nameOf(key)}，用它签名的链接不再有效`,
  rekeyed: (moved, known) =>
    `已为 ${figure(moved)} 位顾客换用当前地址密钥；另有 ${figure(known)} 位此前已换用`,
  unexplained: (profiles) =>
    `有 ${figure(profiles)} 位顾客保持原样：他们的哈希不是用现有密钥计算的，不会收到邮件`,
  rekeyAgain: (at) => `其间可能仍有进程在使用原密钥。请在 ${at} 之后再运行一次`,
  nothingToRekey: '每位顾客都已换用当前地址密钥',
  progress: (profiles) => `已读取 ${figure(profiles)} 位顾客`,
  keepCopy: (name) => `请重新备份 ${name}`,
  refusals: {
    noSuchKey: (key) => `没有${nameOf(key)}，见 rekindle secret status`,
    alreadyCurrent: (key) => `${nameOf(key)}已在使用`,
    older: (key, current) => `${nameOf(key)}早于正在使用的 ${current} 号密钥，请添加新的密钥`,
    tooSoon: (key, at) => `还不能确定所有进程都已读到${nameOf(key)}，请在 ${at} 之后再试`,
    rekeyFirst: '上次更换地址密钥尚未完成，请先运行 rekindle secret rekey',
    retireCurrent: (key) => `${nameOf(key)}正在使用，请先启用其他密钥`,
    retireTooSoon: (key, at) =>
      `邮件中仍有用${nameOf(key)}签名的链接，在 ${at} 之前有效，请届时再移除`,
    addressKept: '地址密钥不能移除：没有对应顾客的邮箱地址要靠它查找',
    changedMeanwhile: '其间有其他进程更改了密钥，见 rekindle secret status',
  },
  hashesWhileMoving:
    '每位顾客都换用当前地址密钥之前，不能使用哈希：请先运行 rekindle secret rekey，或直接使用邮箱地址',
  secretMissing: '缺少 --secret ARN：密钥保存在那里',
}
