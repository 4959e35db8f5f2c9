/** Words of the faults of an import's mapping, in English. */
import type { MappingFaultWords } from '../../faults/mapping-fault-words.ts'

export const enMappingFaults: MappingFaultWords = {
  asLine: (place, field, sentence) =>
    [place, ...(field === undefined ? [] : [field]), sentence].join(': '),
  fields: {
    about: 'a sentence about the files that this mapping reads',
    encoding: 'the encoding of the file, such as windows-1252; leave it out for UTF-8',
    delimiter: 'the character between columns: "," ";" "|" or "\\t"',
    decimal: 'the decimal separator: "." or ","',
    grouping: 'the sign between thousands: "," "." " " or "\'", only if the file does not show it',
    customer: 'the columns of the customer, such as {id: CustomerID}',
    'customer.id': "the column with the customer's id, such as CustomerID",
    'customer.email': "the column with the customer's address, such as Email",
    'customer.name': "the column with the customer's name, such as Billing Name",
    'customer.country': 'the column with the country, as a code or a name',
    'customer.locale': 'the column with the language, such as zh-CN',
    countries: 'country names in the file with their codes, such as {EIRE: IE}',
    statuses: 'words of the file with the status that they mean, such as {Versendet: completed}',
    order: 'the columns of the order, such as {id: InvoiceNo}',
    'order.id': "the column with the order's id, or {join: [customer, date]} to make one",
    'order.groupBy':
      "the column that all rows of an order share, if only the first row has the order's id",
    instant: 'when it was paid: {column: InvoiceDate, format: yyyy-MM-dd HH:mm:ss, zone: UTC}',
    'instant.column':
      'the column with the time, or a list of columns, of which the first with a value is used',
    'instant.format':
      'the format of the time, such as yyyy-MM-dd HH:mm:ss, or one of iso, epoch-seconds, epoch-milliseconds and excel-days',
    'instant.zone': 'the time zone of the times (IANA), such as Europe/Berlin',
    version:
      'when an order last changed: {column: Updated at, format: yyyy-MM-dd HH:mm:ss, zone: UTC}',
    'version.column': 'the column with the time of the last change',
    'version.format': 'how its times are written, such as yyyy-MM-dd HH:mm:ss',
    'version.zone': 'the time zone of its times (IANA), such as Europe/Berlin',
    amount: 'what was paid: {from: lines}, {from: rows, column: …} or {from: order, column: …}',
    'amount.from': 'lines (quantity times price), rows (a column to sum) or order (its total)',
    'amount.column': 'the column with the amount, such as Total',
    currency: 'an ISO 4217 code such as EUR, or {column: Currency}',
    'currency.column': 'the column with the ISO 4217 code',
    lines: 'what was bought: {sku: …, title: …, quantity: …, unitPrice: …}',
    'lines.sku': 'the column with the SKU',
    'lines.title': "the column with the product's name",
    'lines.quantity': 'the column with the quantity',
    'lines.unitPrice': 'the column with the unit price',
    refunds: 'how refunds are recognized, such as {by: prefix, prefix: C}',
    'refunds.by': 'prefix (of the order id), sign (of the amount), column or amount',
    'refunds.prefix': 'the prefix of refund ids, such as C',
    'refunds.column': 'the column that marks refunds, or that contains the refunded amount',
    'refunds.is': 'a list of values that mean a refund, such as [refund]',
    'refunds.id': "the column with the refund's own id",
    'refunds.order': 'the column with the id of the refunded order; remove it if there is none',
    'refunds.at': 'the column with the time of the refund',
    consent: 'the consent to marketing: {column: Accepts Marketing, granted: [yes]}',
    'consent.column': 'the column with the consent to marketing',
    'consent.granted': 'a list of values that mean yes, such as [yes]',
    'consent.withdrawn':
      'a list of values that show that the customer unsubscribed, such as [unsubscribed]; a box left empty is not one',
    leaveOut: 'what is not a purchase: {rows: […], orders: […]}',
    'leaveOut.rows': 'a list such as [{column: SKU, is: [POST], reason: postage}]',
    'leaveOut.orders': 'a list such as [{column: Status, isNot: [paid], reason: unpaid}]',
    'leaveOut.rows.*': 'a rule such as {column: SKU, is: [POST], reason: postage}',
    'leaveOut.orders.*': 'a rule such as {column: Status, isNot: [paid], reason: unpaid}',
  },
  wholeMapping: 'fields such as customer, order, instant, amount and currency',
  missing: (expected) => `is missing; use ${expected}`,
  unreadable: (expected) => `is not valid; use ${expected}`,
  unknownField: (known) =>
    `is not a field of a mapping; ${known.length > 0 ? `use one of ${known.join(', ')}, or ` : ''}remove it`,
  syntax: (reason) => `is not valid YAML: ${reason}`,
  reason: 'must be lowercase words joined by hyphens, such as test-order',
  encoding: (known) => `is not a known encoding; use one of ${known.join(', ')}`,
  noCustomer: 'needs `id`, `email` or both: otherwise no purchase belongs to a customer',
  format: {
    unknownPiece: (piece) =>
      `\`${piece}\` is not a valid part of the format; put literal text in quotes`,
    twice: (field) => `the ${field} occurs twice`,
    absent: (field) => `the ${field} is missing`,
    halfDay: '`h` and `a` must be used together',
    howTo: (fault) => `${fault}. Use a format such as yyyy-MM-dd HH:mm:ss, or iso`,
  },
  zone: 'is not an IANA time zone; use UTC, or one such as Europe/Berlin',
  countryCode: 'must be a two-letter code in capitals, such as IE',
  linesWithoutPrice:
    'multiplies `lines.quantity` by `lines.unitPrice`, so both are required under `lines`',
  groupingIsDecimal: 'must differ from `decimal`',
  consentBoth: (value) =>
    `lists ${JSON.stringify(value)}, which \`consent.granted\` lists too; a value is one or the other`,
}
