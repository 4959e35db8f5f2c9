/** The placeholder syntax of other tools and its equivalent here: one table. */

import type { FaultWords } from '../language/faults/fault-words.ts'
import type { ForeignAdvice, ForeignFix, Tool } from '../language/faults/foreign-fault-words.ts'
import { ANOTHER, foreignName } from './foreign-names.ts'
import { standInFor } from './liquid-repairs.ts'

/** `repair` replaces what was found, so that no later check reports it again. */
export type Translation = {
  readonly tool: Tool
  /** What was found, short enough for a sentence. */
  readonly shown: string
  readonly fix: ForeignFix
  readonly repair: string
}

export type Foreign = {
  readonly tool: Tool
  /**
   * Where to look: in the whole source, if its braces confuse the other checks; outside Liquid and
   * styles; or inside Liquid, with quoted words blanked.
   */
  readonly within: 'source' | 'words' | 'liquid'
  readonly pattern: RegExp
  /** What to write; derived from the name if left out. */
  readonly fix?: ForeignFix
  /** Writes a tag or output as `fix` says, where that is all there is to it. */
  readonly rewrite?: (found: string) => string
}

const CONDITION = '{% if customer.name %}…{% else %}…{% endif %}'

const advice = (about: ForeignAdvice): ForeignFix => ({ kind: 'advice', about })

