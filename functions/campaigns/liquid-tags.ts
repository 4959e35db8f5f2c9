/** The tags of Liquid that a mail may use, and what is known about each. */

import { nearestName } from '../domain/nearest-name.ts'
import type { LiquidPiece } from './liquid-pieces.ts'

/** Every block, and a replacement for a block whose tag is wrong. */
export const BLOCKS: Readonly<Record<string, string>> = {
  if: '{% if true %}',
  unless: '{% unless false %}',
  for: '{% for stand_in in (1..1) %}',
  case: '{% case 1 %}',
  capture: '{% capture stand_in %}',
  comment: '{% comment %}',
  raw: '{% raw %}',
}

/** Tags inside a block: the blocks in which they are allowed, and a replacement for a wrong one. */
export const MIDDLES: Readonly<
  Record<string, { readonly of: readonly string[]; readonly repair: string }>
> = {
  else: { of: ['if', 'unless', 'for', 'case'], repair: '' },
  elsif: { of: ['if', 'unless'], repair: '{% elsif true %}' },
  when: { of: ['case'], repair: '{% when 1 %}' },
}

export const IN_LOOPS = ['break', 'continue']

export const ALONE = ['assign', 'cycle', 'echo', '#']

/** The tags that a marketer may write. */
export const TAGS = [
  'assign',
  'capture',
  'case',
  'comment',
  'cycle',
  'echo',
  'for',
  'if',
  'raw',
  'unless',
]

const NAMES = [...Object.keys(BLOCKS), ...Object.keys(MIDDLES), ...ALONE, ...IN_LOOPS]

export const ENDS = Object.keys(BLOCKS).map((name) => `end${name}`)

/** The name that a tag defines. */
export const givenName = (tag: string): string | undefined =>
  /^\{%-?\s*(?:(?:for|capture|assign|with|set|let)\s+([A-Za-z_]\w*)|\w+\s+([A-Za-z_]\w*)\s+in\b)/
    .exec(tag)
    ?.slice(1)
    .find((name) => name !== undefined)

/** The name that a tag of another tool defines. */
export const givenElsewhere = ({ name, text }: LiquidPiece): string | undefined =>
  ({ catalog_items: 'items', catalog: 'catalog_item' })[name] ?? /:save\s+(\w+)/.exec(text)?.[1]

/** Keeps the name of the loop variable, so that the Liquid that uses it still parses. */
export const neutral = (text: string, name: string): string => {
  return (BLOCKS[name] ?? '').replace('stand_in', givenName(text) ?? 'stand_in')
}

export const renamed = (text: string, name: string): string =>
  text.replace(/^(\{%-?\s*)[\w-]*?(?=\s|-?%\}|$)/, `$1${name}`)

/** What `with` and `set` define, as it is written here. */
export const assigned = (text: string): string | undefined => {
  const found = /^\{%-?\s*(?:with|set|let)\s+([A-Za-z_]\w*)\s*=\s*(\S.*?)\s*-?%\}$/s.exec(text)
  return found ? `{% assign ${found[1]} = ${found[2]} %}` : undefined
}

/** Corrects misspelt short names: fi is if, ofr is for. */
export const nearestTag = (name: string): string | undefined => {
  const known = [...NAMES, ...ENDS].filter((one) => one !== '#')
  const sorted = [...name].sort().join('')
  return nearestName(name, known) ?? known.find((one) => [...one].sort().join('') === sorted)
}
