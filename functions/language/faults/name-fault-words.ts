/** Words of the faults of names in Liquid: unknown variables, fields and classes, and empty values. */
import type { FaultText } from './fault-text.ts'

/** Where a value is used that some customers lack. */
export type GuardPlace = 'list' | 'output' | 'tag'

export type NameFaultWords = {
  readonly noVariable: (path: string) => string
  readonly empty: (written: string) => string
  /** How to leave out what uses a value that may be empty. */
  readonly guard: (written: string, place: GuardPlace) => string
  readonly outsideLoop: (name: string, line: number, loop: string) => FaultText
  /** @param tag the whole of what assigns it, which belongs above the line */
  readonly assignedBelow: (name: string, assigned: number, tag: string, line: number) => FaultText
  readonly listFields: (fields: readonly string[], isItem: boolean) => string
  readonly unknownName: string
  /** Of variables that no journey of the campaign has, by its start. */
  readonly noOrder: string
  readonly noCoupon: string
  readonly noEvent: string
  readonly inContent: (near: string | undefined) => string
  readonly available: (near: string | undefined, names: readonly string[]) => string
  readonly noFields: string
  /** Of a field or a class that is one of a few. */
  readonly oneOf: (near: string | undefined, names: readonly string[]) => string
  readonly noField: (field: string) => string
  readonly noClass: (found: string) => string
  /**
   * Churn risk, of which campaigns no longer ask.
   *
   * @param opposite one minus the number that was asked for, if there was one
   */
  readonly replaced: (
    written: string,
    by: string,
    opposite: { readonly condition: string; readonly selects: 'more' | 'fewer' } | undefined,
  ) => FaultText
}
