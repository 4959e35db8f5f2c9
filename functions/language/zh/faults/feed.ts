/** Words of the faults of a product feed, in Simplified Chinese. */
import type { FeedFaultWords } from '../../faults/feed-fault-words.ts'

export const zhFeedFaults: FeedFaultWords = {
  shapes: {
    rss: 'Google Shopping（RSS 2.0）',
    atom: 'Google Shopping（Atom）',
    columns: 'Google Shopping 或 Meta 的表格',
    'shopify-export': 'Shopify 导出的商品',
    'shopify-json': 'Shopify 的 products.json',
    woocommerce: 'WooCommerce 导出的商品',
    json: 'JSON',
    mapped: '按映射文件读取',
  },
  file: {
    notAFeed: {
      html: '这是网页（HTML），不是商品 feed，可能是登录页或错误页；请重新下载 feed',
      pdf: '这是 PDF，不是商品 feed；请把商品导出为 CSV',
      xml: '这是 XML，但不是含有商品的 RSS 或 Atom；请导出 Google Shopping 的 feed',
      json: '这是 JSON，但其中没有商品列表；应为数组，或含有 "products" 或 "items" 数组的对象',
      text: '这不是文本：文件已损坏，或不支持这种文件',
    },
    utf16: (encoding) =>
      `文件为不带字节顺序标记的 UTF-16；请加上 --encoding ${encoding}，或另存为 UTF-8`,
    noLanguage: '商品 feed 没有说明语言；请加上 --locale，如 --locale en，或增加 "language" 列',
    xml: (message) => `XML 已损坏或不完整（${message}）`,
    json: 'JSON 已损坏或不完整',
    tooLong: '有一件商品超过一百万个字符，文件可能已损坏',
  },
  noColumns: (missing, header) => `缺少 ${missing.join('、')} 列；表头中有：${header.join('、')}`,
  noIdColumn: (column, header) =>
    `文件中没有用作商品编号的 ${column} 列；表头中有：${header.join('、')}`,
  id: (cell) => `商品编号 ${cell} 无效`,
  noId: '商品编号为空',
  idRule: (cell, form) => `商品编号 ${cell} 不符合 ${form} 的格式`,
  language: (cell) => `${cell} 不是语言标签`,
  availability: (cell) =>
    `无法识别库存状态 ${cell}，因此该商品视为无货；请写 in_stock 或 out_of_stock`,
  noAvailability: '无法得知该商品是否有货；请写 in_stock 或 out_of_stock',
  price: (cell) => `价格 ${cell} 无效，请写成 "12.50 EUR" 这样`,
  twoPrices: (cell, readings) =>
    `价格 ${cell} 可能是 ${readings.join(' 或 ')}；请写成 "12.50 EUR" 这样，或在映射文件中写明 \`decimal\``,
  zeroPrice: (cell) => `价格 ${cell} 为零`,
  priceDecimals: (cell, currency, places) =>
    `价格 ${cell} 的小数位多于 ${currency} 的 ${places} 位`,
  noCurrency: (cell, currency) =>
    `价格 ${cell} 没有货币；请写在金额之后，如 "12.50 ${currency}"，或在映射文件中写明 \`currency\``,
  otherCurrency: (cell, currency) => `价格 ${cell} 的货币不是店铺的货币 ${currency}`,
  saleDates: (cell) =>
    `${cell} 没有说明促销的起止时间；请写成 "2026-11-01T00:00+0100/2026-11-30T23:59+0100" 这样`,
  title: (cell) => `标题 ${cell} 没有可见的字符`,
  link: (cell) => `链接 ${cell} 不是以 https:// 或 http:// 开头的完整网址`,
  image: (cell) => `图片链接 ${cell} 不是以 https:// 或 http:// 开头的完整网址`,
  encoding: (cell) =>
    `${cell} 中有按文件编码无法读取的字符；请把文件另存为 UTF-8，或加上 --encoding`,
  quotes: '引号没有闭合或位置有误；引号内的引号请写两次（""）',
  notes: {
    saleNotLower: (sale, regular) => `促销价 ${sale} 不低于价格 ${regular}，因此不算促销`,
    saleWithoutPrice: (sale) => `促销价 ${sale} 没有对应的原价，因此不显示价格`,
    saleNever: (dates) => `促销时间 ${dates} 的结束早于开始，因此不算促销`,
  },
}
