/** Replies of mail servers, under what a permanent bounce with such a reply says. */
import type { BounceKind } from '../../../functions/domain/feedback/bounce-kind.ts'

type Replies = Partial<Readonly<Record<BounceKind, readonly string[]>>>

/**
 * As in logs and on the operators' own pages; some of the other providers' are made up in the same
 * style.
 */
const SAID: Readonly<Record<string, Replies>> = {
  Gmail: {
    'no-such-mailbox': [
      "550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n550-5.1.1 double-checking the recipient's email address for typos or\r\n550-5.1.1 unnecessary spaces. For more information, go to\r\n550 5.1.1  https://support.google.com/mail/?p=NoSuchUser a1-20020a0561.1 - gsmtp",
      "553 5.1.2 We weren't able to find the recipient domain. Please check for any spelling errors",
    ],
    temporary: [
      '550 5.2.1 The email account that you tried to reach is disabled. https://support.google.com/mail/?p=DisabledUser',
      '550 5.2.1 The email account that you tried to reach is inactive.',
      '550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. https://support.google.com/mail/?p=ReceivingRatePerm',
      "552-5.2.2 The recipient's inbox is\n552-5.2.2 out of storage space and inactive. Please direct the recipient to\n552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm",
      '552 5.2.2 The email account that you tried to reach is over quota. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaPerm',
    ],
    policy: [
      '550-5.7.1 [192.0.2.1] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked.',
      '550-5.7.1 Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain.',
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.',
      "550-5.7.26 Unauthenticated email from tea.example is not accepted due to domain's DMARC policy.",
      '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail has been temporarily rate limited.',
      '421 4.7.0 This message is suspicious due to the nature of the content or the links',
      "552 5.3.4 Your message exceeded Google's message size limits.",
      '550 5.4.5 Daily sending quota exceeded.',
    ],
  },
  'Outlook and Microsoft 365': {
    'no-such-mailbox': [
      '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).',
      '550 5.1.1 Requested action not taken: mailbox unavailable',
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient li@example.com not found by SMTP address lookup',
      '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found',
    ],
    unclear: [
      '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
      '550 Requested action not taken: mailbox unavailable',
    ],
    policy: [
      "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
      "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
      '550 5.7.606 Access denied, banned sending IP [192.0.2.1].',
      "550 SC-001 (BAY004-MC4F49) Unfortunately, messages from 192.0.2.1 weren't sent.",
      '550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002)',
      '550 5.7.509 Access denied, sending domain tea.example does not pass DMARC verification',
      '451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation. (S775)',
    ],
    temporary: [
      '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS761)',
      '552 5.2.2 STOREDRV.Deliver; mailbox full',
      '550 5.4.300 Message expired',
    ],
  },
  'Yahoo and AOL': {
    'no-such-mailbox': [
      "554 delivery error: dd This user doesn't have a yahoo.com account (li@example.com) [0] - mta4123.mail.gq1.yahoo.com",
      '552 1 Requested mail action aborted, mailbox not found',
      '554 delivery error: dd li@example.com is no longer valid.',
    ],
    temporary: [
      '554 delivery error: dd Sorry your message to li@example.com cannot be delivered. This account has been disabled or discontinued [#101].',
      '554 30 Sorry, your message to li@example.com cannot be delivered. This mailbox is disabled (554.30).',
      '450 User is receiving mail too quickly',
      '451 mta1.mail.example Resources temporarily unavailable. Please try again later [#4.16.1].',
    ],
    policy: [
      '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes',
      '553 5.7.2 [TSS09] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed.',
      '421 4.7.1 Messages from 192.0.2.1 permanently deferred.',
      '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
      '554 Message not allowed - [PH01] Email not accepted for policy reasons.',
      "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list",
      '451 VS1-IP Excessive unknown recipients - possible Open Relay (#4.1.8)',
    ],
  },
  QQ: {
    'no-such-mailbox': [
      '550 Mailbox not found. https://service.mail.qq.com/detail/122/168',
      '550 Mailbox not found. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000728',
      '该用户不存在',
      '该用户未开通QQ邮箱',
    ],
    temporary: [
      '550 Mailbox unavailable or access denied [MAFll5UQriBvAv2o== IP: 192.0.2.1]',
      '收件人空间不足',
    ],
    policy: [
      '550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726',
      '550 Connection frequency limited',
      '550 Domain frequency limited',
      '550 Sender frequency limited.',
      '550 Ip frequency limited',
      '550 Suspected spam ip',
      '550 Connection denied',
      '550 Mail is rejected by recipients',
      '550 DMARC check failed',
      '550 SPF check failed [MGzPcMqY6e1thdw5== IP: 192.0.2.1]. http://service.mail.qq.com/cgi-bin/help?no=1001445',
    ],
  },
  '163 and 126': {
    'no-such-mailbox': ['550 User not found: li@example.com', '550 Invalid User : li@example.com'],
    temporary: ['550 User suspended', '451 Requested action aborted: local error in processing'],
    policy: [
      '554 DT:SPM 163 mx9,O8CowEDJVFKCokVaRhz+AA--.26016S3 1514513028,please see http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.1',
      '451 DT:SPM 163 mx40,WsCowAAnEhlC--.20089S3 1514512452, please try again 15min later',
      '421 HL:REP 163 mx1,PMmowAC3--.1S2 http://mail.163.com/help/help_spam_16.htm',
      '451 RP:QRC 163 mx3 http://mail.163.com/help/help_spam_16.htm',
      '550 RP:FRL 163 mx3',
      '550 RP:TRC 163 mx3',
      '550 MI:SPF 163 mx3',
      '550 MI:STC',
      '554 MI:SPB',
      '554 HL:IPB',
      '550 User has no permission',
      '550 User in blacklist',
      '552 Illegal Attachment',
      '554 IP is rejected, smtp auth error limit exceed',
      '550 Requested mail action not taken: too much recipient',
      '552 Requested mail action aborted: exceeded mailsize limit',
      '553 Requested action not taken: NULL sender is not allowed',
    ],
  },
  'GMX and web.de': {
    'no-such-mailbox': [
      '550-Requested action not taken: mailbox unavailable\n550 For explanation visit https://postmaster.gmx.net/en/case?c=r0601&i=ip',
      '550 Benutzer nicht bekannt/User unknown',
    ],
    temporary: [
      '550 Benutzer hat das Speichervolumen ueberschritten. / User has exhausted allowed storage space.',
      '552-Requested mail action aborted: exceeded storage allocation\n552-Quota exceeded.\n552 For explanation visit https://postmaster.gmx.net/en/case?c=r1601',
      '450-Requested mail action not taken: mailbox unavailable\n450 For explanation visit https://postmaster.gmx.net/en/case?c=r1602',
    ],
    policy: [
      '554-gmx.net (mxgmx104) Nemesis ESMTP Service not available\n554-No SMTP service\n554-IP address is block listed.\n554 For explanation visit https://postmaster.gmx.net/en/case?c=r0201&i=ip&v=192.0.2.1',
      '554-gmx.net (mxgmx116) Nemesis ESMTP Service not available 554-No SMTP service 554-Bad DNS PTR resource record.',
      '554-Transaction failed\n554-Reject due to policy restrictions.\n554 For explanation visit https://postmaster.gmx.net/en/case?c=hi',
      '550-Requested action not taken: mailbox unavailable\n550 invalid DNS MX or A/AAAA resource record',
      '550 <hello@tea.example>: Reject due to SPF policy. The originating IP of the message is not permitted by the domain owner',
      '421-Rate limit reached. Please try again later',
    ],
  },
  iCloud: {
    'no-such-mailbox': [
      '550 5.1.1 unknown or illegal alias: li@example.com',
      '550 5.1.1 <li@example.com>: user does not exist',
      '550 5.1.6 recipient no longer on server: li@example.com',
    ],
    temporary: [
      '552 5.2.2 <li@example.com>: user is over quota',
      '550 5.1.1 <li@example.com>: inactive email address',
    ],
    policy: [
      '550 5.7.1 [CS01] Message rejected due to local policy. https://support.apple.com/en-us/HT204137',
      '554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks.',
      '550 5.7.1 Mail from IP 192.0.2.1 was rejected due to listing in Spamhaus SBL.',
      '421 4.7.1 Messages to li@example.com deferred due to excessive volume. Try again later',
    ],
  },
  'other providers': {
    'no-such-mailbox': [
      '550 5.1.1 <li@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
      '550 sorry, no mailbox here by that name (#5.1.1)',
      '550 5.1.1 Bad destination mailbox address',
      '556 5.1.10 Domain does not accept mail',
      '550 xyz: user not exist',
      '550 Unrouteable address',
      '550 5.7.1 No such user!',
      '550 Local User [li@example.com] not found.',
      '550 User li@example.com not listed in Domino Directory',
      '550 <li@example.com>: Recipient address rejected: Account Closed',
      '5.4.4 Host or domain name not found. Name service error for name=tea.example type=MX: Host not found',
      '556 5.1.10 Recipient address has null MX',
      '550 收件人不存在',
      '550 没有此用户',
    ],
    temporary: [
      'Host or domain name not found. Name service error for name=tea.example type=MX: Host not found, try again',
      '450 4.2.0 <li@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/',
      '550 5.7.1 Recipient address rejected: Greylisting in effect, please come back',
      '450 4.1.1 <li@example.com>: Recipient address rejected: User unknown in local recipient table',
      "550 5.2.1 The user's mailbox is temporarily unavailable, try again later",
      '554 5.3.0 Mailbox full',
      '552 Requested mail action aborted: exceeded storage allocation',
      '552 insufficient disk space',
      '550 Server busy',
      '421 4.7.0 [GL01] Message from (192.0.2.1) temporarily deferred due to policy',
      "550 The recipient's inbox is out of storage space.",
      '554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.0 Unable to lookup DNS for tea.example>',
      '550 该邮箱已被冻结',
    ],
    policy: [
      '554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.7.0 [TSS04] Messages temporarily deferred>',
      '550 5.1.1 <hello@tea.example>: Sender address rejected: User unknown in virtual mailbox table',
      '550 5.1.8 <hello@tea.example>: Sender address rejected: Domain not found',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      "554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
      '550 Administrative prohibition',
      '550 5.7.1 Message rejected under suspicion of SPAM',
      '550 5.7.0 Rejected: 192.0.2.1 is listed in zen.example',
      '530 5.7.0 Authentication required',
      '550 5.7.1 Requested action not taken: message refused',
      '554 Fix your reverse DNS',
      '550 Rejected: IP address 192.0.2.1 not found in DNS',
      '523 the message size 12345678 exceeds the size limit',
      '550 邮件被拒收，疑似垃圾邮件',
    ],
    unclear: [
      "5.1.0 - Unknown address error 550-'5.7.0 user access deny.'",
      '554 5.7.1 <li@example.com>: Relay access denied',
      '550 #5.1.0 Address rejected.',
      '554 5.5.1 Error: no valid recipients',
      '550 Certificate is no longer valid',
      '551 User not local; please try <li@example.org>',
      '550 Rejected',
      '',
    ],
  },
}

export type Reply = readonly [kind: BounceKind, reply: string]

export const REPLIES: readonly (readonly [who: string, replies: readonly Reply[]])[] =
  Object.entries(SAID).map(([who, said]) => [
    who,
    Object.entries(said).flatMap(([kind, replies]) =>
      replies.map((reply) => [kind as BounceKind, reply] as const),
    ),
  ])
