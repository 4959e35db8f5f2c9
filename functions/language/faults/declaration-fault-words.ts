/** Words of how to fix a declaration of a shop that was refused. */

/** `NAME` stands for a name that the shop chose. */
type Place =
  | 'events'
  | 'events.NAME'
  | 'events.NAME.keepDays'
  | 'events.NAME.properties'
  | 'events.NAME.properties.NAME'
  | 'attributes'
  | 'attributes.NAME'

export type DeclarationFaultWords = {
  readonly fields: Readonly<Record<Place, string>>
  /** Of the file as a whole. */
  readonly file: string
}
