/** What stops the fetching of a feed. */
import type { FeedFailure } from '../../domain/recommend/feed-failure.ts'

/** Never with any part of the address: it may hold a token. */
export class FetchFault extends Error {
  readonly why: FeedFailure
  /** Such as `HTTP 503`; empty where there is nothing to add. */
  readonly detail: string

  constructor(why: FeedFailure, detail = '') {
    super(detail === '' ? why : `${why}: ${detail}`)
    this.name = 'FetchFault'
    this.why = why
    this.detail = detail
  }
}
