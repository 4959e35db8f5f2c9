/** Words of the faults of any YAML or JSON file: its syntax, its fields and their values. */
import type { FaultText } from './fault-text.ts'

export type FileFaultWords = {
  /**
   * A fault as one line, which begins with its place, so that editors and terminals can lead there.
   *
   * @param place a file, and a line of it where there is one, as in `campaign.yaml:7`
   */
  readonly asLine: (place: string, field: string | undefined, text: FaultText) => string
  /** What the YAML library reports: a code, and a message in English. */
  readonly syntax: (code: string, message: string) => FaultText
  readonly unknownField: (name: string) => string
  readonly writeNear: (near: string) => string
  readonly allowedHere: (names: readonly string[]) => string
  readonly removeOrRespell: string
  /** The name is absent for the file as a whole. */
  readonly missing: (name: string | undefined) => string
  readonly cannotBe: (name: string | undefined, value: string) => string
  readonly cannotHold: (name: string | undefined, value: string) => string
  /** What a schema says of a value in words of its own. */
  readonly notADuration: (value: string) => string
  readonly tooShort: (value: string) => string
  readonly notALanguage: (value: string) => string
  readonly notValid: (value: string) => string
  readonly needsLanguage: string
  readonly countryCode: string
  readonly currencyCode: string
  readonly timeZone: string
  /** A field that was one once. */
  readonly replaced: (field: string) => string
  readonly notAfter: (later: string, earlier: string) => string
  readonly below: (most: string, least: string) => string
  readonly above: (least: string, most: string) => string
  readonly noCustomerMatches: (most: string, least: string) => string
  readonly tooMany: (field: string, most: number) => string
  readonly sameStep: (id: string) => string
  readonly startsOnce: string
  readonly ifTwice: string
  /** @param field which says when, next to another that does */
  readonly twoTimes: (field: string) => string
  readonly noStepBefore: string
  readonly repeatsBefore: string
}
