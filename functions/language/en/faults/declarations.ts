/** Words of how to fix a declaration of a shop that was refused, in English. */
import type { DeclarationFaultWords } from '../../faults/declaration-fault-words.ts'

const TYPES =
  'Use a name of letters and digits that begins with a lower-case letter, such as totalMinor, and one of text, number, date, yes-no'

export const enDeclarationFaults: DeclarationFaultWords = {
  fields: {
    events: 'Write at most 100 names of events, each with {} or what it has, such as delivered: {}',
    'events.NAME':
      'Use a name of letters, digits and "-" that begins with a lower-case letter, such as checkout-started, and {} or {keepDays: 30, properties: {totalMinor: number}}',
    'events.NAME.keepDays': 'Use a whole number of days from 1 to 3650, such as 365',
    'events.NAME.properties': 'Write names with their types, such as {totalMinor: number}',
    'events.NAME.properties.NAME': `${TYPES}, lines, or a list of at most 50 different texts such as [small, large]`,
    attributes: 'Write at most 50 names with their types, such as {birthday: date}',
    'attributes.NAME': `${TYPES}, or a list of at most 50 different texts such as [silver, gold]`,
  },
  file: 'Write events: and attributes:, each with names below it',
}
