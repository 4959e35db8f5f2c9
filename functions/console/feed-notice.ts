/** A product feed that has failed for a day, or that was too short: what mail shows of it is of before. */
import { isFailing } from '../domain/recommend/feed-failure.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { feedReadCommand } from '../language/commands.ts'
import type { Voice } from '../language/voice.ts'
import type { StoredFeed } from '../store/codecs/feed-rows.ts'
import { forEngineers } from './page.ts'

export type FeedState = Pick<StoredFeed, 'name' | 'failingSince' | 'runs'>

/** One notice for each feed that fails, or was cut short. @example feedNotices('acme', feeds, now, voice) */
export const feedNotices = (
  shop: string,
  feeds: readonly FeedState[],
  now: Instant,
  voice: Voice,
): readonly Html[] =>
  feeds.flatMap((feed) => {
    if (isFailing(feed, now)) return failingNotice(shop, feed, voice)
    return isCut(feed) ? cutNotice(shop, feed, voice) : []
  })

/** So it was when it was read last. */
const isCut = ({ runs }: FeedState): boolean =>
  runs.find(({ status }) => status === 'read')?.outcome?.isCut === true

function failingNotice(
  shop: string,
  { name, failingSince = 0, runs }: FeedState,
  voice: Voice,
): Html {
  const { notices, feedFailures } = voice.words
  const why = feedFailures[runs[0]?.why ?? 'fault']
  const text = notices.feedFailing(name, voice.formats.moment(failingSince), why)
  return notice(text, forEngineers(notices.readFeed, feedReadCommand(shop, name), voice))
}

function cutNotice(shop: string, { name }: FeedState, voice: Voice): Html {
  const { notices } = voice.words
  const command = `${feedReadCommand(shop, name)} --yes`
  return notice(notices.feedCut(name), forEngineers(notices.readCutFeed, command, voice))
}

const notice = (text: string, forThem: Html): Html =>
  html`<div class="callout"><p>${text}</p>${forThem}</div>`
