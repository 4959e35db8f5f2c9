/** Words of `rekindle upgrade` and `rekindle reevaluate`, in Simplified Chinese. */
import type { UpgradeVerbs, UpgradeWords } from '../../command/upgrade-words.ts'
import { figure } from '../../figures.ts'

const reevaluated = (n: number, changed: number) =>
  `已重新评估 ${figure(n)} 位顾客，其中 ${figure(changed)} 位的分类改变`

export const zhUpgradeVerbs: UpgradeVerbs = {
  'upgrade check': {
    summary: '升级之前，查看升级到此版本会改变什么',
    about: [
      '请在旧版本运行时用新版本执行：显示文件结构是否会改变（改变之前会先保留副本）、有多少顾客的分类会改变、哪些旅程会结束，以及各活动随后会有多少封邮件到期。不作任何改动；升级前发生的事不会开始新的旅程。',
    ],
    arguments: {},
    options: {},
    examples: { file: '本机上的数据库', table: '已部署的数据表，以 JSON 输出' },
  },
  'upgrade status': {
    summary: '查看数据格式和规则的版本，以及重新评估的进度',
    about: [],
    arguments: {},
    options: {},
    examples: { file: '本机上的数据库', table: '已部署的数据表' },
  },
  'upgrade finish': {
    summary: '完成升级：此后旧版本拒绝写入',
    about: [
      '在此之前，新版本写入的内容旧版本都能读取，回退时无需任何操作。在单机上，服务器启动时会先保留副本，再自动完成升级。在 AWS 上，请在确认部署正常后执行，最早在部署完成 15 分钟后。',
    ],
    arguments: {},
    options: {
      'deployment-complete':
        '与 --table 一起使用，适用于未通过 CDK 应用部署的函数：确认旧版本的函数已有 15 分钟没有运行',
    },
    examples: { table: '已部署的数据表', file: '服务器已停止的数据库' },
  },
  reevaluate: {
    summary: '重新评估按旧设置或其他规则评估过的顾客',
    about: [
      '可以中断并重复执行。顾客的分类会更新，旅程会按活动的规定结束或开始；规则上次变更之前发生的事不会开始新的旅程。',
    ],
    arguments: {},
    options: { all: '所有顾客，包括没有任何变化的顾客' },
    examples: { left: '尚未重新评估的顾客', all: '已部署的数据表中的所有顾客' },
  },
}

export const zhUpgrade: UpgradeWords = {
  formatRises: (store, from, to) =>
    `${store} 的数据格式为 ${from}。此版本可以写入格式 ${to}，完成升级后开始使用。`,
  formatStays: (store, format) => `${store} 的数据格式为 ${format}。`,
  fileMigrates: (file, from, to) =>
    `${file} 的文件结构来自较早版本：此版本首次启动服务时，结构由版本 ${from} 变为版本 ${to}，此后旧版本拒绝打开该文件。`,
  copyFirst: (copy, megabytes) =>
    `  在此之前，会先在 ${copy} 保留一份经过验证的副本（最多 ${megabytes} MB）。没有足够空间时，服务器不会启动，也不作任何改动。`,
  notFinished: (store, from, to) =>
    `${store} 的数据格式为 ${from}，尚未完成到格式 ${to} 的升级（rekindle upgrade finish）。`,
  finished: (store, from, to) =>
    `${store} 的数据格式已从 ${from} 升级到 ${to}。此后旧版本拒绝写入。`,
  nothingToReevaluate: (shop) => `${shop}：没有需要重新评估的顾客。`,
  toReevaluate: (shop, from, to, n, changed) =>
    `${shop}：规则从版本 ${from} 变为版本 ${to}。需要重新评估 ${figure(n)} 位顾客，其中 ${figure(changed)} 位的分类会改变。`,
  moves: (from, to, n) => `${from} → ${to}：${figure(n)} 位顾客`,
  journeysEnd: (campaign, n) => `${campaign}：${figure(n)} 个旅程结束`,
  mailsFollow: (campaign, n) => `${campaign}：${figure(n)} 封邮件到期`,
  leftAlone: (n) => `有 ${figure(n)} 位顾客的数据由更新的版本写入，此版本无法重新评估`,
  deployed: (at, format) => `上次部署：${at}，可以写入格式 ${format}。`,
  onRules: (shop, rules) => `${shop}：规则版本 ${rules}。`,
  reevaluating: (n, changed) => `仍在进行：${reevaluated(n, changed)}。`,
  reevaluated: (n, changed) => `${reevaluated(n, changed)}。`,
  onOtherRules: (shop, own, build) =>
    `${shop}：规则版本 ${own}。此版本的规则为版本 ${build}，升级完成后生效。`,
  notDeployed: (store, format) =>
    `${store} 上的部署尚未报告数据格式 ${format}：请先部署此版本。如果未通过 CDK 应用部署，请确认旧版本已不再运行，再加上 --deployment-complete`,
  deployedJustNow: (minutes) =>
    `部署完成还不到 15 分钟，旧版本的函数可能仍在运行：请在 ${figure(minutes)} 分钟后重试`,
}
