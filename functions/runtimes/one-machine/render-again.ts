/** Writes a mail again that was not kept, for people to look at. */
import { PREVIEW_URL, type RenderedAgain } from '../../console/console-reads.ts'
import { type Campaign, campaignIn } from '../../domain/campaign.ts'
import type { Coupon } from '../../domain/coupon.ts'
import { decide } from '../../domain/decide.ts'
import { entryNumbers, messageMeant } from '../../domain/identity.ts'
import { type Message, makeDue } from '../../domain/message.ts'
import type { MessageRef } from '../../domain/message-ref.ts'
import { MOST_RECOMMENDED } from '../../domain/recommend/recommend.ts'
import type { Instant } from '../../domain/time.ts'
import { recommendForCustomer } from '../../insight/learning/recommend-for-customer.ts'
import { recipientOf, UnwritableMail } from '../../pipeline/sending/mail-writer.ts'
import { makeRenderer } from '../../pipeline/sending/render.ts'
import { makeWriteMail } from '../../pipeline/sending/write-mail.ts'
import { loadCoupon } from '../../store/codes.ts'
import { loadPerson } from '../../store/customers.ts'
import { customerKey } from '../../store/keys.ts'
import { loadCampaignVersions } from '../../store/published-campaigns.ts'
import { loadShop } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'

export type RenderAgainPorts = {
  /** Only read. */
  readonly table: Table
  readonly now: () => Instant
}

/**
 * Writes the mail of a message again: in the words of the version that was in force when it was
 * sent, and with what is known about the customer today.
 *
 * @returns undefined if there is no such message, it was never written, or its words are gone
 * @example const again = await makeRenderAgain({ table, now })('tea', 'c-17', message)
 */
export function makeRenderAgain({ table, now }: RenderAgainPorts) {
  const renderer = makeRenderer()
  return async (
    shop: string,
    customer: string,
    ref: MessageRef,
  ): Promise<RenderedAgain | undefined> => {
    const [loadedShop, loaded, versions] = await Promise.all([
      loadShop(table, shop),
      loadPerson(table, customerKey(shop, customer)),
      loadCampaignVersions(table, shop, ref.campaign),
    ])
    const message = messageMeant(customer, ref, loaded.facts)
    const current = loadedShop?.settings
    if (!current || !message || !('locale' in message)) return undefined
    const then = versions.findLast(
      ({ publishedAt }) => publishedAt <= (writtenAt(message) ?? now()),
    )
    const campaign: Campaign | undefined = then?.campaign ?? campaignIn(current, ref.campaign)
    if (!campaign) return undefined

    const others = current.campaigns.filter(({ id }) => id !== campaign.id)
    const settings = { ...current, campaigns: [...others, campaign] }
    const at = now()
    const decision = decide(loaded.facts, at, settings)
    const known = recipientOf(loaded, decision, settings, message, at)
    const coupon =
      campaign.coupon &&
      ((await loadCoupon(table, {
        key: loaded.key,
        campaign: message.campaign,
        entries: entryNumbers(message, loaded.facts.journeys, campaign),
      })) ??
        NO_CODE)
    const recipient = { ...known, ...(coupon && { coupon }) }
    const writeMail = makeWriteMail({
      table,
      renderer,
      signToken: () => 'preview',
      publicUrl: PREVIEW_URL,
      recommendationsFor: (to, locale, policy) =>
        recommendForCustomer(to, locale, MOST_RECOMMENDED, { table, now, policy }),
      now: () => writtenAt(message) ?? at,
    })
    try {
      const due = makeDue(message, { locale: message.locale }, at)
      const { bytes } = await writeMail(recipient, due, settings)
      return {
        source: bytes,
        version: campaign.version,
        sent: sentOf(message),
        ...(then && { publishedAt: then.publishedAt }),
      }
    } catch (error) {
      if (error instanceof UnwritableMail) return undefined
      throw error
    }
  }
}

/** What stands for a code in a mail that has taken none. */
const NO_CODE: Coupon = { pool: '', code: '********' }

function sentOf(message: Message): RenderedAgain['sent'] {
  if (message.status === 'accepted') return 'yes'
  return message.status === 'due' ? 'no' : 'unclear'
}

/** Absent while it waits to be written. */
function writtenAt(message: Message): Instant | undefined {
  if ('acceptedAt' in message) return message.acceptedAt
  return 'claimedAt' in message ? message.claimedAt : undefined
}
