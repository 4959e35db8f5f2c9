/** What SNS posts about a subscription itself, before and after its notifications. */
import * as z from 'zod/mini'
import { Problem } from '../../http/problem.ts'

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
const AboutSubscription = z.object({
  Type: z.enum(['SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  TopicArn: z.catch(z.string(), ''),
  SubscribeURL: z.catch(z.string(), ''),
})

const TOPIC = /^arn:aws[a-z-]{0,20}:sns:[a-z0-9-]{1,30}:\d{12}:[\w.-]{1,260}$/
const SNS_HOST = /^sns\.[a-z]{2,4}(?:-[a-z]{1,12}){1,3}-\d{1,2}\.amazonaws\.(?:com|com\.cn|eu)$/

/** It is logged; those of SNS have some 400 characters. */
const LONGEST_LINK = 2_048

export type AboutSubscription = {
  readonly reason: 'confirm-subscription' | 'subscription-ended'
  readonly topic: string
  /** Opening it confirms the subscription, or renews it. */
  readonly open: string
}

/**
 * What a person has to open to confirm the topic. It is never opened here: whose topic it is only a
 * person can know, since SNS signs the messages of every account's topics alike.
 *
 * @returns undefined for anything else that SNS posts
 * @throws Problem 400 for a link that does not lead to SNS
 * @example readAboutSubscription({ Type: 'Notification' }) // undefined
 */
export function readAboutSubscription(body: unknown): AboutSubscription | undefined {
  const { data } = AboutSubscription.safeParse(body)
  if (!data) return undefined
  const url = data.SubscribeURL.length > LONGEST_LINK ? null : URL.parse(data.SubscribeURL)
  const isOfSns =
    url?.protocol === 'https:' &&
    SNS_HOST.test(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  if (!isOfSns || !TOPIC.test(data.TopicArn))
    throw new Problem(
      400,
      'the subscription is not one of Amazon SNS: "SubscribeURL" must be https://sns.<region>.amazonaws.com/... and "TopicArn" that of a topic',
    )
  const isNew = data.Type === 'SubscriptionConfirmation'
  return {
    reason: isNew ? 'confirm-subscription' : 'subscription-ended',
    topic: data.TopicArn,
    open: url.href,
  }
}
