/** What an owner may choose at deployment: `cdk deploy -c fromDomain=shop.example`. */
import type { Node } from 'constructs'

export type Settings = {
  /** The domain that mail is sent from, verified in SES as a domain; nothing else may then send. */
  readonly fromDomain?: string
  /** Where customers reach the API by a name of the shop's own; without a slash at the end. */
  readonly publicUrl?: string
  /** Where customers may unsubscribe by mail; without it no mail is received. */
  readonly unsubscribeMailbox?: string
  /** Who receives alarms; others can subscribe to the topic later. */
  readonly alarmEmail?: string
  /** What to do when an alarm rings; every alarm links it. */
  readonly runbookUrl: string
  /** Whether SES publishes delivery events for each mail to the account's default event bus. */
  readonly sesEvents: boolean
}

/** @example settingsOf(app.node).runbookUrl // 'README.md#when-an-alarm-rings' */
export function settingsOf(node: Node): Settings {
  const text = (name: string): string | undefined => node.tryGetContext(name) as string | undefined
  const [fromDomain, publicUrl] = ['fromDomain', 'publicUrl'].map(text)
  const [unsubscribeMailbox, alarmEmail] = ['unsubscribeMailbox', 'alarmEmail'].map(text)
  return {
    ...(fromDomain && { fromDomain }),
    ...(publicUrl && { publicUrl: publicUrl.replace(/\/$/, '') }),
    ...(unsubscribeMailbox && { unsubscribeMailbox }),
    ...(alarmEmail && { alarmEmail }),
    runbookUrl: text('runbookUrl') ?? 'README.md#when-an-alarm-rings',
    sesEvents: text('sesEvents') !== 'false',
  }
}
