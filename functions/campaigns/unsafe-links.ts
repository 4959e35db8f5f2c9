/** Links that turn out unsafe, and pictures without an address, only with their values; each at its line. */
import { isSafeLink } from '../domain/safe-link.ts'
import { type Fault, sentences } from './fault.ts'
import type { Hidden } from './liquid-tokens.ts'
import type { SampleCustomer } from './sample-customers.ts'

/** Compiled HTML, with its Liquid hidden as in the source. */
export type HiddenHtml = { readonly hidden: Hidden; readonly html: string }

const ADDRESSED = /(?<![\w-])(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gi
/** Private-use characters, as for Liquid. */
const [LINE, NUMBER, ADDRESS, END] = ['\uE010', '\uE014', '\uE011', '\uE012']
const MARKED = new RegExp(`${LINE}(\\d*)${NUMBER}(href|src)(\\d+)${ADDRESS}([^${END}]*)${END}`, 'g')

/** Writes each address as text after its line number, because rendering does not refuse text. */
export function markedLinks({ hidden, html }: HiddenHtml): string {
  let number = 0
  const marked = html.replace(ADDRESSED, (written, field: string, ...quoted: string[]) => {
    const address = quoted.slice(0, 3).find((one) => one !== undefined) ?? ''
    const line = hidden.lineOf(address)
    number += 1
    if (line === undefined) return written
    return `${LINE}${line}${NUMBER}${field.toLowerCase()}${number}${ADDRESS}${address}${END}`
  })
  return hidden.restore(marked)
}

/** Whether a picture's address depends on values; rendering itself does not refuse an empty one. */
export const hasPictureByValue = ({ hidden, html }: HiddenHtml): boolean =>
  [...html.matchAll(ADDRESSED)].some(
    ({ 1: field, 2: double, 3: single, 4: bare }) =>
      field?.toLowerCase() === 'src' && hidden.lineOf(double ?? single ?? bare ?? '') !== undefined,
  )

const isRight = (field: string, address: string): boolean =>
  field === 'src' ? address.trim() !== '' : isSafeLink(address)

/**
 * Reports each link once, for the first customer for whom it is unsafe, and each picture once, for the
 * first for whom it is empty.
 *
 * @param shown the rendered result of `markedLinks`
 */
export function unsafeLinks(
  file: string,
  shown: readonly (SampleCustomer & { readonly text: string })[],
): readonly Fault[] {
  const links = shown.flatMap(({ who, text }, index) =>
    [...text.matchAll(MARKED)].map(([, line, field = '', number = '', address = '']) => ({
      line: Number(line),
      field,
      number,
      address,
      who: index === 0 ? undefined : who,
      whom: index,
    })),
  )
  const first = new Map(
    links
      .filter(({ field, address }) => !isRight(field, address))
      .toReversed()
      .map((link) => [link.number, link]),
  )
  const faults = new Map<string, Fault>()
  for (const { line, field, address, who, whom } of [...first.values()].toReversed()) {
    const says = sentences((w) => {
      const { noPicture, unsafeLink } = w.mail.rendered
      return field === 'src' ? noPicture(who?.(w)) : unsafeLink(address, who?.(w))
    })
    faults.set(`${line} ${field} ${whom} ${address.trim()}`, { file, line, field, ...says })
  }
  return [...faults.values()]
}
