/** Links that only their values show to be unsafe, at the line of the source that holds them. */
import { isSafeLink } from '../domain/safe-link.ts'
import type { Fault } from './fault.ts'
import type { Hidden } from './liquid-tokens.ts'

/** Compiled HTML, its Liquid hidden as it was in the source. */
export type HiddenHtml = { readonly hidden: Hidden; readonly html: string }

const HREF = /(?<![\w-])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/gi
/** Private-use characters, as for Liquid. */
const [LINE, ADDRESS, END] = ['\uE010', '\uE011', '\uE012']
const MARKED = new RegExp(`${LINE}(\\d*)${ADDRESS}([^${END}]*)${END}`, 'g')

/** Each address as text with its line in front of it: text is not refused when it is rendered. */
export const markedLinks = ({ hidden, html }: HiddenHtml): string =>
  hidden.restore(
    html.replace(HREF, (href, double?: string, single?: string, bare?: string) => {
      const address = double ?? single ?? bare ?? ''
      const line = hidden.lineOf(address)
      return line === undefined ? href : `${LINE}${line}${ADDRESS}${address}${END}`
    }),
  )

/** @param text what `markedLinks` gives, rendered */
export const unsafeLinks = (file: string, text: string): readonly Fault[] =>
  [...text.matchAll(MARKED)].flatMap(([, line, address = '']) =>
    isSafeLink(address)
      ? []
      : {
          file,
          line: Number(line),
          field: 'href',
          problem: `href leads to "${address}"`,
          fix: 'Write a whole address that begins with https:// where the value comes from',
        },
  )
