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
      '文件可以是 Google Merchant Center（RSS、Atom 或文本）、Meta、Shopify（products_export 或 products.json）或 WooCommerce 的商品数据源；其他表格可用 --mapping 读取。可用 gzip 压缩。ID 必须与订单里的商品编号（SKU）一致。商品在其他语言中的内容保持不变。没有标题、链接或图片的商品会保存，但不会推荐。再次导入同一文件不会有变化。',
      '如果某一行包含商品 ID 却无法读取，在能够读取之前，邮件不会展示该商品，也就不会用到旧的价格。此时命令的退出码为 1，其余各行照常导入。如果 30 天内没有任何文件包含某件商品（策略中的 recommend.unseenAfterDays），就不再展示它。',
    ],
    arguments: { FILE: '商品数据源文件' },
    options: {
      locale: '没有注明语言的行使用的语言，如 en 或 zh-CN',
      mapping: '其他表格的读取方式（YAML 文件）',
      currency: '价格的货币（默认：店铺的货币）',
      encoding: '文件的编码（默认：utf-8）',
      'id-column': '包含 ID 的列或元素，如 sku 或 mpn',
      'id-rule': '如何把 ID 转换为订单中的 SKU，例如对 shopify_GB_123_456 用 shopify-variant+lower',
      yes: '与 --full 一起使用：即使要下架的商品超过在售商品的 30% 也照常下架',
      full: '文件包含全部商品：其中没有的商品在相应语言中不再推荐',
    },
    examples: { feed: '导入英文商品', full: '替换全部中文商品', ids: '使用 Shopify 款式的 ID' },
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
    done: (n) => `已完成 ${figure(n)} 行`,
    totals: (n, rows, shape, parts) =>
      `${figure(rows)} 行中有 ${figure(n)} 件商品（${shape}）：${parts.join('，')}`,
    recorded: (n) => `新增 ${figure(n)} 件`,
    updated: (n) => `更新 ${figure(n)} 件`,
    unchanged: (n) => `已有 ${figure(n)} 件`,
    newer: (n) => `期间另有提交、保持不变 ${figure(n)} 件`,
    withdrawn: (n) => `不再推荐 ${figure(n)} 件`,
    refused: (n) => `拒绝 ${figure(n)} 行`,
    unread: (n) => `因相关行无法读取而暂不展示 ${figure(n)} 件`,
    incomplete: (n) => `内容不全、不会推荐 ${figure(n)} 件`,
    moreRefused: (n) => `还有 ${figure(n)} 行有错误`,
    moreNotes: (n) => `还有 ${figure(n)} 行有提示`,
    unnamed: (n, known) =>
      `在这些语言的 ${figure(known)} 件在售商品中，文件没有包含 ${figure(n)} 件。它们仍会被推荐；如果文件包含全部商品，可用 --full 下架。`,
    cut: (n, known) =>
      `在这些语言的 ${figure(known)} 件在售商品中，文件没有包含 ${figure(n)} 件，超过 30%，文件可能不完整。`,
    nothingWithdrawn: '没有下架任何商品。如果文件确实完整，请加上 --full --yes 再导入。',
    rowsRefused: (n) => `有 ${figure(n)} 行无法读取。在能够读取之前，邮件不会展示这些行中的商品。`,
    bestSellersMissing: (counted, named, missing) =>
      `${figure(counted)} 件畅销商品中，文件包含 ${figure(named)} 件。不在其中的有：${missing.join('、')}${missing.length < counted - named ? ' 等' : ''}。只有文件中的 ID 与订单中的 SKU 一致的商品才会被推荐；可以用 --id-column 和 --id-rule 选择其他 ID。`,
    betterRule: (rule, named) => `使用 --id-rule ${rule} 时，会包含其中 ${figure(named)} 件。`,
    notCounted: (shop) =>
      `要检查文件中的 ID 是否与订单中的 SKU 一致，请先统计订单：rekindle recommend build --shop ${shop}`,
    options: {
      locale: (value) => `--locale：“${value}”不是语言标签（如 en 或 zh-CN）`,
      currency: (value) => `--currency：“${value}”不是货币代码（如 EUR）`,
      encoding: (value) => `--encoding：“${value}”不是已知的编码`,
      'id-rule': (value) =>
        `--id-rule：“${value}”不是规则；可用 as-is、lower、upper、shopify-product、shopify-variant，后两项可与 lower 或 upper 组合，如 shopify-variant+lower`,
    },
    nothingImported: (file, problem) => `${file}: ${problem}。没有导入任何内容。`,
    someImported: (file, problem) => `${file}: ${problem}。此前的内容已导入，没有下架任何商品。`,
  },
}
