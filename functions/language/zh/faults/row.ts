/** Words of what stops the reading of a CSV file, in Simplified Chinese. */
import type { RowFaultWords } from '../../faults/row-fault-words.ts'
import { figure } from '../../figures.ts'

const nameOf = (encoding: string): string =>
  encoding.startsWith('utf') ? encoding.toUpperCase() : encoding

export const zhRowFaults: RowFaultWords = {
  asLine: (place, sentence) => `${place}: ${sentence}。`,
  inLine: (line, sentence) => `第 ${line} 行：${sentence}`,
  emptyFile: '文件是空的，连表头也没有',
  quotes: () => '引号没有结束，或出现在不该出现的位置；引号内的引号请写两个',
  width: (cells, header) =>
    `这一行有 ${cells} 列，表头有 ${header} 列；内容中有分隔符时，请给这一格加引号`,
  cutShort: (cells, header) =>
    `这一行不完整：表头有 ${header} 列，这一行只有 ${cells} 列；请补全，或重新导出文件`,
  backslashQuote:
    '引号前有反斜杠，这是 MySQL 的写法；导出时请把引号写成两个（""），在 MySQL 中用 ESCAPED BY \'"\'',
  title: (text, header) => `${text} 是表头上方的标题，表头在第 ${header} 行；请删除表头上方的内容`,
  trailer: (text, filled, header) =>
    `${text} 在数据下方，不是一行数据（表头有 ${header} 列，这里只有 ${filled} 列有内容）；请删除数据下方的内容，或补全这一行`,
  delimiter: (found, stated) =>
    `各列以 ${found} 分隔，而映射中写的是 ${stated}；请在映射中写 \`delimiter: ${found}\``,
  encoding: {
    notIn: (encoding, byte, canDeclare) =>
      `文字不是 ${nameOf(encoding)} 编码（字节 ${byte}）；${encoding === 'utf-8' ? `请将文件保存为 UTF-8${canDeclare ? '，或在映射中写明文件的编码，如 `encoding: gbk`、windows-1252 或 shift_jis' : ''}` : '请在映射中写明文件实际使用的编码，或将文件保存为 UTF-8'}`,
    utf16: (encoding, canDeclare) =>
      `文件是不带字节顺序标记的 UTF-16；请${canDeclare ? `在映射中写 \`encoding: ${encoding}\`，或` : ''}将文件保存为 UTF-8`,
    contradicted: (found, stated) =>
      `文件是 ${nameOf(found)} 编码，而映射中写的是 \`encoding: ${stated}\`；请改为 \`encoding: ${found}\``,
    utf32: '文件是 UTF-32 编码，不受支持；请保存为 UTF-8',
    workbook: '文件是工作簿或压缩包，不是 CSV；请另存为 UTF-8 编码的 CSV',
  },
  archive: (code) => `gzip 文件已损坏或不完整（${code}）`,
  noColumn: (names, field, has) =>
    `文件中没有 ${names.join(' 或 ')} 列，而映射的 \`${field}\` 用到了它；文件中有：${has.join('、')}`,
  ids: {
    scientific: (cell, column) =>
      `${column} 列的 ${cell} 是科学计数法：电子表格软件截断了编号，不同的编号因此看起来一样；请重新导出文件，不要用电子表格软件保存`,
    notExported: (cell, column) =>
      `${column} 列的 ${cell} 不是编号，是电子表格软件写入的错误标记，不同的编号因此看起来一样；请重新导出文件，不要用电子表格软件保存`,
    lostSigns: (cell, column) =>
      `${column} 列的 ${cell} 中有字符在写入文件之前已经丢失；请以 UTF-8 编码重新导出`,
    mixed: (cell, column, other, line) =>
      `${column} 列的 ${cell} 像是程序加上了小数的数字，但第 ${line} 行的 ${other} 没有小数，因此小数可能是编号的一部分；请把这一列的编号统一成一种写法`,
    severalNames: (cell, column, names) =>
      `${column} 列的 ${cell} 是多个订单（${names.join('、')}）的编号：电子表格软件很可能对编号作了舍入；请重新导出文件，不要用电子表格软件保存`,
  },
  unknownStatus: (column, seen, known) =>
    `${column} 列中有无法识别的订单状态：${seen.map(([word, rows]) => `${word}（${figure(rows)} 行）`).join('、')}；请在映射中写明含义，如 \`statuses: {${seen[0]?.[0]}: completed}\`，可用的有 ${known.join('、')}`,
  columnTwice: (column, texts) =>
    `文件中有多个 ${column} 列，这一行的内容不同（${texts.join('、')}）；请将不需要的列改名`,
  misnamed: (columns) =>
    `文件中没有 ${columns.map(({ wanted }) => wanted).join('、')} 列，只有写法不同（大小写、空格或连字符）的 ${columns.map(({ written }) => written).join('、')}；请按文件中的写法填写映射`,
  notANumber: (cell, field, separator) =>
    `映射的 \`${field}\` 读到的 ${cell} 不是以 "${separator}" 为小数点的数字；请修改这一行或 \`decimal\`，也可以用 \`leaveOut\` 忽略这样的行`,
  otherSeparator: (cell, field, separator) =>
    `映射的 \`${field}\` 读到的 ${cell} 的小数点不是 "${separator}"，而映射中写的是 \`decimal: "${separator}"\`；请修改这一行或 \`decimal\``,
  shortenedNumber: (cell, field) =>
    `映射的 \`${field}\` 读到的 ${cell} 已被电子表格软件改成科学计数法，丢失了部分数字；请重新导出文件，不要用电子表格软件打开`,
  otherCurrency: (cell, field, currency) =>
    `映射的 \`${field}\` 读到的 ${cell} 不是 ${currency}；请修改这一行，或映射中的 \`currency\``,
  twoNumbers: (cell, field, readings) =>
    `映射的 \`${field}\` 读到的 ${cell} 可能是 ${readings.join(' 或 ')}，而这一列的其他内容看不出是哪一个；请在映射中写明千位分隔符（\`grouping\`），或修改 \`decimal\``,
  negativePurchase: (amount) =>
    `订单金额是负数 ${amount}；如果这样的订单是退款，请在映射中写 \`refunds: {by: sign}\`，否则请用 \`leaveOut\` 忽略`,
  notAnInstant: (cell, field, format, fitting) =>
    `映射的 \`${field}\` 读到的 ${cell} 不是 ${format} 格式的时间；${
      fitting
        ? `按 ${fitting.format} 格式是 ${fitting.instant}，如果正确，请修改 \`instant.format\``
        : '请修改这一行或 `instant.format`'
    }`,
  inTheFuture: (field, instant) =>
    `映射的 \`${field}\` 读到的时间晚于现在（${instant}）；请修改这一行，或映射中的 \`format\` 或 \`zone\`：日和月可能颠倒了`,
  noDate: (line) =>
    `第 ${line} 行没有日期，也没有其他列可用；请在 \`instant.column\` 中增加一列，或用 \`leaveOut\` 忽略这样的行`,
  notACurrency: (cell) =>
    `映射的 \`currency.column\` 读到的 ${cell} 不是 ISO 4217 货币代码，请写 EUR 这样的代码`,
  noPrice: '没有单价',
  noQuantity: '没有数量',
  tooManyRows: (order, most) =>
    `订单 ${order} 超过 ${most} 行；请确认映射的 \`order.id\` 写的是订单号所在的列`,
}
