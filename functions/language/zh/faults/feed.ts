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
    'woocommerce-json': 'WooCommerce 商品（JSON）',
    json: 'JSON',
    mapped: '按映射文件读取',
  },
  file: {
    notAFeed: {
      html: '这是网页（HTML），不是商品数据源，可能是登录页或错误页；请重新下载',
      pdf: '这是 PDF，不是商品数据源；请把商品导出为 CSV',
      xml: '这是 XML，但不是含有商品的 RSS 或 Atom；请导出 Google Shopping 的商品数据源',
      json: '这是 JSON，但其中没有商品列表；应为数组，或含有 "products" 或 "items" 数组的对象',
      text: '这不是文本：文件已损坏，或不支持这种文件',
    },
    utf16: (encoding) =>
      `文件为不带字节顺序标记的 UTF-16；请加上 --encoding ${encoding}，或另存为 UTF-8`,
    otherEncoding: (stated) =>
      `文件的编码不是 ${stated}；请去掉 --encoding 和映射文件中的 \`encoding\`，或写明文件的实际编码`,
    declaredWrongly: (declared) =>
      `文件声明的编码是 ${declared}，实际却是 UTF-8；请加上 --encoding utf-8`,
    noLanguage: '商品数据源没有说明语言；请加上 --locale，如 --locale en，或增加 "language" 列',
    xml: (message) => `XML 已损坏或不完整（${message}）`,
    json: 'JSON 已损坏或不完整',
    tooLong: '有一件商品超过一百万个字符，文件可能已损坏',
    noArticles: '商品数据源中没有任何商品，可能是导出失败；请重新导出',
    mappedNoTable: '映射文件描述的是表格的列，而这是 XML 或 JSON；请不要使用映射文件',
  },
  mapping: {
    fields: {
      about: '一句话，说明此映射读取的文件',
      encoding: '文件的编码，如 gbk；UTF-8 可以省略',
      delimiter: '列之间的字符："," ";" "|" 或 "\\t"；能从表头看出时可以省略',
      decimal: '价格的小数点："." 或 ","',
      language: '文字的语言，如 de，或 {column: Language}',
      'language.column': '写有语言的列，如 zh-CN',
      currency: 'ISO 4217 代码，如 EUR，或 {column: Currency}',
      'currency.column': '写有 ISO 4217 代码的列',
      id: '商品编号所在的列，与订单中的编号一致：{column: SKU}',
      'id.column': '商品编号所在的列，或用 {join: [model, size]} 组成编号',
      'id.rule':
        '编号如何改写：as-is、lower、upper、shopify-product 或 shopify-variant；同时用两种时写成 shopify-variant+lower',
      title: '标题所在的列，如 Name',
      'title.value': '作为每件商品标题的文字',
      link: '商品页网址所在的列，如 URL',
      'link.value': '作为每件商品页面的网址',
      image: '图片网址所在的列，如 Image',
      'image.value': '作为每件商品图片的网址',
      availability: '商品能否购买：{column: Status}、{quantity: Stock} 或 {value: yes}',
      'availability.column': '说明商品能否购买的列',
      'availability.yes': '表示有货的词语列表，如 [现货]',
      'availability.no': '表示无货的词语列表，如 [缺货]',
      'availability.quantity': '库存数量所在的列',
      'availability.value': 'yes 或 no，适用于每件商品',
      price: '原价所在的列，如 Price',
      sale: '一段时间内的较低价格：{price: Sale, from: Start, until: End}',
      'sale.price': '较低价格所在的列',
      'sale.dates': '写有起止时间的列，以斜杠分隔',
      'sale.from': '开始时间所在的列',
      'sale.until': '结束时间所在的列',
      'sale.format': '时间的格式，如 dd.MM.yyyy HH:mm；ISO 8601 可以省略',
      'sale.zone': '时间所用的时区（IANA），如 Europe/Berlin',
    },
    wholeMapping: '各项字段，如 id、title、link、image、availability 和 price',
    idRule: (known) => `不是编号规则；请用 ${known.join('、')}，或用加号连接其中两种`,
    language: '不是语言标签；请用 de 或 zh-CN 这样的标签',
    currency: '不是 ISO 4217 代码；请用 EUR 这样的代码',
    both: (word) => `把 ${JSON.stringify(word)} 同时列为有货和无货；一个词只能表示其中一种`,
  },
  noColumns: (missing, header) => `缺少 ${missing.join('、')} 列；表头中有：${header.join('、')}`,
  noIdColumn: (column, header) =>
    `文件中没有用作商品编号的 ${column} 列；表头中有：${header.join('、')}`,
  id: (cell) => `商品编号 ${cell} 无效`,
  noId: '商品编号为空；可以用 --id-column 指定其他列',
  idRule: (cell, form) => `商品编号 ${cell} 不符合 ${form} 的格式`,
  language: (cell) => `${cell} 不是语言标签`,
  availability: (cell) =>
    `无法识别库存状态 ${cell}，因此该商品视为无货；请写 in_stock 或 out_of_stock`,
  noAvailability: '无法得知该商品是否有货；请写 in_stock 或 out_of_stock',
  price: (cell, example) => `价格 ${cell} 无效，请写成 "${example}" 这样`,
  twoPrices: (cell, readings, example) =>
    `价格 ${cell} 可能是 ${readings.join(' 或 ')}；请写成 "${example}" 这样，或在映射文件中写明 \`decimal\``,
  zeroPrice: (cell) => `价格 ${cell} 为零`,
  priceDecimals: (cell, currency, places) =>
    `价格 ${cell} 的小数位多于 ${currency} 的 ${places} 位`,
  noCurrency: (cell, example) =>
    `价格 ${cell} 没有货币；请写在金额之后，如 "${example}"，或在映射文件中写明 \`currency\``,
  otherCurrency: (cell, currency) => `价格 ${cell} 的货币不是店铺的货币 ${currency}`,
  expires: (cell) => `到期日期${cell}不是日期；请用 2026-11-30T23:59+01:00 这样的格式`,
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
