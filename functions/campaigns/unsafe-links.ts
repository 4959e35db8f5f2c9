/** Links that only their values show to be unsafe, at the line of the source that holds them. */
import { isSafeLink } from '../domain/safe-link.ts'
import type { Fault } from './fault.ts'
import type { Hidden } from './liquid-tokens.ts'
import type { SampleCustomer } from './sample-customers.ts'

/** Compiled HTML, its Liquid hidden as it was in the source. */
export type HiddenHtml = { readonly hidden: Hidden; readonly html: string }

const HREF = /(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gi
/** Private-use characters, as for Liquid. */
const [LINE, NUMBER, ADDRESS, END] = ['\uE010', '\uE014', '\uE011', '\uE012']
const MARKED = new RegExp(`${LINE}(\\d*)${NUMBER}(\\d+)${ADDRESS}([^${END}]*)${END}`, 'g')

/** Each address as text with its line in front of it: text is not refused when it is rendered. */
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
 * Each link once, in the words for the first customer for whom it is unsafe.
 *
 * @param shown what `markedLinks` gives, rendered
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
      whose: index === 0 ? '' : ` for ${who}`,
    })),
  )
  const first = new Map(
    links
      .filter(({ address }) => !isSafeLink(address))
      .toReversed()
      .map((link) => [link.number, link]),
  )
  const faults = [...first.values()].toReversed().map(
    ({ line, address, whose }): Fault => ({
      file,
      line,
      field: 'href',
      problem:
        address.trim() === '' ? `href is empty${whose}` : `href leads to "${address}"${whose}`,
      fix: 'Write a full address that begins with https:// where the value comes from',
    }),
  )
  return [...new Map(faults.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values()]
}
