/** A product feed that has failed for a day: its prices and its stock are those of before. */
import { isFailing } from '../domain/recommend/feed-failure.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { feedReadCommand } from '../language/commands.ts'
import type { Voice } from '../language/voice.ts'
import type { StoredFeed } from '../store/codecs/feed-rows.ts'
import { forEngineers } from './page.ts'

export type FeedState = Pick<StoredFeed, 'name' | 'failingSince' | 'runs'>

/** One notice for each feed that fails. @example feedNotices('acme', feeds, now, voice) */
export const feedNotices = (
  shop: string,
  feeds: readonly FeedState[],
  now: Instant,
  voice: Voice,
): readonly Html[] =>
  feeds.filter((feed) => isFailing(feed, now)).map((feed) => feedNotice(shop, feed, voice))

function feedNotice(shop: string, { name, failingSince = 0, runs }: FeedState, voice: Voice): Html {
  const { notices, feedFailures } = voice.words
  const why = feedFailures[runs[0]?.why ?? 'fault']
  const notice = notices.feedFailing(name, voice.formats.moment(failingSince), why)
  return html`<div class="callout"><p>${notice}</p>${forEngineers(notices.readFeed, feedReadCommand(shop, name), voice)}</div>`
}
