/** Words of why a record of an import is refused, in English. */
import type { RecordFaultWords } from '../../faults/record-fault-words.ts'

export const enRecordFaults: RecordFaultWords = {
  refused: ({ field, message }) => `${field}: ${message}`,
  unreadable: 'unreadable',
  noAddress: 'a guest without an address',
  notAnswered: 'no response',
  noReason: 'no reason was given',
  noCustomer: 'the refund has no customer',
}
