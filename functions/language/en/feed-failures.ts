/** Why a feed could not be fetched or read, in English. */
import type { FeedFailureWords } from '../reach-words.ts'

export const enFeedFailures: FeedFailureWords = {
  'not-https': 'the address, or one that it redirects to, does not begin with https://',
  'not-public':
    'the address leads into a private network; feeds are only fetched from the public internet',
  'no-such-host': 'the name of the host was not found',
  unreachable: 'the server could not be reached',
  certificate: 'the certificate of the server is not valid',
  redirects: 'the server redirects too often, or to no address',
  'log-in': 'the server asks for a log-in or a token: check the address',
  'not-found': 'there is nothing at this address',
  refused: 'the server refused to send the feed',
  'server-fault': 'the server has a fault or is too busy; the next attempt is in an hour',
  slow: 'the server sent nothing for a minute',
  'too-long': 'the feed was not read within ten minutes; split it into several feeds',
  'no-time': 'other feeds took the time of this run; the next attempt is in an hour',
  'too-large': 'the feed is larger than 512 MB; split it into several feeds',
  compression: 'the feed could not be decompressed',
  'cut-off': 'the connection ended before the feed did',
  'not-a-feed': 'the file is not a product feed',
  empty: 'the feed has no rows',
  fault: 'Rekindle itself failed; the log names the cause',
}
