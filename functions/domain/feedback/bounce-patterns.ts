/**
 * What mail servers say when they turn a mail away, by the words they use. The first that is found
 * decides, so the order matters: what only seems to speak of a mailbox, full and overrun ones, refusals
 * of the sender, whatever may pass, and last the statements that there is no such mailbox.
 *
 * Patterns are held against words in small letters, without accents, codes, addresses and links (see
 * bounce.ts). An error among them must end in too mild a kind, never in `no-such-mailbox`.
 */

import type { Provider } from '../provider.ts'
import type { BounceKind } from './bounce-kind.ts'
import { MISSING_MAILBOX, PASSING, REFUSED_SENDER, TROUBLED_MAILBOX } from './bounce-languages.ts'
import { BROKEN_SERVER, FORWARDED, NOT_THE_RECIPIENT } from './bounce-of-something-else.ts'

export type BouncePattern = {
  readonly says: RegExp
  /** Only together with this enhanced code, given by the server itself. */
  readonly code?: string
  readonly kind: BounceKind
  /** It speaks of the whole domain, so that trying again another day changes nothing. */
  readonly ofDomain?: true
  /** The provider that uses this wording; omitted if many do. */
  readonly by?: Provider
}

/** Words of resolvers and servers about a look-up that failed, which says nothing of the domain. */
const DNS_IN_TROUBLE =
  /\bserv ?fail\b|\b(?:dns|mx|name (?:server|service)) ?(?:query|lookup|look-up|server)? ?(?:failed|failure|timed|timeout|loop\w*|not respond\w*)/

/**
 * The domain takes no mail, whichever mailbox is asked for: it does not exist, or it says so itself
 * (RFC 7504, RFC 7505). "Invalid domain" is all that Amazon SES says, of a domain without a server;
 * within a longer sentence it may be the sender's.
 */
