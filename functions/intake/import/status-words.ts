/** How the status of an order is written, in the languages in which shops export it. */

/** Closed: what an export says is one of these, or the file is refused. */
export const ORDER_STATUSES = [
  'paid',
  'processing',
  'completed',
  'partially-refunded',
  'refunded',
  'partially-paid',
  'authorized',
  'pending',
  'on-hold',
  'cancelled',
  'failed',
  'expired',
  'draft',
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/**
 * The labels of WooCommerce and its translations, of Shopify and of what plugins make of them: a
 * language a line, words separated by `|`, without regard to capitals, accents and hyphens.
 */
export const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  paid: `
    en: paid
    ar: مدفوع|مدفوعة
    cs: zaplaceno|zaplacená
    da: betalt
    de: bezahlt
    el: πληρώθηκε|πληρωμένη
    es: pagado|pagada
    fi: maksettu
    fr: payé|payée
    he: שולם
    hu: fizetve|kifizetve
    id: lunas|dibayar
    it: pagato|pagata
    ja: 支払い済み|支払済み|入金済み
    ko: 결제 완료|결제완료|입금 완료|입금완료
    nb: betalt
    nl: betaald
    pl: opłacone|zapłacone
    pt: pago|paga
    ro: plătită|plătit
    ru: оплачен|оплачено|оплачена
    sk: zaplatené|zaplatená
    sv: betald
    tr: ödendi
    uk: оплачено
    vi: đã thanh toán
    zh: 已付款|已支付|已付
  `,
  processing: `
    en: processing
    ar: قيد التنفيذ|قيد المعالجة
    cs: zpracovává se
    da: behandles|under behandling|igangværende
    de: in bearbeitung|in verarbeitung
    el: σε επεξεργασία|επεξεργασία
    es: procesando|en proceso
    fi: käsittelyssä|käsitellään
    fr: en cours|en cours de traitement|en traitement
    he: בטיפול|בתהליך
    hu: feldolgozás alatt
    id: sedang diproses|diproses|memproses
    it: in lavorazione|in elaborazione
    ja: 処理中
    ko: 처리 중|처리중
    nb: behandles|under behandling
    nl: in behandeling|wordt verwerkt|verwerken
    pl: w trakcie realizacji|przetwarzanie|przetwarzane|w realizacji
    pt: processando|em processamento|a processar
    ro: în procesare|se procesează|în curs de procesare
    ru: обработка|в обработке|обрабатывается
    sk: spracováva sa|spracovanie|spracúva sa
    sv: behandlas|bearbetas
    tr: hazırlanıyor|işleniyor
    uk: обробляється|в обробці|опрацьовується
    vi: đang xử lý
    zh: 处理中|正在处理|處理中|處理中的訂單
  `,
  completed: `
    en: completed|complete
    ar: مكتمل|مكتملة
    cs: dokončeno|dokončená|vyřízeno
    da: gennemført|færdig|færdiggjort|afsluttet
    de: abgeschlossen|fertiggestellt|vollständig
    el: ολοκληρώθηκε|ολοκληρωμένη|ολοκληρωμένο
    es: completado|completada
    fi: valmis|suoritettu
    fr: terminé|terminée|complétée
    he: הושלם|הושלמה
    hu: teljesítve|teljesített|befejezett|befejezve
    id: selesai
    it: completato|completata
    ja: 完了|完了済み
    ko: 완료|완료됨
    nb: fullført|ferdig
    nl: afgerond|voltooid
    pl: zrealizowane|ukończone|zakończone
    pt: concluído|concluída|completo
    ro: finalizată|finalizat
    ru: выполнен|выполнено|завершён|завершено
    sk: dokončené|dokončená|vybavené
    sv: färdigbehandlad|slutförd|klar
    tr: tamamlandı
    uk: виконано|завершено
    vi: đã hoàn thành|hoàn thành
    zh: 已完成|完成
  `,
  'partially-refunded': `
    en: partially refunded
    de: teilweise erstattet|teilweise rückerstattet
    es: parcialmente reembolsado|reembolsado parcialmente
    fr: partiellement remboursé|partiellement remboursée
    it: parzialmente rimborsato|rimborsato parzialmente
    ja: 一部返金済み
    nl: gedeeltelijk terugbetaald
    zh: 部分退款
  `,
  refunded: `
    en: refunded
    ar: مسترد|مستردة|تم الاسترداد
    cs: vráceno|refundováno|peníze vráceny
    da: refunderet
    de: erstattet|rückerstattet|zurückerstattet
    el: επιστράφηκε|επιστροφή χρημάτων|έγινε επιστροφή χρημάτων
    es: reembolsado|reembolsada
    fi: hyvitetty|palautettu
    fr: remboursé|remboursée
    he: הוחזר|זוכה|הוחזר כספית
    hu: visszatérítve|visszatérített
    id: dikembalikan
    it: rimborsato|rimborsata
    ja: 返金済み|払い戻し済み|返金
    ko: 환불|환불됨|환불 완료|환불완료
    nb: refundert|tilbakebetalt
    nl: terugbetaald
    pl: zwrócone|zwrócono
    pt: reembolsado|reembolsada
    ro: rambursată|rambursat|returnată
    ru: возвращён|возвращено|возврат|возмещён
    sk: refundované|vrátené
    sv: återbetald
    tr: iade edildi|geri ödendi
    uk: повернено|повернуто|відшкодовано
    vi: đã hoàn tiền|đã hoàn lại tiền
    zh: 已退款|已退费|已退費
  `,
  'partially-paid': `
    en: partially paid
    de: teilweise bezahlt
    zh: 部分付款
  `,
  authorized: `
    en: authorized|authorised
  `,
  pending: `
    en: pending|pending payment|awaiting payment|unpaid
    ar: بانتظار الدفع|قيد انتظار الدفع|في انتظار الدفع
    cs: čeká na platbu|čekající na platbu|čeká se na platbu
    da: afventer betaling
    de: zahlung ausstehend|ausstehende zahlung|ausstehend|unbezahlt|offen|wartet auf zahlung
    el: εκκρεμεί πληρωμή|σε αναμονή πληρωμής|εκκρεμεί η πληρωμή
    es: pendiente de pago|pago pendiente|pendiente
    fi: odottaa maksua|odottaa maksusuoritusta
    fr: en attente de paiement|en attente paiement|attente paiement|paiement en attente
    he: ממתין לתשלום|ממתינה לתשלום
    hu: fizetésre vár|fizetés függőben|függőben lévő fizetés
    id: menunggu pembayaran|pembayaran tertunda
    it: in attesa di pagamento|pagamento in sospeso
    ja: 支払い待ち|支払待ち|保留中の支払い|未払い
    ko: 결제 대기|결제 대기 중|결제대기|결제대기중|입금 대기|입금대기
    nb: venter på betaling|avventer betaling
    nl: wachtend op betaling|in afwachting van betaling|wacht op betaling|openstaand
    pl: oczekujące na płatność|oczekuje na płatność|w oczekiwaniu na płatność|nieopłacone
    pt: pagamento pendente|aguarda pagamento|aguardando pagamento|pendente
    ro: plată în așteptare|în așteptarea plății
    ru: в ожидании оплаты|ожидает оплаты|ожидание оплаты|не оплачен
    sk: čaká na platbu|čakajúce na platbu
    sv: inväntar betalning|väntar på betalning
    tr: ödeme bekleniyor|ödeme bekliyor
    uk: очікує оплати|очікування оплати|в очікуванні оплати
    vi: chờ thanh toán
    zh: 待付款|等待付款|待支付|未付款|等待付款中|待处理
  `,
  'on-hold': `
    en: on hold
    ar: قيد الانتظار
    cs: pozastaveno|čeká na vyřízení
    da: afventer|på hold
    de: in wartestellung|wartend|zurückgestellt
    el: σε αναμονή
    es: en espera
    fi: pidossa|jonossa|odottaa
    fr: en attente
    he: מושהה|בהמתנה
    hu: várakoztatva|várakozik|visszatartva
    id: ditahan|tertahan
    it: in sospeso|sospeso|in attesa
    ja: 保留中|保留
    ko: 보류|보류 중|보류중|보류됨
    nb: på vent|avventer
    nl: in de wacht|in wacht
    pl: wstrzymane|wstrzymano|wstrzymane (oczekujące na płatność)
    pt: aguardando|aguarda confirmação|em espera
    ro: în așteptare
    ru: на удержании|на рассмотрении
    sk: pozastavené
    sv: parkerad|vilande|pausad
    tr: beklemede
    uk: на утриманні|призупинено
    vi: tạm giữ
    zh: 保留|暂停|保留中
  `,
  cancelled: `
    en: cancelled|canceled|voided|trash
    ar: ملغي|ملغى|ملغية|تم الإلغاء
    cs: zrušeno|stornováno
    da: annulleret
    de: storniert|abgebrochen
    el: ακυρώθηκε|ακυρωμένη|ακυρωμένο
    es: cancelado|cancelada|anulado
    fi: peruutettu|peruttu
    fr: annulé|annulée
    he: בוטל|בוטלה
    hu: visszamondva|törölve|lemondva|visszavonva
    id: dibatalkan|batal
    it: annullato|annullata|cancellato|cancellata
    ja: キャンセル|キャンセル済み|キャンセルしました
    ko: 취소|취소됨|취소 완료
    nb: kansellert|avbrutt|avlyst
    nl: geannuleerd
    pl: anulowane|anulowano
    pt: cancelado|cancelada
    ro: anulată|anulat
    ru: отменён|отменено
    sk: zrušené|zrušená
    sv: avbruten|annullerad
    tr: iptal edildi|iptal
    uk: скасовано
    vi: đã hủy|đã huỷ
    zh: 已取消|取消
  `,
  failed: `
    en: failed
    ar: فشل|فاشل|فشلت
    cs: selhalo|neúspěšná|neúspěšné
    da: mislykket|mislykkedes|fejlet
    de: fehlgeschlagen
    el: απέτυχε|αποτυχημένη|αποτυχία
    es: fallido|fallida|ha fallado
    fi: epäonnistui|epäonnistunut
    fr: échoué|échouée|échec
    he: נכשל|נכשלה
    hu: sikertelen|meghiúsult
    id: gagal
    it: fallito|fallita|non riuscito
    ja: 失敗|失敗しました
    ko: 실패|실패함|실패됨
    nb: mislyktes|mislykket|feilet
    nl: mislukt
    pl: nieudane|nie powiodło się
    pt: malsucedido|falhou|falhada|falhado
    ro: eșuată|eșuat
    ru: не удался|неудача|не удалось|неудавшийся
    sk: zlyhalo|neúspešné|neúspešná
    sv: misslyckad|misslyckades|misslyckats
    tr: başarısız
    uk: не вдалося|невдалий|невдало
    vi: thất bại
    zh: 失败|已失败|失敗
  `,
  expired: `
    en: expired
  `,
  draft: `
    en: draft|checkout draft|auto draft
    cs: koncept
    da: kladde
    de: entwurf
    es: borrador
    fi: luonnos
    fr: brouillon
    it: bozza
    ja: 下書き
    nb: kladd
    nl: concept
    pl: szkic
    pt: rascunho
    ru: черновик
    sv: utkast
    tr: taslak
    zh: 草稿
  `,
}
