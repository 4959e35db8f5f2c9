/** Words of `rekindle import` and `rekindle products import`, in Simplified Chinese. */
import type { ImportVerbs, ImportWords } from '../../command/import-words.ts'
import { figure } from '../../figures.ts'
import { zhNames } from '../faults/lists.ts'

const customers = (n: number) => `${figure(n)} 位顾客`

export const zhImportVerbs: ImportVerbs = {
  import: {
    summary: '从 CSV 文件导入订单和退款',
    about: [
      '文件可以是 gzip 压缩的。先读完整个文件再保存，因此文件有错误时不会作任何改动。再次导入同一文件不会重复保存；导入中断后再次运行，会接着完成。',
      '文件应为 UTF-8 编码，除非映射写明了其他编码。如果所有行都被忽略或拒绝，退出码为 3。',
      '如果店铺已经开启，文件中的顾客在导入完成之前不会收到邮件。使用 --url 时无法保证这一点，所以请先导入，再开启店铺。',
    ],
    arguments: { FILE: 'CSV 文件' },
    options: {
      mapping: '各列的读取方式：内置映射的名称，或 YAML 文件',
      'close-others': '本次导入完成后，关闭其他已中断且不会再运行的导入',
      'consent-evidence': '文件中各项同意的证明保存在哪里',
    },
    examples: {
      file: '导入 Shopify 的导出文件',
      own: '使用自己的映射和另一个数据库',
      url: '导入到别处运行的 Rekindle',
    },
  },
  'import list': {
    summary: '列出店铺没有完成的导入',
    about: [
      '导入完成之前，相关顾客不会收到邮件。要继续导入，请用同一文件再次运行同样的导入；已保存的内容不会重复保存。',
    ],
    arguments: {},
    options: {},
    examples: { list: '查看没有完成的导入' },
  },
  'import finish': {
    summary: '不再读取文件的其余部分，直接完成一次导入',
    about: ['相关顾客会重新评估，并可以收到邮件。已保存的内容全部保留。'],
    arguments: { IMPORT: '导入的编号，见 "import list"' },
    options: {},
    examples: { finish: '按现状完成' },
  },
  'import withdraw': {
    summary: '撤销一次没有完成的导入，删除它保存的内容',
    about: [
      '删除仅由这次导入带来的订单和退款。导入前已有的、店铺也提交过的、其他导入也带来的，全部保留。资料和同意记录无法区分来源，因此也会保留。相关顾客会重新评估。',
    ],
    arguments: { IMPORT: '导入的编号，见 "import list"' },
    options: {},
    examples: { withdraw: '删除它的订单和退款' },
  },
  'import repair': {
    summary: '列出并撤销以往导入因未勾选的方框而保存的退订',
    about: [
      '以往的版本会把同意列中每个不表示同意的值都保存为退订，包括结账时没有勾选的方框；这样的退订会覆盖以后的所有导入。此命令列出日期与顾客订单一致、且映射中没有 consent.withdrawn 的退订。以其他方式退订过的顾客，其退订全部保留。',
      '文件中的原值没有保存。如果它表示顾客已退订，请不要撤销。',
    ],
    arguments: {},
    options: { lift: '撤销列出的退订，并重新评估相关顾客' },
    examples: { list: '先列出', lift: '再撤销' },
  },
  'products import': {
    summary: '从商品数据源（feed）导入邮件可以推荐的商品',
    about: [
      '商品数据源是 Google Merchant Center 格式的 CSV 文件（可用 gzip 压缩），包含 id、title、link、image_link、availability 各列，还可以有 price（"12.50 EUR"）和 locale。id 必须与订单里的商品编号（SKU）一致。有货的商品可以推荐给使用该语言的顾客；缺货、预售、延期交货的不会推荐。商品在其他语言中的内容保持不变。没有标题、链接或图片的商品会保存，但不会推荐。再次导入同一文件不会有变化。',
    ],
    arguments: { FILE: '商品数据源文件' },
    options: {
      locale: '没有注明语言的行使用的语言，如 en 或 zh-CN',
      tabs: '各列以制表符分隔',
      full: '文件包含全部商品：其中没有的商品在相应语言中不再推荐',
    },
    examples: { feed: '导入英文商品', full: '用制表符分隔的文件替换全部中文商品' },
  },
}

