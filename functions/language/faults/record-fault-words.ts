/** Words of why a record of an import is refused by the rules that the API has too. */

/** What a schema says of a field. */
export type Refusal = {
  /** Dotted, as in `customer.email`. */
  readonly field: string
  /** Of the schema library, such as `too_big`. */
  readonly code: string
  /** The most or the least, for a limit. */
  readonly limit?: number
  /** The sentence with which the API answers, in English. */
  readonly message: string
}

export type RecordFaultWords = {
  readonly refused: (refusal: Refusal) => string
  readonly unreadable: string
  readonly noAddress: string
  readonly notAnswered: string
  readonly noReason: string
  /** A refund without a customer. */
  readonly noCustomer: string
}
