/** Words of the faults of a product feed. */

/** What a feed is recognised as, by its content. */
export const FEED_SHAPES = [
  'rss',
  'atom',
  'columns',
  'shopify-export',
  'shopify-json',
  'woocommerce',
  'woocommerce-json',
  'json',
  'mapped',
] as const
export type FeedShape = (typeof FEED_SHAPES)[number]

/** What a file is instead of a feed. */
export const NO_FEEDS = ['html', 'pdf', 'xml', 'json', 'text'] as const
export type NoFeed = (typeof NO_FEEDS)[number]

/** Every field of a feed's mapping, in the order in which faults list them. */
export const FEED_MAPPING_FIELDS = [
  'about',
  'encoding',
  'delimiter',
  'decimal',
  'language',
  'language.column',
  'currency',
  'currency.column',
  'id',
  'id.column',
  'id.rule',
  'title',
  'title.value',
  'link',
  'link.value',
  'image',
  'image.value',
  'availability',
  'availability.column',
  'availability.yes',
  'availability.no',
  'availability.quantity',
  'availability.value',
  'price',
  'sale',
  'sale.price',
  'sale.dates',
  'sale.from',
  'sale.until',
  'sale.format',
  'sale.zone',
] as const
export type FeedMappingField = (typeof FEED_MAPPING_FIELDS)[number]

/** Cells are in quotes already. */
export type FeedFaultWords = {
  readonly shapes: Readonly<Record<FeedShape, string>>
  /** Of the whole file. */
  readonly file: {
    readonly notAFeed: Readonly<Record<NoFeed, string>>
    /** In UTF-16 without a byte order mark. */
    readonly utf16: (encoding: string) => string
    /** It begins like another encoding than the one that was stated. */
    readonly otherEncoding: (stated: string) => string
    /** It says itself that it is in another one than UTF-8, which it is in. */
    readonly declaredWrongly: (declared: string) => string
    /** No row has a language, and none was given. */
    readonly noLanguage: string
    /** What the XML parser reports is in English. */
    readonly xml: (message: string) => string
    readonly json: string
    readonly tooLong: string
    readonly noArticles: string
    readonly mappedNoTable: string
  }
  readonly mapping: {
    /** What belongs in a field, to end "write here". */
    readonly fields: Readonly<Record<FeedMappingField, string>>
    readonly wholeMapping: string
    readonly idRule: (known: readonly string[]) => string
    readonly language: string
    readonly currency: string
    /** A word that means both yes and no. */
    readonly both: (word: string) => string
  }
  readonly noColumns: (missing: readonly string[], header: readonly string[]) => string
  readonly noIdColumn: (column: string, header: readonly string[]) => string
  readonly id: (cell: string) => string
  readonly noId: string
  /** It has not the form that the rule for ids asks for. */
  readonly idRule: (cell: string, form: string) => string
  readonly language: (cell: string) => string
  readonly availability: (cell: string) => string
  readonly noAvailability: string
  /** The example is a price in the currency of the shop. */
  readonly price: (cell: string, example: string) => string
  readonly twoPrices: (cell: string, readings: readonly string[], example: string) => string
  readonly zeroPrice: (cell: string) => string
  readonly priceDecimals: (cell: string, currency: string, places: number) => string
  readonly noCurrency: (cell: string, example: string) => string
  readonly otherCurrency: (cell: string, currency: string) => string
  readonly saleDates: (cell: string) => string
  readonly expires: (cell: string) => string
  readonly title: (cell: string) => string
  readonly link: (cell: string) => string
  readonly image: (cell: string) => string
  readonly encoding: (cell: string) => string
  readonly quotes: string
  /** Of an article that is read: what of it is left away, and why. */
  readonly notes: {
    readonly saleNotLower: (sale: string, regular: string) => string
    readonly saleWithoutPrice: (sale: string) => string
    readonly saleNever: (dates: string) => string
  }
}
