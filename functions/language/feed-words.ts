/** Words of feeds by address that the command and the pages share. */
import type { FeedFailure } from '../domain/recommend/feed-failure.ts'

/** Each says what is wrong, and what to do where a person can do something. */
export type FeedFailureWords = Readonly<Record<FeedFailure, string>>
