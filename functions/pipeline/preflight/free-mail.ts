/** Mailbox providers: no other sender's mail from their domains can pass DMARC. */
import { isWithin } from './dns-names.ts'

const FREE_MAIL_PROVIDERS = [
  ...['gmail.com', 'googlemail.com', 'icloud.com', 'me.com', 'mac.com', 'aol.com', 'msn.com'],
  ...['live.com', 'live.cn', 'live.co.uk', 'live.de', 'live.fr', 'live.it', 'live.nl', 'live.ca'],
  ...['proton.me', 'protonmail.com', 'pm.me', 'zoho.com', 'zohomail.com', 'fastmail.com'],
  ...['qq.com', 'foxmail.com', '163.com', '126.com', 'yeah.net', '139.com', '189.cn', 'wo.cn'],
  ...['sina.com', 'sina.cn', 'sohu.com', 'tom.com', '21cn.com', 'aliyun.com', '263.net'],
  ...['naver.com', 'daum.net', 'hanmail.net', 'rediffmail.com', 'ymail.com', 'rocketmail.com'],
  ...['mail.ru', 'bk.ru', 'inbox.ru', 'list.ru', 'rambler.ru', 'ya.ru', 'seznam.cz', 'wp.pl'],
  ...['web.de', 't-online.de', 'freenet.de', 'orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net'],
  ...['libero.it', 'virgilio.it', 'bol.com.br', 'uol.com.br', 'comcast.net', 'btinternet.com'],
]

/** Providers who use one name under many endings. */
const FREE_MAIL_FAMILIES =
  /^(?:yahoo|hotmail|outlook|gmx|yandex)\.(?:com|net|com?\.[a-z]{2}|[a-z]{2})$/

/** @example isFreeMail('gmail.com') // true */
export const isFreeMail = (domain: string): boolean =>
  FREE_MAIL_FAMILIES.test(domain) ||
  FREE_MAIL_PROVIDERS.some((provider) => isWithin(domain, provider))
