/** Text in columns and in lines, for terminals that give a Chinese character two columns. */

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
/** Marks on the character before them, and signs that show nothing. */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u

/** @example widthOf('店铺 a') // 6 */
export const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + columnsOf(character), 0)

const columnsOf = (character: string): number => {
  if (NO_WIDTH.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text

/** Columns side by side; the first to the left, the others (figures) to the right. */
export const columns = (rows: readonly (readonly string[])[]): string =>
  aligned(rows, (cell, width, i) => (i === 0 ? padEnd(cell, width) : padStart(cell, width))).join(
    '\n',
  )

/** Columns side by side, all to the left. */
export const leftColumns = (rows: readonly (readonly string[])[]): readonly string[] =>
  aligned(rows, padEnd)

function aligned(
  rows: readonly (readonly string[])[],
  pad: (cell: string, width: number, column: number) => string,
): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.map((row) => widthOf(row[i] ?? ''))),
  )
  return rows.map((row) =>
    row
      .map((cell, i) => pad(cell, widths[i] ?? 0, i))
      .join('  ')
      .trimEnd(),
  )
}

/** In lines of at most `width` columns, each indented; Chinese breaks between any two characters. */
export function wrapped(text: string, indent: number, width = 92): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    const longer = line + (line === '' ? piece.trimStart() : piece)
    if (line !== '' && indent + widthOf(longer.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else line = longer
  }
  return [...lines, line.trimEnd()].map((each) => ' '.repeat(indent) + each)
}

/** Words with the space before them, and wide characters one by one; none begins with a stop. */
const piecesOf = (text: string): readonly string[] =>
  text.match(
    new RegExp(
      `(?<!\\s)\\s*(?:${WIDE.source}[，。；：、）”？！]*|(?:(?!${WIDE.source})\\S)+[，。；：、）”？！]*)`,
      'gu',
    ),
  ) ?? []
