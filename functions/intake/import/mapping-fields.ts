/** Every field of a mapping with its valid content, to explain how to fix a faulty one. */

export const MAPPING_FIELDS: Readonly<Record<string, string>> = {
  about: 'a sentence on which file this mapping reads',
  delimiter: 'the sign between columns: "," ";" "|" or "\\t"',
  decimal: 'the sign before the decimals: "." or ","',
  customer: 'who bought, such as {id: CustomerID}',
  'customer.id': "the column with the customer's id, such as CustomerID",
  'customer.email': "the column with the customer's address, such as Email",
  'customer.name': "the column with the customer's name, such as Billing Name",
  'customer.country': 'the column with the country, as a code or an English name',
  'customer.locale': 'the column with the language, such as zh-CN',
  countries: 'what the file calls a country and its code, such as {EIRE: IE}',
  order: 'which order a row belongs to, such as {id: InvoiceNo}',
  'order.id': "the column with the order's id, or {join: [customer, date]} to make one",
  'order.groupBy': "the column that all the order's rows share, where its id is on the first only",
  instant: 'when it was paid: {column: InvoiceDate, format: yyyy-MM-dd HH:mm:ss, zone: UTC}',
  'instant.column':
    'the column with the instant, or a list of columns; the first with a value counts',
  'instant.format': 'how the instant is written, such as yyyy-MM-dd HH:mm:ss, or iso',
  'instant.zone': 'the time zone of the IANA database it is written in, such as Europe/Berlin',
  amount: 'what was paid: {from: lines}, {from: rows, column: …} or {from: order, column: …}',
  'amount.from': 'lines (quantity times price), rows (a column to sum) or order (its total)',
  'amount.column': 'the column with the amount, such as Total',
  currency: 'a code of ISO 4217 such as EUR, or {column: Currency}',
  'currency.column': 'the column with the code of ISO 4217',
  lines: 'what was bought: {sku: …, title: …, quantity: …, unitPrice: …}',
  'lines.sku': "the column with the product's number",
  'lines.title': "the column with the product's name",
  'lines.quantity': 'the column with how many were bought',
  'lines.unitPrice': 'the column with the price of one',
  refunds: 'how refunds are recognised, such as {by: prefix, prefix: C}',
  'refunds.by': 'prefix (of the order id), sign (of the amount), column or amount',
  'refunds.prefix': 'what the id of a refund begins with, such as C',
  'refunds.column': 'the column that marks refunds, or that holds the amount refunded',
  'refunds.is': 'a list of values that mean a refund, such as [refund]',
  'refunds.id': "the column with the refund's own id",
  'refunds.order': 'the column with the id of the order refunded; leave it out if none is named',
  'refunds.at': 'the column with the instant of the refund',
  consent: 'whether marketing was agreed to: {column: Accepts Marketing, granted: [yes]}',
  'consent.column': 'the column that says whether marketing was agreed to',
  'consent.granted': 'a list of values that mean yes, such as [yes]',
  leaveOut: 'what is not a purchase: {rows: […], orders: […]}',
  'leaveOut.rows': 'a list such as [{column: SKU, is: [POST], reason: postage}]',
  'leaveOut.orders': 'a list such as [{column: Status, isNot: [paid], reason: unpaid}]',
  'leaveOut.rows.*': 'such as {column: SKU, is: [POST], reason: postage}',
  'leaveOut.orders.*': 'such as {column: Status, isNot: [paid], reason: unpaid}',
}

/** The valid names under a field; those of the whole mapping for the empty path. */
export const fieldsUnder = (path: string): readonly string[] =>
  Object.keys(MAPPING_FIELDS)
    .filter((field) => path === '' || field.startsWith(`${path}.`))
    .map((field) => (path === '' ? field : field.slice(path.length + 1)))
    .filter((field) => !field.includes('.') && field !== '*')
