/** Links that may stand in a mail: any other scheme could do more than lead somewhere. */

/** Read before entities are decoded: what hides its scheme behind one is refused with the rest. */
const SAFE_LINK = /^\s*(?:https?:\/\/|mailto:|tel:|sms:|#[\w-])/i

/** @example isSafeLink('javascript:alert(1)') // false */
export const isSafeLink = (address: string): boolean => SAFE_LINK.test(address)
