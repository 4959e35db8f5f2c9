/** A mail that tries all it can to run a script and to lead its reader away. */
import { composeMime } from '../../functions/pipeline/sending/compose-mime.ts'
import type { ShopInAFile } from '../console/shop-in-a-file.ts'

/** What its scripts say, should one run. */
export const RAN = 'the mail ran'

const RUN = `console.log('${RAN}')`
/** Every address it leads to has `led-by` in it. */
const HOSTILE = `<!doctype html><html lang="en"><head>
<meta http-equiv="refresh" content="0;url=/?led-by=refresh">
<script>${RUN}; top.location = '/?led-by=script'</script></head>
<body onload="${RUN}"><h1>Hello</h1>
<img src="data:," onerror="${RUN}">
<svg onload="${RUN}"></svg>
<iframe srcdoc="<script>${RUN}</script>"></iframe>
<p><a id="top" target="_top" href="/?led-by=link">Top</a>
<a id="window" target="_blank" href="/?led-by=window">Window</a>
<a id="code" href="javascript:${RUN}">Code</a></p>
<form action="/?led-by=form" target="_top"><button>Send</button></form>
</body></html>`

/**
 * Puts it straight into the inbox, as if it had been delivered to one of the customers.
 *
 * @returns its message id
 */
export function receiveHostileMail({ inbox, until }: Pick<ShopInAFile, 'inbox' | 'until'>): string {
  const subject = 'Hostile'
  const to = 'robin@example.com'
  const { shop, key } = inbox.sqlite
    .prepare('SELECT shop, customer_key AS key FROM inbox')
    .get() as { shop: string; key: string }
  const messageId = `${key}/first-time#99#hostile`
  const bytes = composeMime({
    from: { name: 'Mallory', address: 'mallory@example.com' },
    to: { address: to },
    subject,
    html: HOSTILE,
    text: 'Hello',
    date: until,
    messageId,
    listUnsubscribe: { https: 'https://mail.shop.example.com/unsubscribe/x' },
  })
  inbox.sqlite
    .prepare('INSERT OR IGNORE INTO inbox VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(messageId, shop, key, until, to, subject, bytes)
  return messageId
}
