/**
 * Spreads things evenly and the same way every time: FNV-1a with the 32-bit finaliser of
 * MurmurHash3 (fmix32), as a number in [0, 1). Not for secrets.
 *
 * @example spread('acme/c-17') === spread('acme/c-17') // true
 */
export function spread(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return (hash >>> 0) / 2 ** 32
}
