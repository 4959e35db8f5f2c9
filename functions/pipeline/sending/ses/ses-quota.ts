/** Reads what Amazon SES allows the account, by `GetSendQuota`. */
import { GetSendQuotaCommand, type SESClient } from '@aws-sdk/client-ses'
import type { SendQuota } from '../pacing/quota.ts'

/**
 * @throws if SES does not answer, or omits its limits
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html
 * @example await makeSesQuota(makeSesClient()).read() // { maxSendRate: 14, max24HourSend: 50_000, sentLast24Hours: 17 }
 */
export const makeSesQuota = (client: SESClient): SendQuota => ({
  async read() {
    const { MaxSendRate, Max24HourSend, SentLast24Hours } = await client.send(
      new GetSendQuotaCommand({}),
    )
    if (!MaxSendRate || Max24HourSend === undefined)
      throw new Error('SES named no sending rate or no daily quota')
    return {
      maxSendRate: MaxSendRate,
      max24HourSend: Max24HourSend,
      sentLast24Hours: SentLast24Hours ?? 0,
    }
  },
})
