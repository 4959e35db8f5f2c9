/** Checks that the compiled mail is complete: its Liquid, each value and each length. */
import {
  calculatedFaults,
  isWritten,
  type LiquidValue,
  lostValueFaults,
} from './attribute-values.ts'
import { PREVIEW, TITLE } from './check-head.ts'
import { lostFaults, lostInText } from './check-nothing-lost.ts'
import { type Fault, lineAt } from './fault.ts'
import { joined, linesOf } from './join-faults.ts'
import type { Structure } from './mail-structure.ts'
import type { MjmlElement } from './mjml-elements.ts'
import { type PreparedMjml, wholeHtml } from './prepare-mjml.ts'

type Incomplete = {
  readonly ofValues: readonly Fault[]
  /** Liquid that is lost, moved or repeated, which also happens to HTML that is refused. */
  readonly lost: readonly Fault[]
}

/**
 * Liquid and values that MJML drops, calculates with or moves in a mail whose structure is correct.
 */
export function incompleteFaults(
  file: string,
  { hidden, liquid, nesting, structure, unsure }: Structure,
  prepared: PreparedMjml,
  { html, text }: { readonly html: string; readonly text: string },
  mjmlFaults: readonly Fault[],
): Incomplete {
  const { values } = prepared.values
  const refused = mjmlFaults.flatMap(({ about }) => (about?.kind === 'attributes' ? about : []))
  const ofElements = mjmlFaults.filter(({ about }) => about?.kind !== 'attributes')
  const illegal = new Set(refused.flatMap(({ illegal }) => illegal))
  const dropped = linesOf([...ofElements, ...structure])
  const isDropped = ({ tokens, attribute }: LiquidValue): boolean =>
    illegal.has(attribute) ||
    aroundOf(tokens[0]?.place.element).some(({ attributes: { start } }) => {
      const line = lineAt(hidden.text, start)
      const isInWords = unsure.some(
        (lines) => lines.isInWords && lines.from <= line && line <= lines.to,
      )
      return dropped.has(line) || isInWords
    })
  // MJML miscalculates with an invalid length just as with an unknown one.
  const isMeasured = !refused.some(({ isInvalid }) => isInvalid)
  const calculated = isMeasured ? calculatedFaults(file, html, values) : []
  const ofValues = joined(calculated, lostValueFaults(file, html, values, isDropped))
  if (nesting.length + structure.length + ofElements.length > 0) return { ofValues, lost: [] }
  const whole = wholeHtml(prepared, html)
  const head = [TITLE, PREVIEW].map((pattern) => pattern.exec(hidden.text)?.[1] ?? '')
  const said = values.flatMap((value) => {
    const { attribute, line, tokens } = value
    const isSaid = ofValues.some((fault) => fault.line === line && fault.field === attribute)
    return isSaid || !isWritten(value) || isDropped(value) ? tokens : []
  })
  const wanted = liquid.filter(({ index }) => said.every((token) => token.index !== index))
  const lost = lostFaults({ file, hidden, liquid: wanted, parts: [...head, whole], html: whole })
  return {
    ofValues,
    lost: lost.length > 0 ? lost : lostInText(file, hidden, wanted, text),
  }
}

/** An element and its ancestors. */
const aroundOf = (element?: MjmlElement): readonly MjmlElement[] =>
  element ? [element, ...aroundOf(element.parent)] : []
