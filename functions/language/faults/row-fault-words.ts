/** Words of what stops the reading of a CSV file: faults of the file, or of a row. */

/** Cells are in quotes already. */
export type RowFaultWords = {
  /** A fault as one line, which begins with its place, as in `orders.csv:7`. */
  readonly asLine: (place: string, sentence: string) => string
  /** A fault with its line, after the name of the file. */
  readonly inLine: (line: number, sentence: string) => string
  readonly emptyFile: string
  /** What the CSV library reports is in English. */
  readonly quotes: (message: string) => string
  readonly width: (cells: number, header: number) => string
  readonly cutShort: (cells: number, header: number) => string
  readonly backslashQuote: string
  /** Text above the header, which stands on a later line. */
  readonly title: (text: string, header: number) => string
  /** Text below the rows, with few cells that are filled. */
  readonly trailer: (text: string, filled: number, header: number) => string
  /** Both in quotes. */
  readonly delimiter: (found: string, stated: string) => string
  readonly archive: (code: string) => string
  /** Of the bytes of a file; `canDeclare` where a mapping could state its encoding. */
  readonly encoding: {
    readonly notIn: (encoding: string, byte: string, canDeclare: boolean) => string
    readonly utf16: (encoding: string, canDeclare: boolean) => string
    /** What the file is in, and what the mapping says. */
    readonly contradicted: (found: string, stated: string) => string
    readonly utf32: string
    readonly workbook: string
  }
  readonly noColumn: (names: readonly string[], field: string, has: readonly string[]) => string
  /** Of ids that a program has damaged; `column` is in quotes too. */
  readonly ids: {
    readonly scientific: (cell: string, column: string) => string
    /** `#NAME?` or `####`, which a spreadsheet writes instead of any id. */
    readonly notExported: (cell: string, column: string) => string
    readonly lostSigns: (cell: string, column: string) => string
    /** A number with `.0`, and an id without it on another line. */
    readonly mixed: (cell: string, column: string, other: string, line: number) => string
    /** An order's id under two of the names that group the rows of an order. */
    readonly severalNames: (cell: string, column: string, names: readonly string[]) => string
  }
  /** Words of a column that say how orders stand, each with its rows, and what could be said. */
  readonly unknownStatus: (
    column: string,
    seen: readonly (readonly [word: string, rows: number])[],
    known: readonly string[],
  ) => string
  /** A column that the header has several times, and what they have in one row; all in quotes. */
  readonly columnTwice: (column: string, texts: readonly string[]) => string
  /** Columns that the file has in other capitals or with other blanks; all in quotes. */
  readonly misnamed: (
    columns: readonly { readonly wanted: string; readonly written: string }[],
  ) => string
  readonly notANumber: (cell: string, field: string, separator: string) => string
  /** Its decimals follow the other sign. */
  readonly otherSeparator: (cell: string, field: string, separator: '.' | ',') => string
  /** A number such as 1.2E+3, of which a spreadsheet has dropped digits. */
  readonly shortenedNumber: (cell: string, field: string) => string
  readonly otherCurrency: (cell: string, field: string, currency: string) => string
  /** It could be two numbers, and no cell of the column shows which. */
  readonly twoNumbers: (cell: string, field: string, readings: readonly string[]) => string
  readonly negativePurchase: (amount: string) => string
  /** @param fitting a format that would read it, and as which instant */
  readonly notAnInstant: (
    cell: string,
    field: string,
    format: string,
    fitting?: { readonly format: string; readonly instant: string },
  ) => string
  readonly inTheFuture: (field: string, instant: string) => string
  /** The column has zeros for a date, and there is no other column. */
  readonly noDate: (line: number) => string
  readonly notACurrency: (cell: string) => string
  readonly noPrice: string
  readonly noQuantity: string
  readonly tooManyRows: (order: string, most: number) => string
}
