/** Why an event of the carrier changed nothing: the closed set, and whether a person should look. */
import { namesOf } from '../names-of.ts'

/** Whether it is a sign that something is set up wrongly, rather than what happens every day. */
const SHOULD_BE_SEEN = {
  /** It is JSON, but no event of SES. */
  'not-ses': true,
  'not-json': true,
  /** Of the account or of a type that is not known, not of one mail. */
  'not-of-a-mail': true,
  /** No tag of ours leads to a message, and no message has that id at the carrier. */
  'not-ours': true,
  /** Of a mail of another shop than the one that it was sent to. */
  'other-shop': true,
  /** Its message is not here: erased, or of another deployment. */
  'no-such-message': true,
  /** It says when nothing of it happened. */
  'no-time': true,
  /** It does not say to whom the mail went, so that it is held against no address. */
  'no-destination': true,
  /** A topic of SNS waits until a person confirms it; the log has the link. */
  'confirm-subscription': true,
  /** A topic of SNS sends nothing here any more. */
  'subscription-ended': true,
  /** SES tries whether a topic of SNS can be reached. */
  'topic-check': false,
  /** A preference in SES's own contact lists, which are not used here. */
  subscription: false,
  /** The mail arrived and was answered by a program: out of office. */
  'auto-reply': false,
} as const satisfies Readonly<Record<string, boolean>>

export type IgnoredReason = keyof typeof SHOULD_BE_SEEN

export const IGNORED_REASONS = namesOf(SHOULD_BE_SEEN)

/** @example shouldBeSeen('auto-reply') // false */
export const shouldBeSeen = (reason: IgnoredReason): boolean => SHOULD_BE_SEEN[reason]
