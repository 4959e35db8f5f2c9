/** The body of a request as text, by the charset that its Content-Type states; UTF-8 if none. */
import { encodingOf, firstWrongByte, strictText } from '../domain/text-encoding.ts'
import { Problem } from './problem.ts'

export type Body = {
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

/** @example charsetOf('application/json; charset="GBK"') // 'GBK' */
const charsetOf = (type: string): string | undefined =>
  /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1]

/** Whether a body of this type can be handed over as text in UTF-8. */
export const isInUtf8 = (type: string): boolean =>
  encodingOf(charsetOf(type) ?? 'utf-8') === 'utf-8'

/**
 * The text of a body, none of it damaged, without a byte order mark.
 *
 * @throws Problem 400 that names the first byte that is not of the charset, 415 for a charset that
 * cannot be read
 * @example bodyText({ body: 'eyJhIjox9n0=', isBase64Encoded: true }, 'application/json') // throws
 */
export function bodyText({ body = '', isBase64Encoded }: Body, type: string): string {
  const charset = charsetOf(type) ?? 'utf-8'
  const encoding = encodingOf(charset)
  if (encoding === undefined)
    throw new Problem(415, `the charset "${charset}" cannot be read; send UTF-8`)
  if (!isBase64Encoded) {
    // A gateway that read the bytes as UTF-8 has damaged whatever is not.
    if (encoding !== 'utf-8' && /[^\0-\x7f]/.test(body))
      throw new Problem(
        415,
        `a body in the charset "${charset}" did not arrive as it was sent; send UTF-8`,
      )
    return body.replace(/^\ufeff/, '')
  }
  const bytes = Buffer.from(body, 'base64')
  const text = strictText(bytes, encoding)
  if (text !== undefined) return text
  const at = firstWrongByte(bytes, encoding)
  const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  throw new Problem(
    400,
    `the body is not ${charset.toUpperCase()}: byte 0x${byte} at offset ${at}; send UTF-8, or state its charset in Content-Type`,
  )
}