const DOMAIN_GONE: readonly RegExp[] = [
  /able to find the recipient domain/,
  /host or domain name not found|\bunknown domain\b|nxdomain|non-?existent ?domain/,
  /could ?n['’]t find (?:any host named|a mail exchanger)|domainnonexistent/,
  /\bnull ?mx\b|(?:host|domain) does not accept mail(?!s? (?:at|in|for now|via|without)\b)/,
  /^invalid domain(?: name)?\W*$/,
  /\bdomain (?:name )?(?:does ?n['’]t|does not|do not) exist\b|\bdomain (?:name )?(?:was )?not found\b/,
  /\bno such domain\b|\bno mx (?:record|host)s? (?:found )?(?:for|in) (?:the |this )?(?:recipient )?domain/,
]

const all = (kind: BounceKind, says: readonly RegExp[]): readonly BouncePattern[] =>
  says.map((each) => ({ says: each, kind }))

/** In the order in which they are tried. */
export const BOUNCE_PATTERNS: readonly BouncePattern[] = [
  // --- Stock phrases that mean something other than they say, at one provider.

  // QQ's help page: too much mail for one recipient at the moment.
  { by: 'qq', says: /mailbox unavailable or access denied/, kind: 'temporary' },
  { by: 'qq', says: /rejected by recipients?\b/, kind: 'policy' },
  // Unknown recipients get it, and so do known ones where the domain is set up badly.
  { by: 'outlook', says: /recipient address(?:es)? rejected ?: access denied/, kind: 'unclear' },
  // RFC 5321 has this sentence for any 550; these two are documented to mean one thing by it.
  {
    by: 'outlook',
    says: /requested action not taken: mailbox unavailable/,
    code: '5.5.0',
    kind: 'no-such-mailbox',
  },
  { by: 'gmx', says: /mailbox unavailable for explanation visit/, kind: 'no-such-mailbox' },
  // Exim's and cPanel's words for one of several causes; Postfix, Domino and Exchange where the
  // directory is wrong: the mailbox may well be there.
  { says: /\bm(?:ay|ight) (?:not|no longer) exist|recipient cannot be verified/, kind: 'unclear' },
  // Something else is unknown, or elsewhere.
  { says: /\bunknown (?:error|status|reason|problem)\b/, kind: 'unclear' },
  { says: /\b(?:another|other|different) server\b|mail ?box (?:store|database)/, kind: 'unclear' },
  { says: /\bcertificate/, kind: 'unclear' },
  { says: /\b(?:in|of|among) (?:\S+ )?contacts\b/, kind: 'policy' },
  { says: /\bnot unique\b|\bambiguous|multiple (?:entries|matches)/, kind: 'unclear' },
  // It is there, and sends its mail on to where nothing is.
  { says: /resolver\.fwd|misconfigured forward/, kind: 'temporary' },
  ...all('temporary', FORWARDED),
  // qmail's bounce after a week of trying.
  { says: /in the queue too long/, kind: 'temporary' },
  { says: /message expired, (?:connection|cannot connect|dns|socket)/, kind: 'temporary' },
  // A server that is not the recipient's: the domain's DNS is wrong, or was.
  { says: /\brelay(?:ing)? (?:access )?(?:is )?(?:denied|prohibited|not )/, kind: 'unclear' },
  { says: /is ?n['’]t in my (?:list of allowed rcpthosts|control)/, kind: 'unclear' },
  { says: /\bmax(?:imum)? (?:e-?mails|defers|messages)\b.{0,30} per (?:hour|day)/, kind: 'policy' },
  { says: /\b(?:sending|relay|daily|hourly)\b.{0,20}\b(?:quota|limit)/, kind: 'policy' },

  // --- Full, or overrun with mail, whatever the code in front of it.

  { says: /gr[ae]y-?list/, kind: 'temporary' },
  { by: 'yahoo', says: /\[gl\d{2}\]/, kind: 'temporary' },
  {
    says: /over ?(?:(?:its |their |the )(?:\w+ )?)?quota|quota (?:limit )?(?:is |has been )?(?:full|exceeded|reached)/,
    kind: 'temporary',
  },
  {
    says: /exceed\w* (?:\w+ ){0,3}(?:quota|storage)|storage exceeded|over its limits/,
    kind: 'temporary',
  },
  { by: 'gmail', says: /out of (?:storage|disk|space)/, kind: 'temporary' },
  {
    says: /(?:insufficient|not enough) (?:\w+ ){0,2}(?:storage|space)|space not enough/,
    kind: 'temporary',
  },
  { says: /\b(?:mail ?box|inbox|account) (?:is |was )?full|mailbox size limit/, kind: 'temporary' },
  { by: 'gmx', says: /exhausted allowed storage/, kind: 'temporary' },
  { by: 'gmail', says: /receiving (?:e-?)?mail (?:too quickly|at a rate)/, kind: 'temporary' },
  { by: 'qq', says: /(?:空间|容量).{0,4}(?:不足|已?满|超)|邮箱已满/, kind: 'temporary' },

  {
    says: /\b(?:mail ?(?:box|dir|file|folder)|inbox|storage|disk|message count)\b.{0,40}\b(?:exceed\w*|over|reached|limits?)\b.{0,30}\b(?:limit|size|quota|capacity|storage|space|exceeded|reached)\b/,
    kind: 'temporary',
  },
  {
    says: /\b(?:account|user|recipient)\b.{0,40}\b(?:exceed\w*|over)\b.{0,30}\b(?:disk|storage|space|capacity|quota|mail ?box)\b/,
    kind: 'temporary',
  },
  { says: /quotaexceeded|\bquota (?:violation|error)/, kind: 'temporary' },
  {
    says: /too many (?:messages|mails|e-?mails) in (?:\S+ )?(?:mail ?box|inbox)/,
    kind: 'temporary',
  },
  ...all('temporary', TROUBLED_MAILBOX),

  // --- Idle: often said to be blocked, which says nothing about the sender.

  {
    says: /\b(?:mail ?box|account|user|recipient|inbox)\b.{0,60}\b(?:(?<!(?:closed|deleted|removed|terminated) .{0,40})inactivity|idle|dormant|unused|abandoned|archived|discontinued|read-?only|not (?:been )?(?:activated|active|logged)|never logged)/,
    kind: 'temporary',
  },
  {
    says: /\b(?:this|the|user['’]?s?|recipient['’]?s?) (?:e-?mail )?(?:mail ?box|account|inbox)(?: \S+)? (?:is|was|has been) (?:currently )?(?:blocked|barred|locked)/,
    kind: 'temporary',
  },
  { says: /accountdisabled|mail ?box ?disabled/, kind: 'temporary' },

  // --- The sender, the mail or the rate was rejected: this says nothing about the mailbox.

  { by: 'netease', says: /\b(?:dt|hl|mi|rp|wm):[a-z]{3}\b/, kind: 'policy' },
  { by: 'qq', says: /frequency|content denied|check failed|connection denied/, kind: 'policy' },
  { by: 'yahoo', says: /\[(?:tss|bl|ph)\d{2}\]/, kind: 'policy' },
  { by: 'outlook', says: /\(s\d{3,4}\)|\b(?:sc|dy|ou|rp)-00\d\b/, kind: 'policy' },
  { by: 'gmx', says: /\bno smtp service|(?:bad|invalid) dns\b/, kind: 'policy' },
  { says: /spam|unsolicited|\bjunk\b|phish|virus|malware|abus(?:e|ive)/, kind: 'policy' },
  { says: /polic(?:y|ies)|reputation|complain|suspicious|suspected/, kind: 'policy' },
  {
    says: /black-?list|(?:block|deny|black)(?:ed|ing)?[ -]?list|\bblocked\b|banned/,
    kind: 'policy',
  },
  { says: /\brbl\b|dnsbl|(?<!not )\blisted (?:in|by|at|on)\b|barracuda|mimecast/, kind: 'policy' },
  { says: /rate[ -]?limit|limits? exceeded|exceed\w* permitted|throttl/, kind: 'policy' },
  {
    says: /too (?:many|much|fast|frequent)|unusual rate|unexpected volume|excessive/,
    kind: 'policy',
  },
  { says: /permanently deferred/, kind: 'policy' },
  { says: /\b(?:spf|dkim|dmarc|ptr|rdns|tls|helo|ehlo)\b|authenti|reverse dns/, kind: 'policy' },
  {
    says: /\b(?:your|client|remote|sending|source) (?:ip|host|server|address|mta)\b|\bip address/,
    kind: 'policy',
  },
  // Also "sender address rejected: user unknown", where the unknown one is the shop.
  {
    says: /\bsenders?\b|mail ?from\b|return-?path|\bfrom(?::| header| address| domain)/,
    kind: 'policy',
  },
  { says: /\bcontent\b|attachment|compliant|malformed/, kind: 'policy' },
  { says: /(?:too|message) (?:large|big|long)|message size|size limit|mailsize/, kind: 'policy' },
  { says: /\b(?:access|permission) denied|no permission|prohibit/, kind: 'policy' },
  { says: /\bnot (?:authori[sz]ed|permitted)\b|\bip is rejected/, kind: 'policy' },
  { says: /(?:mail|messages?|connections?) (?:was |were |is |are )?refused/, kind: 'policy' },
  {
    says: /拒收|频率|黑名单|信誉|内容.{0,6}(?:拒|违规|敏感)|发信.{0,6}(?:限|禁)/,
    kind: 'policy',
  },
  { says: /white-?list|\ballow(?:ed)?[ -]?list|access list|quarantin/, kind: 'policy' },
  { says: /resolver\.rst|sender ?not ?authenticated|administratively denied/, kind: 'policy' },
  ...all('policy', REFUSED_SENDER),
  ...all('policy', NOT_THE_RECIPIENT),

  // --- Another day it may be taken; if that day never comes, there will be several of these.

  { says: /\blater\b|try again|temporar|deferred|timed? ?-?out/, kind: 'temporary' },
  { says: /\bbusy\b|insufficient system|local error|message expired/, kind: 'temporary' },
  { says: /delivery expired|retry timeout|queue too long|\btransient\b/, kind: 'temporary' },
  ...all('temporary', PASSING),
  ...all('temporary', BROKEN_SERVER),
  // Disabled, inactive or suspended: it is there, and providers give such accounts back. A mailbox
  // that stays so is found out by its repeated bounces.
  {
    says: /\b(?:account|mailbox|user|recipient|domain)\b.{0,60}\b(?:disabled|inactive|suspended|frozen|locked|deactivated|expired|hangup)\b/,
    kind: 'temporary',
  },
  {
    says: /\b(?:disabled|inactive|suspended|locked) (?:user|account|mailbox|e-?mail)/,
    kind: 'temporary',
  },
  { says: /冻结|禁用|停用|休眠|未激活|暂时/, kind: 'temporary' },

  // A domain whose DNS is wrong, or does not answer, may be there with all its mailboxes.
  { says: DNS_IN_TROUBLE, kind: 'temporary' },

  // --- The only ones that keep a customer from being written to ever again.

  ...DOMAIN_GONE.map((says): BouncePattern => ({ says, kind: 'no-such-mailbox', ofDomain: true })),
  {
    says: /\b(?:user|recipient|mailbox|account|address|alias|domain)\b.{0,60}\b(?:does ?n['’o]?t|do not|not|no longer) exists?\b/,
    kind: 'no-such-mailbox',
  },
  {
    says: /\b(?:users?|recipient|mailbox|account|address|alias)\b.{0,30}\b(?:unknown|not (?:be )?found|not known|not listed|was ?n['’]t found)\b/,
    kind: 'no-such-mailbox',
  },
  {
    says: /\b(?:unknown|invalid|non-?existent|unrouteable|undeliverable|illegal) (?:or illegal )?(?:e-?mail )?(?:user|recipient|mailbox|account|address|alias|local[ -]part)\b/,
    kind: 'no-such-mailbox',
  },
  {
    says: /\bno such (?:local |virtual )?(?:user|recipient|mailbox|account|address|person|domain)|\bno (?:mailbox|account|user|one) (?:here )?by that name/,
    kind: 'no-such-mailbox',
  },
  {
    by: 'yahoo',
    says: /(?:does ?n['’]t|does not) have an? (?:\S+ )?account/,
    kind: 'no-such-mailbox',
  },
  { by: 'yahoo', says: /\bdd is no longer valid/, kind: 'no-such-mailbox' },
  { by: 'icloud', says: /recipient no longer on server/, kind: 'no-such-mailbox' },
  { by: 'outlook', says: /\b(?:ex)?recip(?:ient)?notfound/, kind: 'no-such-mailbox' },
  { says: /\bnot listed in (?:domino|public)/, kind: 'no-such-mailbox' },
  { says: /bad destination (?:mailbox|host)/, kind: 'no-such-mailbox' },
  {
    says: /\bnot an? (?:valid|known) (?:user|recipient|mailbox|account|e-?mail address|address)\b/,
    kind: 'no-such-mailbox',
  },
  {
    says: /\b(?:user|recipient|mailbox|account|address)\b.{0,40}\bno longer (?:valid|in use)\b/,
    kind: 'no-such-mailbox',
  },
  {
    says: /\b(?:can ?not|can['’]t|could not|could ?n['’]t|unable to) (?:find|locate) (?:the |this |that |any |your )?(?:user|recipient|mailbox|account|address)\b/,
    kind: 'no-such-mailbox',
  },
  {
    says: /\b(?:account|mailbox|user) (?:has been |is |was )?(?:permanently )?(?:closed|deleted|removed|terminated)\b(?! (?:from|due|(?:the )?connection)\b)/,
    kind: 'no-such-mailbox',
  },
  ...all('no-such-mailbox', MISSING_MAILBOX),
  { by: 'qq', says: /用户未开通.{0,4}邮箱/, kind: 'no-such-mailbox' },
]
