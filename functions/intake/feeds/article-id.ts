/** The id of an article, so that it is the one that orders have. */
import * as z from 'zod/mini'
import { isPlaceholderId } from '../../domain/placeholder.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { quotedCell } from '../import/import-fault.ts'
import { NO_CELL, SCIENTIFIC } from '../import/read-ids.ts'
import { Id } from '../wire-parts.ts'
import { ownText } from './own-text.ts'

/** What of `shopify_GB_123_456` orders know: the product's number, or the variant's. */
const SHOPIFY = /^shopify_[A-Za-z]{2,3}_(\d+)_(\d+)$/i
const SHOPIFY_FORM = 'shopify_GB_123_456'

const shopifyPart = (part: 1 | 2) => (id: string) => SHOPIFY.exec(id)?.[part]

type Rule = {
  /** Rules of one group exclude each other. */
  readonly group: 'part' | 'case'
  /** Undefined for an id that has not the form. */
  readonly apply: (id: string) => string | undefined
}

/** Closed: an id is changed in one of these ways, or not at all. */
export const ID_RULES = {
  'as-is': { group: 'part', apply: (id) => id },
  'shopify-product': { group: 'part', apply: shopifyPart(1) },
  'shopify-variant': { group: 'part', apply: shopifyPart(2) },
  lower: { group: 'case', apply: (id) => id.toLowerCase() },
  upper: { group: 'case', apply: (id) => id.toUpperCase() },
} as const satisfies Readonly<Record<string, Rule>>
export type IdRule = keyof typeof ID_RULES

export const ID_RULE_NAMES = Object.keys(ID_RULES) as readonly IdRule[]

const isIdRule = (name: string): name is IdRule => Object.hasOwn(ID_RULES, name)

/**
 * Rules that are joined by a plus, at most one for the part and one for the case; undefined if they
 * are not.
 *
 * @example idRuleOf('shopify-variant+lower') // ['shopify-variant', 'lower']
 */
export function idRuleOf(text: string): readonly IdRule[] | undefined {
  const names = text.split('+').map((name) => name.trim())
  const rules = names.filter(isIdRule)
  const groups = new Set(rules.map((name) => ID_RULES[name].group))
  return rules.length === names.length && groups.size === rules.length ? rules : undefined
}

/** Every way to write an id, as `--id-rule` takes them. */
const WAYS = ['shopify-variant', 'shopify-product']
  .flatMap((part) => [part, `${part}+lower`, `${part}+upper`])
  .concat('lower', 'upper')
  .map((text) => ({ text, rules: idRuleOf(text) ?? [] }))

const changedBy = (rules: readonly IdRule[], id: string): string | undefined =>
  rules.reduce<string | undefined>(
    (so, name) => (so === undefined ? undefined : ID_RULES[name].apply(so)),
    id,
  )

/**
 * The rule by which these ids would meet more of the wanted ones than as they are, and how many.
 *
 * @param met how many they meet as they are
 * @example betterRule(['shopify_GB_1_2'], ['2'], 0) // { rule: 'shopify-variant', named: 1 }
 */
export function betterRule(
  ids: Iterable<string>,
  wanted: readonly string[],
  met: number,
): { readonly rule: string; readonly named: number } | undefined {
  const some = new Set(wanted)
  const found = new Map(WAYS.map(({ text }) => [text, new Set<string>()]))
  for (const id of ids)
    for (const { text, rules } of WAYS) {
      const sku = changedBy(rules, id)
      if (sku !== undefined && some.has(sku)) found.get(text)?.add(sku)
    }
  const best = [...found].map(([rule, { size }]) => ({ rule, named: size }))
  best.sort((a, b) => b.named - a.named)
  return best[0] && best[0].named > met ? best[0] : undefined
}

/** The articles without an id would be one. */
const ArticleId = Id.check(z.refine((id) => !isPlaceholderId(id)))

export type IdReading = { readonly sku: string } | { readonly problem: FaultSentence }

/** @example readId('shopify_GB_123_456', ['shopify-variant']) // { sku: '456' } */
export function readId(text: string, rules: readonly IdRule[]): IdReading {
  const cell = quotedCell(text)
  if (text === '') return { problem: (w) => w.feed.noId }
  if (SCIENTIFIC.test(text))
    return { problem: (w) => w.rows.ids.scientific(cell, quotedCell('id')) }
  if (NO_CELL.test(text)) return { problem: (w) => w.rows.ids.notExported(cell, quotedCell('id')) }
  const id = changedBy(rules, text)
  if (id === undefined) return { problem: (w) => w.feed.idRule(cell, SHOPIFY_FORM) }
  const sku = ArticleId.safeParse(id)
  return sku.success ? { sku: ownText(sku.data) } : { problem: (w) => w.feed.id(cell) }
}
