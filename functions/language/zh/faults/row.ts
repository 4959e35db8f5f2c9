/** Words of what stops the reading of a CSV file, in Simplified Chinese. */
import type { RowFaultWords } from '../../faults/row-fault-words.ts'

export const zhRowFaults: RowFaultWords = {
  asLine: (place, sentence) => `${place}: ${sentence}。`,
  inLine: (line, sentence) => `第 ${line} 行：${sentence}`,
  emptyFile: '文件是空的，连表头也没有',
  quotes: () => '引号没有结束，或出现在不该出现的位置；引号内的引号请写两个',
  width: (cells, header) =>
    `这一行有 ${cells} 列，表头有 ${header} 列；内容中有分隔符时，请给这一格加引号`,
  archive: (code) => `gzip 文件已损坏或不完整（${code}）`,
  noColumn: (names, field, has) =>
    `文件中没有 ${names.join(' 或 ')} 列，而映射的 \`${field}\` 用到了它；文件中有：${has.join('、')}`,
  notANumber: (cell, field, separator) =>
    `映射的 \`${field}\` 读到的 ${cell} 不是以 "${separator}" 为小数点的数字；请修改这一行或 \`decimal\`，也可以用 \`leaveOut\` 忽略这样的行`,
  notAnInstant: (cell, field, format) =>
    `映射的 \`${field}\` 读到的 ${cell} 不是 ${format} 格式的时间；请修改这一行或 \`instant.format\``,
  notACurrency: (cell) =>
    `映射的 \`currency.column\` 读到的 ${cell} 不是 ISO 4217 货币代码，请写 EUR 这样的代码`,
  noPrice: '没有单价',
  noQuantity: '没有数量',
  tooManyRows: (order, most) =>
    `订单 ${order} 超过 ${most} 行；请确认映射的 \`order.id\` 写的是订单号所在的列`,
}
