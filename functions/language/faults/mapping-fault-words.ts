/** Words of the faults of an import's mapping. */

/** Every field of a mapping, in the order in which faults list them; `*` is any item of a list. */
export const MAPPING_FIELDS = [
  'about',
  'delimiter',
  'decimal',
  'encoding',
  'grouping',
  'customer',
  'customer.id',
  'customer.email',
  'customer.name',
  'customer.country',
  'customer.locale',
  'customer.attributes',
  'countries',
  'statuses',
  'order',
  'order.id',
  'order.groupBy',
  'instant',
  'instant.column',
  'instant.format',
  'instant.zone',
  'version',
  'version.column',
  'version.format',
  'version.zone',
  'amount',
  'amount.from',
  'amount.column',
  'currency',
  'currency.column',
  'lines',
  'lines.sku',
  'lines.title',
  'lines.quantity',
  'lines.unitPrice',
  'refunds',
  'refunds.by',
  'refunds.prefix',
  'refunds.column',
  'refunds.is',
  'refunds.id',
  'refunds.order',
  'refunds.at',
  'consent',
  'consent.column',
  'consent.granted',
  'consent.withdrawn',
  'leaveOut',
  'leaveOut.rows',
  'leaveOut.orders',
  'leaveOut.rows.*',
  'leaveOut.orders.*',
] as const
export type MappingField = (typeof MAPPING_FIELDS)[number]

/** What a format of instants says of a day. */
export type FormatField =
  | 'year'
  | 'month'
  | 'day'
  | 'weekday'
  | 'hour'
  | 'hour12'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'half'
  | 'offset'

export type MappingFaultWords = {
  /** A fault as one line, which begins with its place, as in `shop.yaml:7`. */
  readonly asLine: (place: string, field: string | undefined, sentence: string) => string
  /** What belongs in a field, to end "write here". */
  readonly fields: Readonly<Record<MappingField, string>>
  readonly wholeMapping: string
  readonly missing: (expected: string) => string
  readonly unreadable: (expected: string) => string
  readonly unknownField: (known: readonly string[]) => string
  /** The reason is one of YAML's. */
  readonly syntax: (reason: string) => string
  readonly reason: string
  readonly encoding: (known: readonly string[]) => string
  readonly noCustomer: string
  readonly format: {
    readonly unknownPiece: (piece: string) => string
    readonly twice: (field: FormatField) => string
    readonly absent: (field: FormatField) => string
    readonly halfDay: string
    readonly howTo: (fault: string) => string
  }
  readonly zone: string
  readonly countryCode: string
  readonly linesWithoutPrice: string
  readonly groupingIsDecimal: string
  /** A value that both grants and withdraws consent. */
  readonly consentBoth: (value: string) => string
}
