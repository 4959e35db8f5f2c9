/** How the mail that is being rendered writes dates and money; not a variable of its template. */
import type { Context } from 'liquidjs'

export type MailFormat = {
  /** BCP 47. */
  readonly locale: string
  /** ISO 4217, of amounts that name none; absent while what all shops share is rendered. */
  readonly currency?: string
  /** IANA; absent while what all customers share is rendered, of whom each has a zone. */
  readonly zone?: string
}

/** Thrown where what to write depends on a customer, or on the shop. */
export class NeedsCustomer extends Error {
  constructor() {
    super('a date is written by the clock of a customer, and an amount in the currency of the shop')
    this.name = 'NeedsCustomer'
  }
}

const FORMAT = Symbol('how this mail writes dates and money')

/** What liquidjs is given as its globals: under a symbol, so that no template reaches it. */
export const globalsOf = (format: MailFormat): object => ({ [FORMAT]: format })

export function formatOf({ globals }: Pick<Context, 'globals'>): MailFormat {
  const format = Reflect.get(globals, FORMAT)
  if (!format) throw new Error('rendering needs a language, a currency and a zone')
  return format
}

/**
 * In capitals, however the shop writes it.
 *
 * @throws NeedsCustomer
 */
export function currencyOf({ currency }: MailFormat): string {
  if (currency === undefined) throw new NeedsCustomer()
  return currency.toUpperCase()
}

/** @throws NeedsCustomer */
export function zoneOf({ zone }: MailFormat): string {
  if (zone === undefined) throw new NeedsCustomer()
  return zone
}
