/** Words of what stops the reading of a CSV file, in English. */
import type { RowFaultWords } from '../../faults/row-fault-words.ts'

export const enRowFaults: RowFaultWords = {
  asLine: (place, sentence) => `${place}: ${sentence}`,
  inLine: (line, sentence) => `line ${line}: ${sentence}`,
  emptyFile: 'the file is empty and has no header',
  quotes: (message) =>
    `a quote is never closed or in the wrong place; write quotes inside a quoted cell twice (${message})`,
  width: (cells, header) =>
    `the row has ${cells} cells, but the header has ${header}; put quotes around cells that contain the delimiter`,
  archive: (code) => `the gzip file is damaged or incomplete (${code})`,
  noColumn: (names, field, has) =>
    `the file has no column ${names.join(' or ')}, which the mapping uses for \`${field}\`; columns in the file: ${has.join(', ')}`,
  notANumber: (cell, field, separator) =>
    `${cell} for \`${field}\` is not a number with "${separator}" as the decimal separator; fix the row, change \`decimal\`, or exclude such rows with \`leaveOut\``,
  notAnInstant: (cell, field, format) =>
    `${cell} for \`${field}\` is not a time in the format ${format}; fix the row or \`instant.format\``,
  notACurrency: (cell) => `${cell} for \`currency.column\` is not an ISO 4217 code, such as EUR`,
  noPrice: 'the price is empty',
  noQuantity: 'the quantity is empty',
  tooManyRows: (order, most) =>
    `the order ${order} has more than ${most} rows; check that \`order.id\` in the mapping is the column with the order's id`,
}
