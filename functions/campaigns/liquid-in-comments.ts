/** Liquid in an unsent comment that Liquid outside the comment depends on. */

export type CommentedTag = {
  readonly name: string
  readonly source: string
  readonly start: number
}

const DELIMITER = /\{\{|\{%|\}\}|%\}/g

const BLOCKS = new Set('if unless for case capture comment raw tablerow'.split(' '))
/** The blocks in which each tag is allowed. */
const BELONGS_TO: Readonly<Record<string, readonly string[]>> = {
  else: ['if', 'unless', 'case', 'for'],
  elsif: ['if', 'unless'],
  when: ['case'],
}
const LOOPS = new Set(['for', 'tablerow'])
const KEEPS_STATE = /^\{%-?\s*(?:(?:assign|capture)\s+([A-Za-z_][\w-]*)|(cycle)\b)/

type Reading = {
  /** Tags whose other half, or whose block, is not in the same comment. */
  readonly stray: readonly CommentedTag[]
  /** Tags that keep a value for later, with its name (`cycle` for a turn). */
  readonly keeping: readonly KeepingTag[]
}

/** With the tag that ends it, if it is a block. */
type KeepingTag = CommentedTag & { readonly value: string; end?: CommentedTag }

/** @example tagsInComment('<!-- {% endif %} -->').stray[0]?.name // 'endif' */
export function tagsInComment(comment: string): Reading {
  const stray: CommentedTag[] = []
  const keeping: KeepingTag[] = []
  const open: CommentedTag[] = []
  for (const { 0: opening, 1: name = '', index: start } of comment.matchAll(/\{%-?\s*(\w+)/g)) {
    const tag = { name, source: sourceOf(comment, start) ?? opening, start }
    const inside = open.at(-1)?.name ?? ''
    if (inside === 'comment' || inside === 'raw') {
      if (name === `end${inside}`) open.pop()
      continue
    }
    const [, given, turn] = KEEPS_STATE.exec(tag.source) ?? []
    const value = given ?? turn
    if (value !== undefined) keeping.push({ ...tag, value })
    if (BLOCKS.has(name)) open.push(tag)
    else if (name.startsWith('end')) {
      const begin = name === `end${inside}` ? open.pop() : undefined
      if (!begin) stray.push(tag)
      const captured = keeping.find((one) => one.start === begin?.start)
      if (captured) captured.end = tag
    } else if (BELONGS_TO[name] && !BELONGS_TO[name].includes(inside)) stray.push(tag)
    else if ((name === 'break' || name === 'continue') && !open.some((one) => LOOPS.has(one.name)))
      stray.push(tag)
  }
  return { stray: [...stray, ...open].sort(byStart), keeping }
}

export const byStart = (a: CommentedTag, b: CommentedTag): number => a.start - b.start

function sourceOf(comment: string, start: number): string | undefined {
  DELIMITER.lastIndex = start + 2
  const delimiter = DELIMITER.exec(comment)
  return delimiter?.[0] === '%}' ? comment.slice(start, delimiter.index + 2) : undefined
}

/**
 * Whether the Liquid of a mail uses a name before or after a part of it.
 *
 * @example namesUsed('{{ a }}<!-- {{ b }} -->')('b', 7, 24) // false
 */
export function namesUsed(mjml: string): (name: string, start: number, end: number) => boolean {
  const found = new Map<string, { readonly first: number; readonly last: number }>()
  for (const { 0: liquid, index } of mjml.matchAll(/\{\{[^{}]*\}\}|\{%[^%]*%\}/g))
    for (const [name] of liquid.replace(/"[^"]*"|'[^']*'/g, '').matchAll(/[A-Za-z_][\w-]*/g))
      found.set(name, { first: found.get(name)?.first ?? index, last: index })
  return (name, start, end) => {
    const places = found.get(name)
    return places !== undefined && (places.first < start || places.last >= end)
  }
}
