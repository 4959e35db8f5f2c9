/** Links that turn out unsafe only with their values, at their line in the source. */
import { isSafeLink } from '../domain/safe-link.ts'
import { type Fault, sentences } from './fault.ts'
import type { Hidden } from './liquid-tokens.ts'
import type { SampleCustomer } from './sample-customers.ts'

/** Compiled HTML, with its Liquid hidden as in the source. */
export type HiddenHtml = { readonly hidden: Hidden; readonly html: string }

const HREF = /(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gi
/** Private-use characters, as for Liquid. */
const [LINE, NUMBER, ADDRESS, END] = ['\uE010', '\uE014', '\uE011', '\uE012']
const MARKED = new RegExp(`${LINE}(\\d*)${NUMBER}(\\d+)${ADDRESS}([^${END}]*)${END}`, 'g')

/** Writes each address as text after its line number, because rendering does not refuse text. */
export function markedLinks({ hidden, html }: HiddenHtml): string {
  let number = 0
  const marked = html.replace(HREF, (href, double?: string, single?: string, bare?: string) => {
    const address = double ?? single ?? bare ?? ''
    const line = hidden.lineOf(address)
    number += 1
    return line === undefined ? href : `${LINE}${line}${NUMBER}${number}${ADDRESS}${address}${END}`
  })
  return hidden.restore(marked)
}

/**
 * Reports each link once, for the first customer for whom it is unsafe.
 *
 * @param shown the rendered result of `markedLinks`
 */
export function unsafeLinks(
  file: string,
  shown: readonly (SampleCustomer & { readonly text: string })[],
): readonly Fault[] {
  const links = shown.flatMap(({ who, text }, index) =>
    [...text.matchAll(MARKED)].map(([, line, number = '', address = '']) => ({
      line: Number(line),
      number,
      address,
      who: index === 0 ? undefined : who,
      whom: index,
    })),
  )
  const first = new Map(
    links
      .filter(({ address }) => !isSafeLink(address))
      .toReversed()
      .map((link) => [link.number, link]),
  )
  const faults = new Map<string, Fault>()
  for (const { line, address, who, whom } of [...first.values()].toReversed()) {
    const says = sentences((w) => w.mail.rendered.unsafeLink(address, who?.(w)))
    faults.set(`${line} ${whom} ${address.trim()}`, { file, line, field: 'href', ...says })
  }
  return [...faults.values()]
}
