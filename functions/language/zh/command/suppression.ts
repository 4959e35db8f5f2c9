/** Words of `rekindle suppression`, in Simplified Chinese. */
import type { SuppressionVerbs, SuppressionWords } from '../../command/suppression-words.ts'
import { figure } from '../../figures.ts'
import { zhNames } from '../faults/lists.ts'

const scope = { shop: '适用于这家店铺', 'all-shops': '适用于所有店铺，包括以后添加的' }
const ADDRESS = '邮箱地址，或导出文件中的地址哈希'

export const zhSuppressionVerbs: SuppressionVerbs = {
  'suppression import': {
    summary: '从 CSV 或 JSON 文件导入禁发名单',
    about: [
      '文件（可用 gzip 压缩）须有表头，并有 email 列，或导出文件中的 address_hash 列；还可以有 reason 和 at 列（没有写时差的视为 UTC；没有填写的取文件的修改时间）。Mailchimp（已退订、已清理）、Klaviyo、Amazon SES 和 Postmark 的导出文件可以直接导入，CSV（分隔符不限）和 JSON 均可；带有状态列的联系人名单也可以，没有退订的联系人会跳过并计数。一行有多个地址时（如“Email”和“Secondary Email”），全部列入名单。也能识别其他系统的原因：bounce、hard bounce、complaint、spam、unsubscribe。已退订的地址不再收到营销邮件，其余的不再收到任何邮件。先读完整个文件再保存；再次导入不会有变化。',
    ],
    arguments: { FILE: 'CSV 或 JSON 文件' },
    options: { ...scope, reason: '没有写明原因的行使用的原因' },
    examples: { bounces: '导入退信的地址', all: '导入适用于所有店铺的名单' },
  },
  'suppression export': {
    summary: '把禁发名单导出为 CSV，不含邮箱地址，只含地址哈希',
    about: [
      '系统不保存邮箱地址，名单里只有用密钥计算的地址哈希。每一行写明适用于哪家店铺，或适用于所有店铺。其他系统只有使用同一密钥才能识别这些地址。不带 --shop 和 --all-shops 时导出全部；带 --shop 时导出适用于该店铺的全部记录。导出的文件可以原样再导入。',
    ],
    arguments: {},
    options: { ...scope, to: '要写入的文件；默认为标准输出' },
    examples: { file: '全部写入文件', pipe: '压缩一家店铺的名单' },
  },
  'suppression add': {
    summary: '把一个地址加入禁发名单',
    about: ['原因为 unsubscribe 时，不再发营销邮件，但仍发服务邮件；其他原因则不再发任何邮件。'],
    arguments: { ADDRESS },
    options: { ...scope, reason: '原因' },
    examples: { shop: '一家店铺不再发送', all: '在所有店铺退订' },
  },
  'suppression remove': {
    summary: '把一个地址移出禁发名单',
    about: [
      '退订不会因此撤销：只有顾客本人可以重新同意，店铺再按通常的方式上报这项同意。填写的原因会与地址哈希一起保存，请不要在其中写邮箱地址。',
    ],
    arguments: { ADDRESS },
    options: { ...scope, reason: '移出的原因，如“客服确认邮箱可用”' },
    examples: { remove: '恢复向一个地址发送' },
  },
}

export const zhSuppression: SuppressionWords = {
  reasons: {
    'no-such-mailbox': '邮箱不存在',
    complaint: '邮件被标记为垃圾邮件',
    'account-list': '在您的 Amazon SES 账户的禁发名单中',
    'soft-bounces': '多次软退信',
    'by-hand': '手动添加',
    unsubscribe: '已退订',
  },
  scopeMissing: '缺少 --shop ID 或 --all-shops：请说明适用于哪些店铺',
  secretMissing: '缺少 --secret ARN：系统只保存地址哈希，计算地址哈希需要这个密钥',
  shop: (shop) => `店铺 ${shop}`,
  allShops: '所有店铺',
  added: (where, reason) => `已加入禁发名单（${where}）：${reason}`,
  known: (where, reason) => `此前已在禁发名单中（${where}）：${reason}`,
  removed: (where, reason) => `已移出禁发名单（${where}），此前列入的原因：${reason}。`,
  onCarriersList:
    '请同时将其移出您的 Amazon SES 账户的禁发名单：否则 Amazon SES 不会投递，下一封邮件会使其再次列入这份名单。',
  notSuppressed: (where) => `这个地址不在禁发名单中（${where}）。`,
  trySingleShop: '可能只在某一家店铺的名单中：请试试 --shop ID。',
  suppressedForAll: '这个地址仍在所有店铺的禁发名单中，可用 --all-shops 移出。',
  optedOut: '这个地址已退订，仍然不会收到营销邮件。',
  notAnAddress: (typed) => `“${typed}”既不是邮箱地址，也不是地址哈希`,
  rowsWritten: (rows, file) => `已将 ${figure(rows)} 行写入 ${file}`,
  done: (n) => `已完成 ${figure(n)} 个地址`,
  imported: (rows, added, known, refused, leftOut) =>
    [
      `已读取 ${figure(rows)} 行：新增 ${figure(added)} 个`,
      `已有 ${figure(known)} 个`,
      ...(leftOut > 0 ? [`跳过 ${figure(leftOut)} 个（没有退订的联系人）`] : []),
      ...(refused > 0 ? [`拒绝 ${figure(refused)} 个`] : []),
    ].join('，'),
  refusedLine: '不是邮箱地址',
  moreRefused: (lines) => `还有 ${figure(lines)} 行也是如此`,
  list: {
    bothColumns: '同时有 email 和 address_hash 两列，请去掉一列',
    noColumn: '没有 email 列，也没有 address_hash 列，请把地址所在的列命名为其中之一',
    otherColumn: (unknown, known) =>
      `除 ${known} 外，${unknown} 列也有地址：若两者都要停发，请把该列改名为 email_2，否则请去掉该列`,
    notAHash: (cell) => `${cell} 不是 address_hash，它应有 43 个字母和数字`,
    reason: (cell, known) => `无法识别原因 ${cell}，请改为以下之一：${zhNames(known)}`,
    scope: (cell, shops) =>
      `无法识别范围 ${cell}，请写 "all"，或 "shop:" 加上现有店铺（${zhNames(shops)}）`,
    instant: (cell) =>
      `${cell} 不是时间，请写时间（如 2026-03-01T12:00:00Z）或日期（如 2026-03-01）`,
    status: (cell, known) =>
      `无法识别状态 ${cell}，请改为 subscribed、unsubscribed、cleaned，或以下之一：${zhNames(known)}`,
    ofSubscribers:
      '这是已订阅联系人或全部顾客的导出文件，请导出已退订（unsubscribed）和已清理（cleaned）的联系人',
    noList: (known) => `这个 JSON 中没有名单，需要有以下之一：${zhNames(known)}`,
    onePage: '这只是名单的一页（含有 NextToken），请导出全部页，并去掉这个标记',
    notJson: '不是有效的 JSON；名单有多页时，每页须单独存为一个文件',
    notUtf8: '不是 UTF-8 编码，请把文件另存为 UTF-8',
    nothingChanged: (place, problem) => `${place}: ${problem}。没有作任何改动。`,
  },
}
