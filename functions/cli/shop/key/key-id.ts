/** How a key is named where people see it: never by its secret. */
import type { ApiKey } from '../../../store/codecs/shop-rows.ts'

/** As a bearer begins. @example shownKeyId({ keyId: 'Xb0q4y8sL2A' }) // 'rk_Xb0q4y8sL2A' */
export const shownKeyId = ({ keyId }: Pick<ApiKey, 'keyId'>): string => `rk_${keyId}`

/**
 * The key that a person means: by its name, its id, or the key itself, which may be all they have.
 *
 * @example keyMeant('SES events', keys)
 */
export const keyMeant = (typed: string, keys: readonly ApiKey[]): ApiKey | undefined =>
  keys.find(({ name }) => name === typed) ??
  keys.find((key) => typed === key.keyId || typed === shownKeyId(key)) ??
  keys.find((key) => typed.startsWith(`${shownKeyId(key)}_`))
