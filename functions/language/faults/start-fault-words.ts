/** Words of what is wrong with the start of a campaign. */
import type { PropertyType } from '../../domain/declarations.ts'
import type { FaultText } from './fault-text.ts'

/** @param near the name that was probably meant @param names what is declared and may be used */
type Unknown = (name: string, near: string | undefined, names: readonly string[]) => FaultText

export type StartFaultWords = {
  readonly unknownEvent: Unknown
  readonly unknownProperty: Unknown
  readonly unknownDate: Unknown
  /** An attribute of another type. */
  readonly notADate: (name: string, dates: readonly string[]) => FaultText
  /** A text, or lines. */
  readonly onlyInTemplates: (property: string) => FaultText
  readonly noRange: (property: string) => FaultText
  readonly emptyRange: (property: string) => FaultText
  readonly wrongValue: (property: string, value: string, type: PropertyType) => FaultText
  readonly yearlyReentry: FaultText
  /** Only a campaign that starts on a class takes those who were in it before. */
  readonly noBacklog: FaultText
  readonly broadcastReentry: FaultText
  readonly sendByBeforeAt: FaultText
  readonly overTooLong: FaultText
  readonly stepTooLate: FaultText
}
