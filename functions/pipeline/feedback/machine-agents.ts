/**
 * User agents of machines. Only those that identify themselves, or that no mail program or browser
 * uses; most scanners pose as a browser and are left to SES's own judgement (`isBotEvent`).
 */

const MACHINE_AGENTS: readonly RegExp[] = [
  // Apple's Mail Privacy Protection fetches every picture when the mail arrives, read or not, and
  // sends this and nothing more. A person opening a mail through Apple's proxy looks the same.
  /^mozilla\/5\.0$/,
  // Gmail's prefetch, which opens mails for people who have Gmail open, not for those who read.
  / chrome\/42\.0\.2311\.135 safari\/537\.36 edge\/12\.246 mozilla\/5\.0$/,
  // Gateways that look at links and pictures before the mail is let in.
  /barracuda|mimecast|proofpoint|ironport|messagelabs|forcepoint|fortiguard|trend ?micro/,
  /symantec|sophos|cloudmark|zscaler|hornetsecurity|bitdefender|google-safety|ms-?safelinks/,
  // Link previews in chats, and crawlers.
  /bot\/\d|facebookexternalhit|slackbot|bingpreview|skypeuripreview|whatsapp\/\d|crawler|spider/,
  // Programs. Mail apps are built on okhttp, CFNetwork and Dalvik too, so those are not here.
  /^(?:curl|wget|python|go-http-client|java|apache-httpclient|node-fetch|axios|libwww-perl|ruby)\b/,
  /headlesschrome|phantomjs|python-requests|aiohttp|lua-resty-http/,
]

/**
 * Whether the user agent identifies a machine. A proxy that fetches because a person opened the
 * mail, such as GoogleImageProxy or YahooMailProxy, is not one; a missing user agent is
 * inconclusive.
 *
 * @example isMachineAgent('Mozilla/5.0 (Windows NT 5.1) (via ggpht.com GoogleImageProxy)') // false
 */
export const isMachineAgent = (userAgent: string | undefined): boolean => {
  if (userAgent === undefined) return false
  const agent = userAgent.slice(0, 500).trim().toLowerCase()
  return MACHINE_AGENTS.some((machine) => machine.test(agent))
}
