/** Links of the mails that ship, which a shop replaces by its own before it sends them. */

/** A host of that name exists nowhere (RFC 2606). */
const SHIPPED_LINK = /https?:\/\/shop\.example(?![\w.-])/i

/**
 * Whether a text still links to the example shop; the links of the mail itself lead elsewhere.
 *
 * @example leadsToExample('See https://shop.example/new') // true
 */
export const leadsToExample = (text: string): boolean => SHIPPED_LINK.test(text)