const outsideQuotes =
  (pattern: RegExp, by: (found: string, ...groups: string[]) => string) =>
  (text: string): string =>
    text
      .split(/("[^"]*"|'[^']*')/)
      .map((part, index) => (index % 2 === 0 ? part.replace(pattern, by) : part))
      .join('')

/** The first match at a position wins. */
export const FOREIGN_SYNTAX: readonly Foreign[] = [
  { tool: 'Jinja or Twig', within: 'source', pattern: /\{#[\s\S]*?#\}/g, fix: advice('comment') },
  {
    tool: 'Salesforce AMPscript',
    within: 'source',
    pattern: /%%\[[\s\S]*?\]%%/g,
    fix: advice('conditions-or-nothing'),
  },
  { tool: 'Salesforce', within: 'source', pattern: /%%(?:=[^%\n]*=|[A-Za-z_][\w.]*)%%/g },
  { tool: 'EJS or ERB', within: 'source', pattern: /<%[\s\S]*?%>/g },
  { tool: 'Braze', within: 'source', pattern: /\{\{[^{}\n]*\$\{[^{}\n]*\}[^{}\n]*\}\}/g },
  { tool: 'Handlebars', within: 'source', pattern: /\{\{\{[^{}\n]*\}\}\}/g },
  {
    tool: 'Mailchimp',
    within: 'words',
    pattern: /\*\|(?:IF|IFNOT|ELSEIF|ELSE|END)\b[^|\n]*\|\*/g,
    fix: advice('conditions'),
  },
  { tool: 'Mailchimp', within: 'words', pattern: /\*\|[^|\n]+\|\*/g },
  { tool: 'Mailjet', within: 'words', pattern: /\[\[\s*(?:data|var)\s*:[^\]\n]*\]\]/g },
  { tool: ANOTHER, within: 'words', pattern: /\[\[\s*[A-Za-z][\w .:-]*\]\]/g },
  {
    tool: 'MailPoet',
    within: 'words',
    pattern: /(?<!\[)\[(?:subscriber|link|newsletter|date|mailto):[a-z][^\]\n]*\]/g,
  },
  // What names a field of a customer or a link is never meant for readers.
  {
    tool: ANOTHER,
    within: 'words',
    pattern:
      /(?<!\[)\[(?:(?:first|last|full)[_ ]?name|[fl]name|unsubscribe(?:[_ ]?(?:url|link))?)\]/gi,
  },
  { tool: ANOTHER, within: 'words', pattern: /<<[A-Za-z][\w ]*>>/g },
  {
    tool: 'ActiveCampaign',
    within: 'words',
    pattern: /(?<![\w%])%[A-Z][A-Z0-9_]{2,}%(?![\w%])/g,
  },
  {
    tool: ANOTHER,
    within: 'words',
    pattern: /(?<![\w%])%(?:(?:first|last|full)_?name|[fl]?name|email)%(?![\w%])/gi,
  },
  {
    tool: 'Mailgun',
    within: 'words',
    pattern:
      /(?<![\w%])%(?:recipient\.\w[\w.]*|(?:tag_|mailing_list_)?unsubscribe_(?:url|email))%/g,
  },
  {
    tool: 'Campaign Monitor',
    within: 'words',
    pattern: /\[[A-Za-z]\w*\s*,\s*fallback=[^\]\n]*\]/g,
  },
  {
    tool: 'Campaign Monitor',
    within: 'words',
    pattern: /<(unsubscribe|preferences|webversion)>(?:[^<]*<\/\1>)?/g,
  },
  { tool: ANOTHER, within: 'words', pattern: /\[\[\s*[A-Za-z]\w*\s+OR\s[^\]\n]*\]\]/g },
  { tool: 'Zoho', within: 'words', pattern: /\$\[[A-Z][^\]\n]*\]\$/g },
  { tool: 'MailerLite', within: 'words', pattern: /(?<!\{)\{\$[A-Za-z]\w*\}(?!\})/g },
  { tool: ANOTHER, within: 'words', pattern: /##[A-Z][A-Z0-9_]+##/g },
  { tool: ANOTHER, within: 'words', pattern: /(?<![\w@])@[A-Z][A-Z0-9_]{2,}@(?![\w@])/g },
  { tool: 'JavaScript', within: 'words', pattern: /\$\{\s*[A-Za-z][^{}\n]*\}/g },
  { tool: 'Salesforce', within: 'words', pattern: /\{!\s*\$?[A-Za-z][\w.$]*\s*\}/g },
  {
    tool: ANOTHER,
    within: 'words',
    pattern: /(?<![{$])\{(?:[A-Za-z_]\w+|\s*[A-Za-z]\w*(?:[._-]\w+)+\s*)\}\}?/g,
  },
  {
    tool: 'Handlebars',
    within: 'liquid',
    pattern: /^\{\{-?\s*[#/]\s*each\b.*/gs,
    fix: advice('loops'),
  },
  {
    tool: 'Handlebars',
    within: 'liquid',
    pattern: /^\{\{-?\s*(?:[#/^]|else\b).*/gs,
    fix: advice('conditions-and-loops'),
  },
  { tool: 'Handlebars', within: 'liquid', pattern: /^\{\{-?\s*>.*/gs, fix: advice('copy-content') },
  { tool: 'Handlebars', within: 'liquid', pattern: /^\{\{-?\s*!.*/gs, fix: advice('comment') },
  {
    tool: 'Handlebars',
    within: 'liquid',
    pattern: /^\{\{-?\s*(?:this\b|@).*/gs,
    fix: advice('loops-and-items'),
  },
  {
    tool: 'SendGrid',
    within: 'liquid',
    pattern: /^\{\{-?\s*insert\s+\w+.*/gs,
  },
  { tool: 'Mailjet', within: 'liquid', pattern: /^\{\{-?\s*(?:var|data)\s*:.*/gs },
  {
    tool: 'Mailjet',
    within: 'liquid',
    pattern: /^\{%-?\s*for\b.*\b(?:var|data):.*/gs,
    fix: advice('loops'),
  },
  {
    tool: 'Mailjet',
    within: 'liquid',
    pattern: /^\{%.*\b(?:var|data):.*/gs,
    fix: advice('conditions'),
  },
  {
    tool: 'Django',
    within: 'liquid',
    pattern: /\bforloop\.(?:rev)?counter0?\b/g,
    fix: advice('loop-index'),
    rewrite: outsideQuotes(
      /\bforloop\.(rev)?counter(0)?\b/g,
      (_, rev?: string, zero = '') => `forloop.${rev ? 'r' : ''}index${zero}`,
    ),
  },
  {
    tool: 'JavaScript',
    within: 'liquid',
    pattern: /&&/g,
    fix: advice('and'),
    rewrite: outsideQuotes(/\s*&&\s*/g, () => ' and '),
  },
  {
    tool: 'JavaScript',
    within: 'liquid',
    pattern: /\|\|/g,
    fix: advice('or'),
    rewrite: (text) =>
      outsideQuotes(/\s*\|\|\s*/g, () => (text.startsWith('{{') ? ' | default: ' : ' or '))(text),
  },
  {
    tool: 'JavaScript',
    within: 'liquid',
    pattern: /===|!==/g,
    fix: advice('equals'),
    rewrite: outsideQuotes(/([=!])==/g, (_, sign: string) => `${sign}=`),
  },
  {
    tool: 'JavaScript',
    within: 'liquid',
    pattern: /^\{\{[^?]*\?[^:]*:.*/gs,
    fix: { kind: 'write', liquid: CONDITION },
    rewrite: standInFor,
  },
  {
    tool: 'Jinja or Twig',
    within: 'liquid',
    pattern: /\|\s*\w+\(.*/gs,
    fix: advice('filter-colon'),
    rewrite: (text) =>
      text.replace(/\|\s*(\w+)\(([^()]*)\)/g, (_, name: string, given: string) =>
        given.trim() === '' ? `| ${name}` : `| ${name}: ${given}`,
      ),
  },
  {
    tool: 'Handlebars',
    within: 'liquid',
    pattern:
      /^\{\{-?\s*(?!(?:customer|shop|content|lifecycle|value|item)\b)[A-Za-z]\w*\s+[A-Za-z@(][^|]*/g,
  },
]

/** @param found the whole match */
export function translated({ tool, fix }: Foreign, found: string): Translation {
  const shown = found.replace(/\s+/g, ' ').slice(0, 60).trim()
  if (fix !== undefined) return { tool, shown, fix, repair: '' }
  const known = foreignName(
    found
      .replace(/\|\s*default\b.*/s, '')
      .replace(/^\{\{-?\s*(?:var|data)\s*:/, '')
      .replace(/:\s*["'].*/s, ''),
  )
  return { tool, shown, fix: known.fix, repair: known.write ?? '' }
}

/** @example translationFault(translated(foreign, '*|FNAME|*')).problem(enFaults) */
export const translationFault = ({ tool, shown, fix }: Translation) => ({
  problem: (w: FaultWords) => w.foreign.placeholder(shown, tool),
  fix: (w: FaultWords) => w.foreign.fix(fix),
})
