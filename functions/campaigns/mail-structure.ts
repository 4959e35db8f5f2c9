/** A mail's elements, the places of its Liquid among them, and the structural faults. */
import { withEscapedQuotes } from './attribute-values.ts'
import { structureFaults } from './check-structure.ts'
import type { Fault } from './fault.ts'
import { type PlacedLiquid, placedLiquid } from './liquid-places.ts'
import { type Hidden, hideLiquid } from './liquid-tokens.ts'
import { type MjmlParts, mjmlParts } from './mjml-elements.ts'
import { checkNesting, type UnsureLines } from './mjml-nesting.ts'
import { closeTags } from './open-tags.ts'

export type Structure = {
  readonly hidden: Hidden
  readonly parts: MjmlParts
  readonly liquid: readonly PlacedLiquid[]
  /** HTML tags without their end, which is there in `hidden`. */
  readonly openTags: readonly Fault[]
  readonly nesting: readonly Fault[]
  readonly unsure: readonly UnsureLines[]
  readonly structure: readonly Fault[]
}

/** A mail's elements, correctly closed, and the places of its Liquid among them. */
export function structureOf(file: string, source: string): Structure {
  const open = hideLiquid(source)
  const { text: closed, faults: openTags } = closeTags(file, open)
  const { text: nested, faults: nesting, unsure } = checkNesting(file, closed)
  const text = withEscapedQuotes(nested)
  const hidden: Hidden = { ...open, text }
  const parts = mjmlParts(text)
  const liquid = placedLiquid(hidden, parts)
  const structure = structureFaults({ file, hidden, parts, liquid, unsure })
  return { hidden, parts, liquid, openTags, nesting, unsure, structure }
}
