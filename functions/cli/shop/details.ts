/** What a shop says of itself, as options are read. */
import type { Shop } from '../../domain/policy.ts'
import { asciiAddress, isAddressError } from '../../pipeline/sending/ascii-address.ts'
import type { Given, Option } from '../command.ts'
import { UsageError } from '../failure.ts'

export const mailboxOptions = {
  'reply-to': {
    value: 'ADDRESS',
    about: 'where answers of customers are read; if left out, at the address of --from',
  },
  'unsubscribe-mailbox': {
    value: 'ADDRESS',
    about: 'where requests to unsubscribe by mail arrive, for the header of every mail',
  },
} as const satisfies Record<string, Option>

/** @throws UsageError for what is no address */
export function mailboxesOf(given: Given): Pick<Shop, 'replyTo' | 'unsubscribeMailbox'> {
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
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url
  throw new UsageError(`--url cannot be "${url}": write an address such as https://shop.example`)
}

/** @throws UsageError for a zone that nobody knows */
export function readZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw new UsageError(
      `--zone cannot be "${zone}": write a time zone of the IANA database, such as Europe/Berlin`,
    )
  }
}

/** @throws UsageError for what is not a name and an address */
export function senderOf(text: string): Shop['from'] {
  const [, name, address] = /^\s*"?([^<>"]+?)"?\s*<([^<>\s]+)>\s*$/.exec(text) ?? []
  if (name === undefined || address === undefined)
    throw new UsageError(
      `--from cannot be "${text}": write a name and an address, such as "Example Goods <hello@shop.example>"`,
    )
  return { name, address: readAddress('from', address, text) }
}

function readAddress(option: string, address: string, typed = address): string {
  try {
    return asciiAddress(address)
  } catch (error) {
    if (!isAddressError(error)) throw error
    throw new UsageError(`--${option} cannot be "${typed}": ${error.message}`)
  }
}
