/**
 * The probe of the one-click unsubscribe link (RFC 8058): a token that is for no customer. A server
 * with the same secret answers it with this text, reads nothing and changes nothing; anything else
 * that answers, such as a parked domain, does not know the text.
 */
export const PROBE_ANSWER = 'One-click unsubscribe works here. Nothing was changed.'
