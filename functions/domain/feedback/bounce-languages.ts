/**
 * What mail servers say in other languages than English, by the section of `BOUNCE_PATTERNS` that each
 * belongs to. Held against small letters without accents (`Boîte` is `boite`, `użytkownik` is
 * `uzytkownik`), since many servers leave them out.
 */

/** Full or idle: the mailbox is there, whatever else is said of it. */
export const TROUBLED_MAILBOX: readonly RegExp[] = [
  // Italian, Spanish, Portuguese, French.
  /\b(?:casella|casilla|buzon|caixa|boite|bal|cuenta|conta|compte)\b.{0,50}\b(?:piena|llen[oa]|chei[oa]|pleine|saturee?|excedid[oa]|depasse\w*|superat[oa])/,
  /\b(?:quota|cuota|cota|espacio|spazio|espaco|espace|limite)\b.{0,40}\b(?:excedid[oa]|superad[oa]|superat[oa]|esaurit[oa]|depassee?|atteinte?|agotad[oa]|esgotad[oa]|insuficiente|insuffisante?|ultrapassad[oa])/,
  /\b(?:espacio|spazio|espaco|espace) (?:insuficiente|insufficiente|insuffisant)|\b(?:sin|sem|senza|plus d['’]?) ?espa/,
  /\b(?:casella|casilla|buzon|caixa|boite|bal|cuenta|conta|compte|account|usuario|utente|utilisateur)\b.{0,40}\b(?:inactiv[oae]\w*|inativ[oa]|inattiv[oa]|archivee?|archiviat[oa]|des[ae]ctiv\w*|disattiv\w*|desativ\w*|sus?pen[ds]\w*|sospes[oa]|bloque\w*|bloccat[oa]|bloquead[oa]|desabilitad[oa]|disabilitat[oa]|non attiv[oa])/,
  /\b(?:superad[oa]|excedid[oa]|excedeu|ha superato|a depasse) (?:la|el|a|o|il|le|su|sua|son) (?:quota|cuota|cota|limite)\b|\b(?:casella|caixa|buzon)\b.{0,50}\blotad[oa]/,
  // "There is no space": the space does not exist, the mailbox does.
  /\b(?:existe|hay|queda|esiste|ha|aucune?|nessuno?|plus|ma|brak)\b (?:[\w'’]+ ){0,2}(?:espacio|spazio|espaco|espace|place|miejsca)\b/,
  // Polish, German, Dutch, Russian.
  /\bskrzynk\w*.{0,30}\b(?:peln\w*|przepelnion\w*|zapelnion\w*)|\bprzekroczon\w*.{0,30}\b(?:limit|pojemno|quot|rozmiar)/,
  /\b(?:kont[oa]|skrzynk\w*)\b.{0,30}\b(?:zablokowan\w*|nieaktywn\w*|wylaczon\w*|zawieszon\w*|wygas\w*)/,
  /\b(?:postfach|mailbox|speicher\w*)\b.{0,30}\b(?:voll|ue?berfue?llt|ue?berschritten|erscho?e?pft|deaktiviert|gesperrt|inaktiv|stillgelegt)/,
  /\b(?:postvak|mailbox)\b.{0,20}\b(?:vol|gedeactiveerd|geblokkeerd)\b/,
  /\bspeicher\w* (?:\w+ )?(?:ausgescho?e?pft|aufgebraucht)|\bkota\w*.{0,12}\b(?:dol\w*|asil\w*)|\bposta kutusu\w*.{0,12}\bdol/,
  /ящик.{0,30}(?:переполнен|заполнен|заблокирован|отключен|неактив)|превышен.{0,20}(?:квот|размер|лимит)/,
  // Japanese, Korean, Chinese.
  /メールボックス.{0,12}(?:一杯|いっぱい|満杯|空き|超)|容量.{0,6}(?:超過|オーバー|不足|一杯|いっぱい)/,
  /(?:アカウント|メールボックス|利用|ユーザー?).{0,10}(?:停止|休止|無効|凍結|ロック)/,
  /(?:용량|공간|메일함).{0,12}(?:초과|부족|꽉|가득|없)|휴면|사용 ?정지/,
  /不存在.{0,6}(?:空间|空間|容量)/,
  /(?:空间|空間|容量|配额|配額).{0,6}(?:不足|已?满|已?滿|超)|(?:邮箱|郵箱|信箱).{0,4}(?:已满|已滿|爆满)|(?:超出|超过|超過).{0,6}(?:配额|配額|容量)/,
  /(?:邮箱|郵箱|信箱|账号|帐号|帳號|账户|帐户|帳戶|用户|用戶|使用者).{0,10}(?:封|锁定|鎖定|停用|禁用|冻结|凍結|休眠|未激活|未啟用|过期|過期)/,
]

/** The sender, the mail or the rate was rejected. */
export const REFUSED_SENDER: readonly RegExp[] = [
  /\b(?:remitente|mittente|expediteur|remetente|emetteur|nadawc\w*|absender\w*|afzender)\b|отправител/,
  /\b(?:direccion|indirizzo|endereco|adresse|adres) ip\b|\bip-adresse/,
  /\b(?:rechazad[oa]|rifiutat[oa]|rejeitad[oa]|rejetee?|odrzucon\w*)\b.{0,30}\b(?:contenido|contenut[oi]|conteudo|contenu|tresc\w*)/,
  /\b(?:lista|liste) (?:negra|nera|noire)\b|\bczarn\w* li\w+|\bindesead[oa]|\bindesirable|\bindesiderat/,
  // The recipient takes mail from addresses that they know: the unknown one is the shop's.
  /\bvo[nm] unbekannte|\b(?:de|da|di|d['’])\s?(?:une? |un[ao]? )?(?:direccion|indirizzo|endereco|adresse)\w* (?:desconocid|sconosciut|desconhecid|inconnu)/,
  /不明な.{0,10}から|陌生|白名单|白名單|联系人|聯絡人|通讯录|通訊錄/,
  /受信拒否|迷惑|スパム|送信(?:者|元)|ブロック/,
  /발신자|보낸 ?사람|스팸|차단|수신 ?거부/,
  /发件人|發件人|寄件者|寄件人|发送方|發送方|发信人|發信人|垃圾|黑名單|頻率|信譽/,
]

/** Another day it may be taken. */
export const PASSING: readonly RegExp[] = [
  /\b(?:mas tarde|piu tardi|mais tarde|plus tard|pozniej|spae?ter|later|tijdelijk|vorue?bergehend)\b/,
  /\btempor\w+|\bmomentan\w+|\btymczasow\w+|временно|позже/,
  /一時的|しばらく|後ほど|일시|나중에|暫時|稍後|稍后/,
]

const ROMANCE =
  'usuario|utente|utilisateur|utilizador|destinatario|destinataire|cuenta|conta|compte|casella|casilla|buzon|caixa|boite|adresse|direccion|endereco|indirizzo'

/** There is no such mailbox. */
export const MISSING_MAILBOX: readonly RegExp[] = [
  new RegExp(
    `\\b(?:${ROMANCE})\\b.{0,50}\\b(?:inexistent[ea]?|inesistente|inexistante?|desconocid[oa]|desconhecid[oa]|sconosciut[oa]|inconnue?|invalid[oae]|introuvable|n(?:o|ao|on) (?:existe|esiste|encontrad[oa]|trovat[oa]|localizad[oa])|n ?['’]?existe pas)`,
  ),
  new RegExp(
    `\\b(?:n(?:o|ao|on) existe|non esiste|no hay|nao ha|n ?['’]?existe pas|no se (?:ha )?encontr(?:o|ado)|aucune?|inconnue?|nessuna?)\\b (?:\\w+ ){0,2}(?:${ROMANCE})\\b`,
  ),
  /\b(?:uzytkownik\w*|kont[oa]|skrzynk\w*|adres\w*|odbiorc\w*)\b.{0,40}\b(?:nie istnieje|nieznan\w*|nie znaleziono|nie zostal\w* znalezion\w*)/,
  /\b(?:nie ma|brak) takie(?:go|j) (?:uzytkownika|konta|adresu|adresata|odbiorcy|skrzynki)|\bnieznan\w* (?:uzytkownik|odbiorca|adresat|adres)/,
  /\b(?:empfae?nger\w*|benutzer|nutzer|postfach|konto|adresse|mailbox)\b.{0,40}\b(?:unbekannt|nicht bekannt|existiert nicht|nicht gefunden|nicht vorhanden|gibt es nicht)/,
  /\bunbekannter? (?:empfae?nger|benutzer|nutzer|adresse)/,
  /\b(?:gebruiker|ontvanger|postvak|adres)\b.{0,30}\b(?:onbekend|bestaat niet|niet gevonden)|\bonbekende (?:gebruiker|ontvanger)/,
  /\bkullanici\b.{0,20}\b(?:bulunamadi|mevcut degil|yok)/,
  /(?:пользовател|получател|ящик|адрес).{0,40}(?:не существует|не наиден|неизвест)|нет такого (?:пользователя|ящика|адреса|получателя)/,
  /(?:ユーザー?|アカウント|宛先|アドレス|受信者|メールボックス).{0,12}(?:存在し(?:ません|ない|ておりません)|見つかりません|見つからない|不明)|宛先不明/,
  /該当(?:する)?(?:ユーザー?|アカウント|メールアドレス).{0,6}(?:なし|いません|ありません)|そのような(?:ユーザー?|アドレス)は/,
  /(?:사용자|수신자|계정|메일 ?주소|받는 ?사람).{0,12}(?:존재하지 않|찾을 수 없)|(?:없는|존재하지 않는) ?(?:사용자|수신자|계정|메일)/,
  /(?:收件人|收件者|收信人|用户|用戶|使用者|邮箱|郵箱|信箱|账号|帐号|帳號|账户|帐户|帳戶|地址).{0,12}(?:不存在|未找到|找不到|无法找到|無法找到)/,
  /(?:没有|沒有|无|無|查无|查無)(?:此|这个|這個|该|該)(?:用户|用戶|使用者|邮箱|郵箱|信箱|人|收件人|收件者|账号|帐号|帳號)/,
]

/**
 * Words as the patterns of all languages expect them. Marks of kana and Hangul stay.
 *
 * @example withoutAccents('boîte użytkownika') // 'boite uzytkownika'
 */
export const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[łı]/g, (letter) => (letter === 'ł' ? 'l' : 'i'))
    .normalize('NFC')
