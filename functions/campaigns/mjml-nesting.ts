/** MJML elements that are closed in the wrong place or never: MJML drops them silently. */

import { nearestName } from '../domain/nearest-name.ts'
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import type { Repaired } from './foreign-faults.ts'
import { holdsWords, isMjmlElement } from './mjml-elements.ts'

const ELEMENT = /<(\/?)(mj[a-z-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g

/** To know which of two differing names is wrong. */
const isKnown = (name: string): boolean => isMjmlElement(name) || name === 'mj-include'

/** Lines on which a wrongly closed element makes the nesting uncertain. */
export type UnsureLines = {
  readonly from: number
  readonly to: number
  /**
   * Whether elements there may be the words of another element; otherwise only the text between
   * them.
   */
  readonly isInWords: boolean
}

export type CheckedNesting = Repaired & {
  readonly unsure: readonly UnsureLines[]
  /** Maps an offset of the source to `text`. */
  readonly moved: (offset: number) => number
}

type Open = { readonly name: string; readonly line: number }
type Change = { readonly at: number; readonly length: number; readonly put: string }

/**
 * Reports every wrongly closed element at its line; in `text` each is closed correctly.
 *
 * @param hidden the source with its Liquid hidden
 */
export function checkNesting(file: string, hidden: string): CheckedNesting {
  const open: Open[] = []
  const faults: Fault[] = []
  const changes: Change[] = []
  const unsure: UnsureLines[] = []
  const fault = (
    line: number,
    field: string,
    says: (words: FaultWords['mjml']['nesting']) => FaultText,
  ) => faults.push({ file, line, field, ...sentences((w) => says(w.mjml.nesting)) })
  for (const { 0: tag, 1: closing, 2: name = '', 3: rest = '', index } of hidden.matchAll(
    ELEMENT,
  )) {
    if (rest.endsWith('/')) continue
    const line = lineAt(hidden, index)
    if (!closing) {
      open.push({ name, line })
      continue
    }
    const last = open.at(-1)
    if (last?.name === name) {
      open.pop()
      continue
    }
    const isOpen = open.some((one) => one.name === name)
    if (!isOpen && last && isMisspelt(name, last.name)) {
      open.pop()
      changes.push({ at: index, length: tag.length, put: `</${last.name}>` })
      // MJML itself reports a wrong opening tag.
      if (isKnown(last.name)) fault(line, name, (w) => w.misspelt(name, last.name, last.line))
      continue
    }
    if (!isOpen) {
      unsure.push({ from: last?.line ?? 1, to: line, isInWords: holdsWords(name) })
      changes.push({ at: index, length: tag.length, put: '' })
      fault(line, name, (w) => w.notOpened(name))
      continue
    }
    for (let last = open.pop(); last && last.name !== name; last = open.pop()) {
      const inner = last
      changes.push({ at: index, length: 0, put: `</${inner.name}>` })
      unsure.push({ from: inner.line, to: line, isInWords: holdsWords(inner.name) })
      fault(line, name, (w) => w.closesOther(name, inner.name, inner.line))
    }
  }
  for (const { name, line } of open.toReversed()) {
    changes.push({ at: hidden.length, length: 0, put: `</${name}>` })
    unsure.push({ from: line, to: Number.POSITIVE_INFINITY, isInWords: holdsWords(name) })
    fault(line, name, (w) => w.notClosed(name))
  }
  const moved = (offset: number) =>
    changes
      .filter(({ at }) => at <= offset)
      .reduce((sum, { length, put }) => sum + put.length - length, offset)
  return { faults, text: changed(hidden, changes), unsure, moved }
}

const isMisspelt = (closing: string, opened: string): boolean =>
  !(isKnown(closing) && isKnown(opened)) && nearestName(closing, [opened]) !== undefined

function changed(text: string, changes: readonly Change[]): string {
  let result = ''
  let from = 0
  for (const { at, length, put } of changes) {
    result += text.slice(from, at) + put
    from = at + length
  }
  return result + text.slice(from)
}
