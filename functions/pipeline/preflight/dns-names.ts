/** Names as DNS compares them: lower case, Punycode (RFC 5891), no dot at the end. */
import { domainToASCII } from 'node:url'

/** @example plainName('Shop.Example.') // 'shop.example' */
export const plainName = (name: string): string => name.toLowerCase().replace(/\.$/, '')

/** @example domainOf('hello@Shop.Example') // 'shop.example' */
export function domainOf(address: string): string {
  const given = address.slice(address.lastIndexOf('@') + 1)
  return plainName(domainToASCII(given) || given)
}

/** @example localPartOf('hello@shop.example') // 'hello' */
export const localPartOf = (address: string): string => address.slice(0, address.lastIndexOf('@'))

/** Whether it is the domain itself or a name below it. */
export const isWithin = (name: string, domain: string): boolean =>
  name === domain || name.endsWith(`.${domain}`)

/** The last `count` labels. @example lastLabels('a.shop.example', 2) // 'shop.example' */
export const lastLabels = (name: string, count: number): string =>
  name.split('.').slice(-count).join('.')

export const countLabels = (name: string): number => name.split('.').length
