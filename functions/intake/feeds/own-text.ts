/** Texts that outlive the piece of the file that they were read from. */

/**
 * The same text in memory of its own: a part of a longer text keeps all of that alive, so that the
 * ids of a feed would hold the whole file.
 *
 * @example ownText('a piece of 64 kB'.slice(2, 7)) // 'piece'
 */
export const ownText = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')
