/**
 * Replies that say of something else than the recipient's mailbox that it is missing or unknown, in
 * the form that bounce-languages.ts describes.
 */

/** The mailbox is there and sends its mail on, to where nothing is. */
export const FORWARDED: readonly RegExp[] = [
  /\bforward(?:s|ed|ing)?\b.{0,60}\b(?:fail|unknown|not (?:be )?found|n['’o]t exist|not exist|invalid)/,
  /\b(?:alias|list|group) (?:expands|resolves|points|member)/,
]

/** A server or its directory does not answer, or is being moved: it knows nothing of mailboxes now. */
export const BROKEN_SERVER: readonly RegExp[] = [
  /\b(?:lookups?|directory|ldap|database|catalog(?:ue)?|back-?end|servers?)\b (?:\w+ ){0,2}(?:fail\w*|errors?|down|unavailable|unreachable|offline|not (?:responding|available))\b/,
  /\bservfail\b|\bmigrat(?:ed|ing|ion)\b|\bmaintenance\b|\brebuil[dt]|\bnot (?:yet )?(?:ready|provisioned)\b/,
  /\b(?:pending|awaiting) (?:activation|approval|confirmation)\b|\bcan(?:not| ?['’]t) open mailbox/,
  /\b(?:quota record|account file|storage node|mailbox (?:location|rule|file)|mail server)\b.{0,30}\b(?:unknown|not (?:be )?found|not exist)/,
  /\b(?:storage node|mailbox location)\b/,
  /\b(?:en|em|in) (?:mantenimiento|manutencao|manutenzione|migracion|migracao|migrazione|cours de migration)\b|\ben maintenance\b|\bpas encore\b|\bw trakcie\b|\bkonserwacj/,
  /\bwartung|\bonderhoud\b|\bbakim|техническ|обслуживани/,
  /メンテナンス|保守中|移行中|점검|이전 중|维护|維護|繁忙|迁移|遷移|升级|升級/,
]

/** The sender's account, address or domain is what is unknown; or the mail named something wrong. */
export const NOT_THE_RECIPIENT: readonly RegExp[] = [
  /\b(?:return|reply|reply-to|bounce|envelope|originat(?:or|ing)|reverse-?(?: ?path)?|source) (?:e-?mail )?(?:address|path|user|mailbox|account|domain|unknown)|\boriginator\b|\breturn address/,
  /\byour (?:e-?mail )?(?:account|user(?:name)?|address|domain|host(?:name)?|login|server)\b|\byour\.host/,
  /\bsending (?:account|user|mailbox|domain)\b|\bfor sending\b|\bto send\b|\bheaders?\b|\bin from\b/,
  /\b(?:no longer|not) (?:valid|in use) (?:for|by)\b|\bnot want (?:e-?)?mail/,
  // Where an answer would go to.
  /\b(?:retour|origine|d['’]origine|origen|origem|provenienza|procedencia|proveniencia|emisor|emissor|zwrotn\w*|zrodlow\w*|ruckse?nde\w*|rucksende\w*|retouradres\w*)\b/,
  /\bgonderen|возврат|обратн|差出人|返信先|返送先|반송|회신/,
  /(?:发信|發信|发件|發件|寄件|来源|來源|退信|回信|回复|你的|您的).{0,2}(?:地址|邮箱|郵箱|信箱|域名|账号|帐号|帳號)|反向解析/,
  // Allow lists, contacts and sign-in, which are named in the words of the sentence around them.
  /\b(?:lista|liste|listy?) (?:blanca|bianca|branca|blanche|bial\w*)\b|\bweiss?e liste|\bwhitelist|бел\w* списк/,
  /\bautenti\w+|\bautenticad|\bauthentifi\w+|\bauthentisier|аутентифика|авторизац/,
  // Orange, whose codes from 500 on are refusals of the mail.
  /\bofr\w{0,4}_5\d\d\b|\bmails? rejetes?\b/,
]
