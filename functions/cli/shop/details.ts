/** Name, sender and addresses of a shop, as options are read. */
import type { Shop } from '../../domain/policy.ts'
import { asciiAddress, isAddressError } from '../../pipeline/sending/ascii-address.ts'
import { UsageError } from '../failure.ts'
import type { Given, Options } from '../verb.ts'

export const mailboxOptions = {
  'reply-to': { value: 'ADDRESS' },
  'unsubscribe-mailbox': { value: 'ADDRESS' },
} as const satisfies Options

/** @throws UsageError for an invalid address */
export function mailboxesOf(
  given: Pick<Given<typeof mailboxOptions>, 'text'>,
): Pick<Shop, 'replyTo' | 'unsubscribeMailbox'> {
  const replyTo = given.text('reply-to')
  const unsubscribeMailbox = given.text('unsubscribe-mailbox')
  return {
    ...(replyTo !== undefined && { replyTo: readAddress('reply-to', replyTo) }),
    ...(unsubscribeMailbox !== undefined && {
      unsubscribeMailbox: readAddress('unsubscribe-mailbox', unsubscribeMailbox),
    }),
  }
}

/** @throws UsageError for what leads nowhere */
export function urlOf(url: string): string {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url
  throw new UsageError((w) => w.usage.url('url', url, 'https://shop.example'))
}

/** @throws UsageError for an unknown zone */
export function readZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw new UsageError((w) => w.shop.invalid.zone(zone))
  }
}

/** @throws UsageError for what is not a name and an address */
export function senderOf(text: string): Shop['from'] {
  const [, typed = '', address] = /^"?([^<>"]+)(?:"\s*)?<([^<>\s]+)>$/.exec(text.trim()) ?? []
  const name = typed.trim()
  if (name === '' || address === undefined) throw new UsageError((w) => w.shop.invalid.sender(text))
  return { name, address: readAddress('from', address, text) }
}

function readAddress(option: string, address: string, typed = address): string {
  try {
    return asciiAddress(address)
  } catch (error) {
    if (!isAddressError(error)) throw error
    throw new UsageError((w) => w.usage.address(option, typed, w.usage.addressFaults[error.code]))
  }
}
