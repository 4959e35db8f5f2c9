/** Words of what stops the reading of a CSV file, in English. */
import type { RowFaultWords } from '../../faults/row-fault-words.ts'
import { count } from '../count.ts'

const nameOf = (encoding: string): string =>
  encoding.startsWith('utf') ? encoding.toUpperCase() : encoding

export const enRowFaults: RowFaultWords = {
  asLine: (place, sentence) => `${place}: ${sentence}`,
  inLine: (line, sentence) => `line ${line}: ${sentence}`,
  emptyFile: 'the file is empty and has no header',
  quotes: (message) =>
    `a quote is never closed or in the wrong place; write quotes inside a quoted cell twice (${message})`,
  width: (cells, header) =>
    `the row has ${cells} cells, but the header has ${header}; put quotes around cells that contain the delimiter`,
  cutShort: (cells, header) =>
    `the row is cut short: it has ${cells} of ${header} cells; complete it, or export the file again`,
  backslashQuote:
    'a backslash stands before a quote, as MySQL writes it; export with doubled quotes ("") instead (in MySQL, ESCAPED BY \'"\')',
  title: (text, header) =>
    `${text} is a title above the header, which is on line ${header}; remove the lines above it`,
  trailer: (text, filled, header) =>
    `${text} is below the last row and is not a row (${filled} of ${header} cells are filled); remove everything below the rows, or complete this one`,
  delimiter: (found, stated) =>
    `the columns are separated by ${found}, but the mapping says ${stated}; write \`delimiter: ${found}\` in the mapping`,
  encoding: {
    notIn: (encoding, byte, canDeclare) =>
      `the text is not ${nameOf(encoding)} (byte ${byte}); ${encoding === 'utf-8' ? `save the file as UTF-8${canDeclare ? ', or state its encoding in the mapping, such as `encoding: windows-1252` (or gbk, shift_jis)' : ''}` : 'state the encoding that the file is really in, or save it as UTF-8'}`,
    utf16: (encoding, canDeclare) =>
      `the file is in UTF-16 without a byte order mark; ${canDeclare ? `write \`encoding: ${encoding}\` in the mapping, or ` : ''}save it as UTF-8`,
    contradicted: (found, stated) =>
      `the file is in ${nameOf(found)}, but the mapping says \`encoding: ${stated}\`; write \`encoding: ${found}\``,
    utf32: 'the file is in UTF-32, which is not supported; save it as UTF-8',
    workbook: 'the file is a workbook or an archive and not CSV; save it as CSV in UTF-8',
  },
  archive: (code) => `the gzip file is damaged or incomplete (${code})`,
  noColumn: (names, field, has) =>
    `the file has no column ${names.join(' or ')}, which the mapping uses for \`${field}\`; columns in the file: ${has.join(', ')}`,
  ids: {
    scientific: (cell, column) =>
      `${cell} in the column ${column} is an id in scientific notation: a spreadsheet has cut it off, so that different ids look the same; export the file again and do not save it with a spreadsheet`,
    notExported: (cell, column) =>
      `${cell} in the column ${column} is not an id: a spreadsheet has written it instead of one, and different ids look the same; export the file again and do not save it with a spreadsheet`,
    lostSigns: (cell, column) =>
      `${cell} in the column ${column} has characters that were lost before this file was written; export it again in UTF-8`,
    mixed: (cell, column, other, line) =>
      `${cell} in the column ${column} looks like a number with a decimal that a program added, but ${other} on line ${line} has none, so it may be part of the id; write all ids of the column in one way`,
    severalNames: (cell, column, names) =>
      `${cell} in the column ${column} is the id of several orders (${names.join(', ')}): a spreadsheet has probably rounded the ids; export the file again and do not save it with a spreadsheet`,
  },
  unknownStatus: (column, seen, known) =>
    `the column ${column} has words for the status of an order that are not known: ${seen.map(([word, rows]) => `${word} (${count(rows, 'row')})`).join(', ')}; say in the mapping what they mean, such as \`statuses: {${seen[0]?.[0]}: completed}\`, with one of ${known.join(', ')}`,
  columnTwice: (column, texts) =>
    `the file has several columns ${column}, and here they differ (${texts.join(', ')}); rename all but the one that is meant`,
  misnamed: (columns) =>
    `the file has no column ${columns.map(({ wanted }) => wanted).join(' or ')}, but ${columns.map(({ written }) => written).join(' and ')} (other capitals, blanks or hyphens); write the columns in the mapping as the file has them`,
  notANumber: (cell, field, separator) =>
    `${cell} for \`${field}\` is not a number with "${separator}" as the decimal separator; fix the row, change \`decimal\`, or exclude such rows with \`leaveOut\``,
  otherSeparator: (cell, field, separator) =>
    `${cell} for \`${field}\` is not a number with a decimal ${separator === '.' ? 'point' : 'comma'}, as the mapping says (\`decimal: "${separator}"\`); fix the row or change \`decimal\``,
  shortenedNumber: (cell, field) =>
    `${cell} for \`${field}\` is a number damaged by a spreadsheet, which dropped digits of it; export the file again and do not open it in a spreadsheet`,
  otherCurrency: (cell, field, currency) =>
    `${cell} for \`${field}\` names another currency than ${currency}; fix the row, or \`currency\` in the mapping`,
  twoNumbers: (cell, field, readings) =>
    `${cell} for \`${field}\` could be ${readings.join(' or ')}, and nothing else in the column shows which; write in the mapping which sign stands between thousands (\`grouping\`), or change \`decimal\``,
  negativePurchase: (amount) =>
    `the order has the negative amount ${amount}; if such orders are refunds, write \`refunds: {by: sign}\` in the mapping, otherwise exclude them with \`leaveOut\``,
  notAnInstant: (cell, field, format, fitting) =>
    `${cell} for \`${field}\` is not a time in the format ${format}; ${
      fitting
        ? `in the format ${fitting.format} it would be ${fitting.instant}: if that is right, change \`instant.format\``
        : 'fix the row or `instant.format`'
    }`,
  inTheFuture: (field, instant) =>
    `\`${field}\` is in the future (${instant}); fix the row, or the \`format\` or \`zone\` in the mapping: day and month may be swapped`,
  noDate: (line) =>
    `no date on line ${line}, and no other column to take it from; add one to \`instant.column\`, or exclude such rows with \`leaveOut\``,
  notACurrency: (cell) => `${cell} for \`currency.column\` is not an ISO 4217 code, such as EUR`,
  noPrice: 'the price is empty',
  noQuantity: 'the quantity is empty',
  tooManyRows: (order, most) =>
    `the order ${order} has more than ${most} rows; check that \`order.id\` in the mapping is the column with the order's id`,
}
