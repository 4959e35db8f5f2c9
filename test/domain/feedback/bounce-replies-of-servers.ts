/**
 * Replies in other languages and in the words of the servers that shops' customers are behind, after
 * their documented codes and default texts.
 */
import type { Replies } from './bounce-replies.ts'

export const SAID_ELSEWHERE: Readonly<Record<string, Replies>> = {
  Italian: {
    'no-such-mailbox': [
      '550 5.1.1 <li@example.com>: Utente sconosciuto',
      '550 Casella di posta inesistente',
      '550 Destinatario sconosciuto',
      "550 L'indirizzo non esiste",
      '550 5.1.1 Account o casella non trovata: indirizzo inesistente',
    ],
    temporary: [
      '552 5.2.2 La casella del destinatario è piena',
      '550 Casella disattivata per inutilizzo',
      '552 Spazio insufficiente nella casella, utente non trovato',
      '550 Servizio temporaneamente non disponibile, utente sconosciuto',
    ],
    policy: ['550 Mittente sconosciuto', "550 L'indirizzo IP non esiste nel DNS"],
  },
  Spanish: {
    'no-such-mailbox': [
      '550 5.1.1 Usuario desconocido',
      '550 El buzón no existe',
      '550 No existe el usuario',
      '550 Dirección de correo inexistente',
      '550 La cuenta de destino no existe',
    ],
    temporary: [
      '552 Buzón lleno',
      '552 5.2.2 La cuenta ha excedido su cuota: cuota excedida',
      '550 Cuenta suspendida',
      '550 La cuenta no existe o está desactivada: cuenta inactiva',
      '550 El usuario no existe. Inténtelo más tarde',
    ],
    policy: ['550 Remitente desconocido', '550 La dirección del remitente no existe'],
  },
  Portuguese: {
    'no-such-mailbox': [
      '550 5.1.1 Usuário desconhecido',
      '550 Caixa postal inexistente',
      '550 A conta não existe',
      '550 Destinatário não encontrado',
      '550 Não existe este utilizador',
    ],
    temporary: [
      '552 Caixa postal cheia',
      '552 Cota excedida',
      '550 Conta inativa',
      '550 Conta desativada, usuário inexistente',
    ],
    policy: ['550 Remetente desconhecido', '550 Domínio em lista negra'],
  },
  French: {
    'no-such-mailbox': [
      "550 5.1.1 Adresse d'au moins un destinataire invalide. OFR_416 [416]",
      '550 Utilisateur inconnu',
      "550 Cette boîte n'existe pas",
      '550 L’adresse n’existe pas',
      '550 Boite aux lettres inexistante',
      '550 Aucun utilisateur de ce nom',
    ],
    temporary: [
      '552 5.2.2 Boîte du destinataire pleine. Recipient overquota. OFR_417 [417]',
      '550 5.5.0 Boîte du destinataire archivée. Archived recipient',
      '550 5.2.1 This mailbox has been blocked due to inactivity',
      '550 Compte suspendu',
      '550 Destinataire inconnu, veuillez essayer plus tard',
    ],
    policy: ['550 Expéditeur inconnu', '550 5.7.1 Message indésirable', '554 Mail rejeté. Spam'],
  },
  Polish: {
    'no-such-mailbox': [
      '550 5.1.1 Nie ma takiego użytkownika',
      '550 Nieznany użytkownik',
      '550 Konto nie istnieje',
      '550 Skrzynka nie istnieje',
      '550 Adres odbiorcy nie istnieje',
      '550 Brak takiego konta',
    ],
    temporary: [
      '552 Skrzynka odbiorcy jest pełna',
      '552 Skrzynka przepełniona',
      '552 Przekroczony limit pojemności',
      '550 Konto zablokowane',
      '550 Konto nie istnieje lub jest tymczasowo niedostępne',
    ],
    policy: ['550 Nieznany nadawca: adres nie istnieje', '554 Wiadomość odrzucona: spam'],
  },
  Japanese: {
    'no-such-mailbox': [
      '550 宛先不明',
      '550 ユーザーが見つかりません',
      '550 5.1.1 このメールアドレスは存在しません',
      '550 該当するユーザーがいません',
      '550 そのようなユーザーは登録されていません',
    ],
    temporary: [
      '552 メールボックスが一杯です',
      '552 受信者の容量超過',
      '550 アカウントは停止されています',
      '550 ユーザーが存在しません。しばらくしてから送信してください',
    ],
    policy: [
      '550 受信拒否されました',
      '550 送信者のアドレスが存在しません',
      '550 迷惑メールと判定',
    ],
  },
  Chinese: {
    'no-such-mailbox': [
      '550 用户不存在',
      '550 5.1.1 收件人邮箱不存在',
      '550 信箱不存在',
      '550 查無此人',
      '550 沒有這個使用者',
      '550 帳號不存在',
      '550 无此邮箱',
    ],
    temporary: [
      '552 邮箱空间不足',
      '552 信箱已滿',
      '552 用户超过配额',
      '550 帳號已停用',
      '550 该用户不存在或已被冻结',
      '550 邮箱长期未登录，账号休眠',
    ],
    policy: [
      '550 发件人地址不存在',
      '550 寄件者不存在',
      '554 垃圾郵件',
      '550 您的域名被列入黑名單',
    ],
  },
  'German, Dutch, Russian, Turkish and Korean': {
    'no-such-mailbox': [
      '550 Empfänger unbekannt',
      '550 Postfach existiert nicht',
      '550 Gebruiker onbekend',
      '550 Пользователь не найден',
      '550 Нет такого пользователя',
      '550 Kullanıcı bulunamadı',
      '550 존재하지 않는 사용자입니다',
    ],
    temporary: [
      '552 Postfach ist voll',
      '552 Postvak is vol',
      '552 Почтовый ящик переполнен',
      '552 수신자의 메일함 용량 초과',
    ],
    policy: [
      '550 Absender unbekannt',
      '550 Отправитель не найден',
      '550 발신자가 존재하지 않습니다',
    ],
  },
  Exim: {
    'no-such-mailbox': [
      '550 Unknown user',
      '550 unknown local-part "li" in domain "example.com"',
      '550 No such user here',
      '550-Verification failed for <li@example.com>\r\n550-No such local user\r\n550 Unrouteable address',
    ],
    temporary: [
      'mailbox is full (MTA-imposed quota exceeded while writing to file /home/li/inbox)',
      'retry timeout exceeded',
      '552 RCPT rejected: mailbox has exceeded its size limit',
    ],
    policy: [
      '550-Verification failed for <hello@tea.example>\r\n550-No Such User Here\r\n550 Sender verify failed',
      '550 rejected because 192.0.2.1 is in a black list at zen.example',
      '550 Administrative prohibition',
    ],
    unclear: ['550 relay not permitted', '550 This address no longer accepts mail'],
  },
  cPanel: {
    'no-such-mailbox': ['550 No Such User Here"', '550 "No such person at this address"'],
    temporary: [
      '552 5.2.2 The mailbox is over quota',
      '550 Mailbox quota exceeded',
      '550 The user has exceeded his/her disk space limit.',
      '550 The account is suspended',
    ],
    policy: [
      '550 Please turn on SMTP Authentication in your mail client',
      'Domain tea.example has exceeded the max emails per hour (150/150 (100%)) allowed. Message discarded.',
      'Domain tea.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed.',
    ],
    unclear: [
      '550-The mail server could not deliver mail to li@example.com. The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.',
      '550 The recipient cannot be verified. Please check all recipients of this message to verify they are valid.',
    ],
  },
  qmail: {
    'no-such-mailbox': [
      '550 sorry, no mailbox here by that name. (#5.1.1 - chkuser)',
      'Sorry, no mailbox here by that name. vpopmail (#5.1.1)',
      "Sorry, I couldn't find any host named tea.example. (#5.1.2)",
      "Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)",
    ],
    temporary: [
      'The users mailfolder is over the allowed quota (size). (#5.2.2)',
      '552 Recipient over quota (#5.2.2)',
      "I'm not going to try again; this message has been in the queue too long.",
      '550 user account is locked or disabled (#5.2.1 - chkuser)',
    ],
    policy: [
      '553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)',
      '552 sorry, that message size exceeds my databytes limit (#5.3.4)',
      '550 sorry, your mail was administratively denied. (#5.7.1)',
    ],
    unclear: [
      "553 sorry, that domain isn't in my list of allowed rcpthosts",
      "Sorry. Although I'm listed as a best-preference MX or A for that host, it isn't in my control/locals file, so I don't treat it as local. (#5.4.6)",
    ],
  },
  Domino: {
    'no-such-mailbox': [
      '550 Li Na (li@example.com) not listed in Domino Directory',
      '550 User li not listed in public Name & Address Book',
      '550 5.1.1 Recipient not found in Domino Directory',
    ],
    temporary: [
      "552 The recipient's mail file has exceeded its quota",
      'Database is over its quota',
      '550 Mail file is over the size limit',
    ],
    policy: ['554 Relay rejected for policy reasons.', '550 Your host is not allowed: policy'],
    unclear: [
      '550 User li not unique. Several matches found in Domino Directory.',
      '550 Li Na matches multiple entries in Domino Directory',
    ],
  },
  'Exchange Online': {
    'no-such-mailbox': [
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found',
      "550 5.1.1 The email address wasn't found at example.com",
      '550 5.4.310 DNS domain tea.example does not exist [Message=InfoDomainNonexistent]',
      '5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 550 5.1.1 User unknown',
    ],
    temporary: [
      '550 5.2.0 STOREDRV.Deliver.Exception:QuotaExceededException; Failed to process message due to a permanent exception',
      '550 5.2.1 STOREDRV.Deliver.Exception:AccountDisabledException; mailbox logon denied',
      '554 5.2.0 STOREDRV.Deliver.Exception:StorageTransientException; Failed due to a transient exception',
      '550 5.4.316 Message expired, connection refused(Socket error code 10061)',
      '550 5.4.312 Message expired, DNS query failed(ServerFailure)',
      '550 5.2.14 RESOLVER.FWD.NotFound; misconfigured forwarding address',
      "554 5.2.122 The recipient has exceeded the mailbox's capacity",
    ],
    policy: [
      '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized',
      '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
      '550 5.7.124 RESOLVER.RST.NotInAllowList; sender not in allowed-senders list',
      '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
      '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient',
      '550 5.7.508 Access denied, [192.0.2.1] has exceeded permitted limits within its range',
      '550 5.1.8 Access denied, bad outbound sender AS(42004)',
      '550 5.2.1 Content Filter agent quarantined this message',
      "550 5.2.121 Recipient's per hour message receive limit from specific sender exceeded",
    ],
    unclear: [
      '550 5.4.1 All recipient addresses rejected : Access denied. AS(201806281)',
      '550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous',
      '550 5.7.64 TenantAttribution; Relay Access Denied',
      '550 5.4.14 Hop count exceeded - possible mail loop ATTR34',
      '5.1.351 Remote server returned unknown recipient or mailbox unavailable',
    ],
  },
  Cisco: {
    'no-such-mailbox': [
      "5.1.1 - Bad destination mailbox address ('550', ['5.1.1 <li@example.com>: user unknown'])",
      "5.1.0 - Unknown address error ('550', ['5.1.1 User unknown'])",
      "5.1.2 - Bad destination host ('000', ['DNS Hard Error looking up tea.example (MX): NXDomain'])",
    ],
    temporary: [
      "5.4.7 - Delivery expired (message too old) ('000', ['timeout'])",
      "5.3.0 - Other mail system problem ('552', ['5.2.2 mailbox full'])",
    ],
    policy: [
      "5.3.0 - Other mail system problem ('554', ['5.7.1 blocked by reputation'])",
      "5.1.0 - Unknown address error ('550', ['Your message was rejected as spam'])",
      '554 Your access to this mail system has been rejected due to poor reputation of the sending domain',
    ],
    unclear: [
      '550 #5.1.0 Address rejected.',
      "5.1.0 - Unknown address error ('550', ['rejected'])",
      "5.3.0 - Other mail system problem ('550', ['not here'])",
    ],
  },
  'any server, of a mailbox in trouble': {
    temporary: [
      '550 5.2.1 Mailbox disabled due to inactivity',
      '550 This account has been inactive and is blocked',
      '550 The account is idle, user unknown',
      '550 Mailbox not activated',
      '550 The user has never logged in: account not active',
      '552 Mailbox limit exceeded',
      '552 User exceeded the mailbox capacity',
      '552 Too many messages in mailbox',
      '552 Message count limit reached for this mailbox: limit exceeded',
      '550 Storage limit exceeded',
      '550 The account does not exist or is over quota',
      '550 User unknown or mailbox full',
      '550 The recipient account is locked',
      "550 The recipient's mailbox is blocked",
      '550 Recipient mailbox is read-only',
    ],
    'no-such-mailbox': [
      '550 The account was deleted after a year of inactivity',
      '550 Cannot find the recipient',
      '550 Not a valid mailbox',
      '550 The mailbox is no longer in use',
      '550 Account no longer exists',
      '550 Account permanently deleted',
    ],
    policy: [
      '550 Recipient not found in your whitelist',
      '550 User not found in the allow list of senders',
      '550 5.7.1 Your account is blocked for sending limits exceeded',
    ],
  },
}