export const zhImport: ImportWords = {
  rows: (n) => `已读取 ${figure(n)} 行`,
  leftOut: (n, reason) => `忽略 ${figure(n)} 行：${reason}`,
  leftOutFor: (leftOut, values) => `${leftOut}（${values.join('、')}）`,
  valueRows: (value, n) => `${value} ${figure(n)} 行`,
  leftOutReasons: {
    'no-customer': '没有顾客',
    'no-order-id': '没有订单号',
    'no-instant': '没有日期',
    'no-currency': '没有货币',
    'no-amount': '没有金额',
    'amount-too-large': '金额过大',
    'negative-amount': '金额为负',
    'refund-without-amount': '退款没有金额',
    'not-paid': '尚未付款',
    'test-order': '测试订单',
  },
  missingColumn: (column) => `文件中没有“${column}”列，因此没有按该列排除任何订单`,
  countriesNotUnderstood:
    '警告：有的国家或地区无法识别。在确定所在国家或地区之前，这些顾客不会收到营销邮件。请在映射的 countries 中写明这些值的代码，然后再次导入文件：',
  country: (value, n) => `${value}：${figure(n)} 笔订单或退款`,
  otherCountries: (n) => `其他值：${figure(n)} 笔订单或退款`,
  addressesNotMailable:
    '警告：有的邮箱地址无法发送邮件。订单已保留，这些顾客有其他地址之前不会收到邮件：',
  emailFaults: {
    malformed: '不是邮箱地址',
    'local-part-not-ascii': '@ 之前有 Amazon SES 无法发送的字符',
    'domain-invalid': '域名无效',
    placeholder: '占位内容，不是真实的邮箱',
  },
  notMailable: (n, reason) => `${figure(n)} 笔订单或退款：${reason}`,
  noConsentAct: (n, value) =>
    `${figure(n)} 条记录的同意列为 ${value}，没有保存为同意或退订。如果该值表示顾客已退订，请列入 consent.withdrawn`,
  ordersOfSeveral: (n, examples) =>
    `警告：${figure(n)} 个订单号对应多位顾客（${examples.join('、')}）。请检查 order.id 指定的列是否正确。`,
  customersOfSeveral: (n, examples) =>
    `警告：${figure(n)} 个顾客编号对应多个邮箱地址（${examples.join('、')}）。如果这些编号并非各自对应一个人，说明 customer.id 指定的列有误。`,
  rejected: (n, reason) => `拒绝 ${figure(n)} 条记录：${reason}`,
  purchases: (n, without) =>
    without === 0
      ? `${figure(n)} 笔订单`
      : `${figure(n)} 笔订单（其中 ${figure(without)} 笔没有金额）`,
  totals: (bought, refunds, n) => `${customers(n)}的 ${bought}和 ${figure(refunds)} 笔退款`,
  gross: (money) => `订单总额（退款前）：${money}`,
  statuses: {
    recorded: (n) => `新增 ${figure(n)} 条`,
    updated: (n) => `更新 ${figure(n)} 条`,
    unchanged: (n) => `已有 ${figure(n)} 条`,
    stale: (n) => `内容较旧、未保存 ${figure(n)} 条`,
    erased: (n) => `顾客已删除、未保存 ${figure(n)} 条`,
    rejected: (n) => `拒绝 ${figure(n)} 条`,
  },
  ofThese: (parts) => `保存结果：${parts.join('，')}`,
  nothing: '没有需要保存的内容',
  allLeftOut: (n) => `文件中没有订单：全部 ${figure(n)} 行都被忽略。请检查映射。`,
  allRejected: (n) => `没有保存任何内容：全部 ${figure(n)} 条记录都被拒绝。请检查映射。`,
  reevaluated: (n) => `已重新评估 ${customers(n)}`,
  stillOpen: (n) =>
    `这家店铺另有 ${figure(n)} 次导入没有完成，完成之前，相关顾客不会收到邮件。请用原文件再次导入，或在本次导入时加上 --close-others；可用 rekindle import list 查看。`,
  open: (importId, orders, n, finish, withdraw) =>
    `${importId}：没有完成，已保存 ${figure(n)} 位顾客的 ${figure(orders)} 份订单。按现状完成：${finish}；删除它的订单：${withdraw}`,
  howToContinue: '要继续导入，请用同一文件再次运行。',
  noneOpen: (shop) => `${shop} 的所有导入都已完成`,
  notOpen: (importId, open) =>
    open.length === 0
      ? `没有未完成的导入 ${importId}：这家店铺的所有导入都已完成`
      : `没有未完成的导入 ${importId}。未完成的有：${open.join('、')}`,
  withdrawn: (importId, orders, refunds) =>
    `导入 ${importId} 已撤销：删除了 ${figure(orders)} 份订单和 ${figure(refunds)} 笔退款；资料和同意记录保留`,
  notToWithdraw: (importId) =>
    `导入 ${importId} 无法撤销：它曾经完成过，或由较早的版本开始。请用同一文件再次导入，或用 "import finish" 按现状完成`,
  finished: (importId) => `导入 ${importId} 已完成；已保存的内容全部保留`,
  secretMissing:
    '缺少 --secret ARN：文件里可能有访客，访客以地址哈希识别，计算地址哈希需要这个密钥',
  nothingImported: (place, problem) => `${place}: ${problem}。没有导入任何内容。`,
  noMapping: (file, included, meant) =>
    `没有名为 ${file} 的映射或文件。请指定 YAML 文件，或使用内置映射：${zhNames(included)}${meant === undefined ? '' : `。您是否想输入 ${meant}？`}`,
  repair: {
    one: (customer, at, evidence) =>
      `${customer}：${at} 退订${evidence === undefined ? '' : `（${evidence}）`}`,
    more: (n) => `另有 ${figure(n)} 条；--json 会全部列出`,
    staying: {
      listed: (n) => `保留 ${figure(n)} 条：映射已将该值列为退订`,
      'not-at-an-order': (n) => `保留 ${figure(n)} 条：日期与订单不一致，可能是顾客本人的退订`,
      'withdrawn-otherwise': (n) => `保留 ${figure(n)} 条：顾客还以其他方式退订过`,
      'not-understood': (n) => `保留 ${figure(n)} 条：较新的版本保存过这位顾客的资料`,
    },
    found: (n, of) => `${customers(of)}的 ${figure(n)} 条退订可能来自未勾选的方框`,
    howToLift: '如果文件中只是没有勾选，请加上 --lift 再次运行；如果原值表示顾客已退订，请保留。',
    lifted: (n, of) => `已撤销 ${customers(of)}的 ${figure(n)} 条退订`,
  },
  products: {
    done: (n) => `已完成 ${figure(n)} 件商品`,
    totals: (n, rows, parts) => `${figure(rows)} 行中有 ${figure(n)} 件商品：${parts.join('，')}`,
    recorded: (n) => `新增 ${figure(n)} 件`,
    updated: (n) => `更新 ${figure(n)} 件`,
    unchanged: (n) => `已有 ${figure(n)} 件`,
    stale: (n) => `内容较旧、未保存 ${figure(n)} 件`,
    withdrawn: (n) => `不再推荐 ${figure(n)} 件`,
    refused: (n) => `拒绝 ${figure(n)} 行`,
    incomplete: (n) => `内容不全、不会推荐 ${figure(n)} 件`,
    moreRefused: (n) => `还有 ${figure(n)} 行有错误`,
    nothingImported: (file, problem) => `${file}: ${problem}。没有导入任何内容。`,
    missingColumn: '如果没有注明语言的列，请用 --locale；如果各列以制表符分隔，请用 --tabs。',
  },
}
