/** Conditions that compare a customer's class with an unknown class and so never hold. */
import { isLifecycleClass, LIFECYCLE_CLASSES } from '../domain/lifecycle-class.ts'
import { nearestName } from '../domain/nearest-name.ts'
import type { PieceFault } from './check-product-fields.ts'
import type { Fault } from './fault.ts'
import type { LiquidPiece } from './liquid-pieces.ts'

const COMPARED =
  /(?:lifecycle\.class\s*(?:==|!=)\s*(?:"([^"]*)"|'([^']*)'))|(?:(?:"([^"]*)"|'([^']*)')\s*(?:==|!=)\s*lifecycle\.class\b)/g
const QUOTED = /"([^"]*)"|'([^']*)'/g

/** @example classFaults('a.en.mjml', liquidPieces('{% if lifecycle.class == "new" %}'))[0]?.index // 0 */
export function classFaults(file: string, pieces: readonly LiquidPiece[]): readonly PieceFault[] {
  /** For each open {% case %}, whether it checks the class. */
  const cases: boolean[] = []
  return pieces.flatMap(({ name, text, line }, index) => {
    if (name === 'case') cases.push(/^\{%-?\s*case\s+lifecycle\.class\s*-?%\}$/.test(text))
    if (name === 'endcase') cases.pop()
    const pattern = name === 'when' && cases.at(-1) ? QUOTED : COMPARED
    if (!/^(?:if|elsif|unless|when)$/.test(name)) return []
    return [...text.matchAll(pattern)].flatMap(([, ...groups]): readonly PieceFault[] => {
      const found = groups.find((one) => one !== undefined) ?? ''
      if (isLifecycleClass(found)) return []
      const near = nearestName(found.toLowerCase(), LIFECYCLE_CLASSES)
      const fault: Fault = {
        file,
        line,
        field: 'lifecycle.class',
        problem: (w) => w.names.noClass(found),
        fix: (w) => w.names.oneOf(near && `"${near}"`, LIFECYCLE_CLASSES),
      }
      return [{ fault, index, meant: near === undefined ? text : text.replace(found, near) }]
    })
  })
}
