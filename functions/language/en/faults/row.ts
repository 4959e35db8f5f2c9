/** Words of what stops the reading of a CSV file, in English. */
import type { RowFaultWords } from '../../faults/row-fault-words.ts'

export const enRowFaults: RowFaultWords = {
  asLine: (place, sentence) => `${place}: ${sentence}`,
  inLine: (line, sentence) => `line ${line}: ${sentence}`,
  emptyFile: 'the file is empty: it has not even a header',
  quotes: (message) =>
    `a quote is never closed, or stands where none may; double quotes inside quotes (${message})`,
  width: (cells, header) =>
    `the row has ${cells} cells where the header has ${header}; quote cells that hold the delimiter`,
  archive: (code) => `the gzip file is damaged or cut short (${code})`,
  noColumn: (names, field, has) =>
    `the file has no column ${names.join(' or ')}, which the mapping names under \`${field}\`; it has ${has.join(', ')}`,
  notANumber: (cell, field, separator) =>
    `${cell} under \`${field}\` is not a number written with "${separator}" before its decimals; fix the row or \`decimal\`, or leave such rows out under \`leaveOut\``,
  notAnInstant: (cell, field, format) =>
    `${cell} under \`${field}\` is not an instant in the format ${format}; fix the row or \`instant.format\``,
  notACurrency: (cell) => `${cell} under \`currency.column\` is not an ISO 4217 code, such as EUR`,
  noPrice: 'the price is empty',
  noQuantity: 'the quantity is empty',
  tooManyRows: (order, most) =>
    `the order ${order} has more than ${most} rows; is it the order's id that the mapping names under \`order.id\`?`,
}
