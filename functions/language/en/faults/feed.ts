/** Words of the faults of a product feed, in English. */
import type { FeedFaultWords } from '../../faults/feed-fault-words.ts'

export const enFeedFaults: FeedFaultWords = {
  shapes: {
    rss: 'Google Shopping, RSS 2.0',
    atom: 'Google Shopping, Atom',
    columns: 'Google Shopping or Meta, columns',
    'shopify-export': "Shopify's export of products",
    'shopify-json': "Shopify's products.json",
    woocommerce: "WooCommerce's export of products",
    'woocommerce-json': "WooCommerce's products as JSON",
    json: 'JSON',
    mapped: 'by a mapping file',
  },
  file: {
    notAFeed: {
      html: 'this is a web page (HTML) and not a feed, probably a log-in or error page; download the feed again',
      pdf: 'this is a PDF and not a feed; export the articles as CSV',
      xml: 'this is XML, but neither RSS nor Atom with articles; export the feed for Google Shopping',
      json: 'this is JSON, but has no list of articles; it must be an array, or an object with an array "products" or "items"',
      text: 'this is not text: the file is damaged, or of a kind that is not supported',
    },
    utf16: (encoding) =>
      `the file is in UTF-16 without a byte order mark; pass --encoding ${encoding}, or save it as UTF-8`,
    otherEncoding: (stated) =>
      `the file is not in ${stated}; leave out --encoding and \`encoding\` in the mapping, or state the encoding that it is in`,
    declaredWrongly: (declared) =>
      `the file says that it is in ${declared}, but it is in UTF-8; pass --encoding utf-8`,
    noLanguage:
      'the feed does not say in which language it is; pass --locale, such as --locale en, or add a column "language"',
    xml: (message) => `the XML is damaged or incomplete (${message})`,
    json: 'the JSON is damaged or incomplete',
    tooLong: 'one article takes more than a million characters; the file is probably damaged',
    noArticles: 'the feed has no articles: probably its export failed; export it again',
    mappedNoTable:
      'a mapping describes the columns of a table, and this is XML or JSON; leave it out',
  },
  mapping: {
    fields: {
      about: 'a sentence about the files that this mapping reads',
      encoding: 'the encoding of the file, such as windows-1252; leave it out for UTF-8',
      delimiter:
        'the character between columns: "," ";" "|" or "\\t"; leave it out where the header shows it',
      decimal: 'the decimal separator of prices: "." or ","',
      language: 'the language of the texts, such as de, or {column: Language}',
      'language.column': 'the column with the language, such as zh-CN',
      currency: 'an ISO 4217 code such as EUR, or {column: Currency}',
      'currency.column': 'the column with the ISO 4217 code',
      id: "the column with the article's id as orders have it: {column: SKU}",
      'id.column': "the column with the article's id, or {join: [model, size]} to make one",
      'id.rule':
        'how an id is changed: as-is, lower, upper, shopify-product or shopify-variant; two of them as shopify-variant+lower',
      title: 'the column with the title, such as Name',
      'title.value': 'a text that is the title of every article',
      link: "the column with the address of the article's page, such as URL",
      'link.value': 'an address that is the page of every article',
      image: 'the column with the address of the picture, such as Image',
      'image.value': 'an address that is the picture of every article',
      availability:
        'whether an article can be bought: {column: Status}, {quantity: Stock} or {value: yes}',
      'availability.column': 'the column that says whether an article can be bought',
      'availability.yes': 'a list of words that mean yes, such as [lieferbar]',
      'availability.no': 'a list of words that mean no, such as [vergriffen]',
      'availability.quantity': 'the column with the number of articles in stock',
      'availability.value': 'yes or no, for every article',
      price: 'the column with the regular price, such as Price',
      sale: 'a lower price for a time: {price: Sale, from: Start, until: End}',
      'sale.price': 'the column with the lower price',
      'sale.dates': 'the column with both times, separated by a slash',
      'sale.from': 'the column with the time from which it holds',
      'sale.until': 'the column with the time at which it holds no more',
      'sale.format': 'the format of the times, such as dd.MM.yyyy HH:mm; leave it out for ISO 8601',
      'sale.zone': 'the time zone of the times (IANA), such as Europe/Berlin',
    },
    wholeMapping: 'fields such as id, title, link, image, availability and price',
    idRule: (known) => `is not a rule for ids; use ${known.join(', ')}, or two joined by a plus`,
    language: 'is not a language tag; use one such as de or zh-CN',
    currency: 'is not an ISO 4217 code; use one such as EUR',
    both: (word) => `lists ${JSON.stringify(word)} as yes and as no; a word is one or the other`,
  },
  noColumns: (missing, header) =>
    `missing columns: ${missing.join(', ')}; columns in the file: ${header.join(', ')}`,
  noIdColumn: (column, header) =>
    `the file has no column ${column} for the id; columns in the file: ${header.join(', ')}`,
  id: (cell) => `the id ${cell} is not valid`,
  noId: 'the id is empty; --id-column names another column for it',
  idRule: (cell, form) => `the id ${cell} does not have the form ${form}`,
  language: (cell) => `${cell} is not a language tag`,
  availability: (cell) =>
    `${cell} is not a known availability, so the article counts as not available; use in_stock or out_of_stock`,
  noAvailability: 'whether the article is available cannot be known; use in_stock or out_of_stock',
  price: (cell, example) => `the price ${cell} is not valid; use a format such as "${example}"`,
  twoPrices: (cell, readings, example) =>
    `the price ${cell} could be ${readings.join(' or ')}; use a format such as "${example}", or write \`decimal\` in a mapping`,
  zeroPrice: (cell) => `the price ${cell} is zero`,
  priceDecimals: (cell, currency, places) =>
    `the price ${cell} has more decimals than ${currency}, which has ${places}`,
  noCurrency: (cell, example) =>
    `the price ${cell} has no currency; write it after the amount, such as "${example}", or state \`currency\` in a mapping`,
  otherCurrency: (cell, currency) =>
    `the price ${cell} is in another currency than the shop's, which is ${currency}`,
  expires: (cell) =>
    `the expiration date ${cell} is not a date; use a format such as 2026-11-30T23:59+01:00`,
  saleDates: (cell) =>
    `${cell} does not say from when to when the sale lasts; use a format such as "2026-11-01T00:00+0100/2026-11-30T23:59+0100"`,
  title: (cell) => `the title ${cell} has no visible characters`,
  link: (cell) => `the link ${cell} is not a whole address that begins with https:// or http://`,
  image: (cell) =>
    `the image link ${cell} is not a whole address that begins with https:// or http://`,
  encoding: (cell) =>
    `${cell} has characters that cannot be read in the encoding of the file; save the file as UTF-8, or pass --encoding`,
  quotes:
    'a quote is never closed or in the wrong place; write quotes inside a quoted cell twice ("")',
  notes: {
    saleNotLower: (sale, regular) =>
      `the sale price ${sale} is not lower than the price ${regular} and is not shown`,
    saleWithoutPrice: (sale) =>
      `the sale price ${sale} has no regular price with it, so no price is shown`,
    saleNever: (dates) => `the sale ${dates} ends before it begins and is not shown`,
  },
}
