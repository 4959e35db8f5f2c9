/** Links that are allowed in a mail: any other scheme could do more than open a page. */

/** Read before entities are decoded: what hides its scheme behind one is refused with the rest. */
const SAFE_LINK = /^\s*(?:https?:\/\/|mailto:|tel:|sms:|#[\w-])/i

/** @example isSafeLink('javascript:alert(1)') // false */
export const isSafeLink = (address: string): boolean => SAFE_LINK.test(address)
