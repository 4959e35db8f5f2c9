/** The encodings in which text may arrive, and reading them without damage. */

/**
 * By the names of the WHATWG Encoding Standard: what the runtime reads strictly, without what no
 * file is written in (ISO-2022, visual Hebrew).
 */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-2',
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-10',
  'iso-8859-13',
  'iso-8859-14',
  'iso-8859-15',
  'iso-8859-16',
  'koi8-r',
  'koi8-u',
  'ibm866',
  'macintosh',
  'x-mac-cyrillic',
  'gbk',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Names that Windows and Python use and the standard lacks. */
const ALSO_CALLED: ReadonlyMap<string, Encoding> = new Map([
  ['cp936', 'gbk'],
  ['cp932', 'shift_jis'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
])

const isEncoding = (name: string): name is Encoding => ENCODINGS.some((each) => each === name)

/**
 * The encoding that a label names; undefined if it is unknown. ISO 8859-1 is read as
 * windows-1252, which has the same letters and more, as the standard asks.
 *
 * @example encodingOf('Latin1') // 'windows-1252'
 */
export function encodingOf(label: string): Encoding | undefined {
  const name = label.trim().toLowerCase()
  try {
    const { encoding } = new TextDecoder(ALSO_CALLED.get(name) ?? name)
    return isEncoding(encoding) ? encoding : undefined
  } catch {
    return undefined
  }
}

/** One of Unicode's own, in which every sign can be written. */
export const isUnicode = (encoding: Encoding): boolean => encoding.startsWith('utf-')

/** One byte a sign, so that hardly any byte is wrong. */
export const isSingleByte = (encoding: Encoding): boolean =>
  /^(?:windows|iso|koi8|ibm|mac|x-mac)/.test(encoding)

/**
 * What the runtime makes of bytes to which an older encoding gives no sign: controls, and
 * characters for private use, which nothing else can show.
 */
export const NO_SIGN = /[\u0080-\u009f\ue000-\uf8ff]/

/**
 * The text of bytes, without a byte order mark; undefined if any byte is not of the encoding.
 *
 * @example strictText(Uint8Array.of(0xf6), 'windows-1252') // 'ö'
 */
export function strictText(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return isUnicode(encoding) || !NO_SIGN.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

/**
 * The offset of the first byte that is not of the encoding, in bytes that have one.
 *
 * @example firstWrongByte(Uint8Array.of(0x4a, 0xf6, 0x72), 'utf-8') // 1
 */
export function firstWrongByte(bytes: Uint8Array, encoding: Encoding): number {
  let [read, wrong] = [0, bytes.length]
  while (wrong - read > 1) {
    const middle = (read + wrong) >>> 1
    if (beginsRight(bytes.subarray(0, middle), encoding)) read = middle
    else wrong = middle
  }
  // What was begun and is not finished begins the fault.
  while (read > 0 && strictText(bytes.subarray(0, read), encoding) === undefined) read--
  return read
}

/** Whether bytes are of the encoding, or would be with more behind them. */
function beginsRight(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return isUnicode(encoding) || !NO_SIGN.test(text)
  } catch {
    return false
  }
}
