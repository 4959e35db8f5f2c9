/** Words of `rekindle store check`, in Simplified Chinese. */
import type { StoreVerbs, StoreWords } from '../../command/store-words.ts'
import { figure } from '../../figures.ts'

export const zhStoreVerbs: StoreVerbs = {
  'store check': {
    summary: '检查存储是否损坏，以及各行是否互相矛盾',
    about: [
      '对于文件，先检查数据库和收件箱的每一页和每个索引；然后读取所有店铺的每位顾客，检查：事实都已作出决定，唤醒时刻不晚于下一次决定，营销邮件都占有频率上限内的名额，未完成的邮件都属于某个旅程。',
      '此命令不做任何更改，服务器运行时也可以使用。每个问题一行，只含编号；有问题时退出码为 1。',
    ],
    arguments: {},
    options: {},
    examples: {
      file: '检查本机的文件',
      table: '检查已部署的表，结果供程序读取',
    },
  },
}

export const zhStore: StoreWords = {
  checked: (shops, customers, messages) =>
    `没有发现问题：${figure(shops)} 家店铺，${figure(customers)} 位顾客，${figure(messages)} 封邮件`,
  findings: {
    file: '文件损坏',
    'row-unreadable': '此版本无法识别的行',
    'reaction-lost': '事实没有对应的决定',
    'wake-late': '唤醒时刻晚于下一次决定',
    'slot-missing': '邮件没有占用频率上限的名额',
    'journey-missing': '未完成的邮件不属于任何旅程',
    fingerprint: '密钥缺失或与数据不符',
  },
  more: (findings) => `另有 ${figure(findings)} 个问题`,
  failed: (findings, store) => `在 ${store} 中发现 ${figure(findings)} 个问题`,
}
