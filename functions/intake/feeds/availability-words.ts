/** How feeds say whether an article can be bought now, in the languages in which shops export. */
import { comparable } from '../import/larger-languages.ts'

/**
 * What can only mean one of them: a language a line, words separated by `|`, without regard to
 * capitals, accents, blanks, hyphens and underscores. Preorders and the like are not to be had now.
 */
const WORDS = {
  yes: `
    schema.org: InStock|LimitedAvailability|OnlineOnly|MadeToOrder
    en: yes|y|true|1|on|available|in stock|low stock|limited stock|available for order|in stock online
    ar: متوفر|متاح|نعم
    cs: skladem|dostupné|ano
    da: på lager|ja
    de: ja|auf lager|lieferbar|sofort lieferbar|verfügbar|sofort verfügbar|vorrätig
    el: διαθέσιμο|σε απόθεμα|ναι
    es: en stock|en existencias|en existencia|hay existencias|disponible|sí
    fi: varastossa|saatavilla|kyllä
    fr: en stock|disponible|oui
    he: במלאי|זמין|כן
    hi: स्टॉक में|उपलब्ध
    hu: raktáron|készleten|elérhető|igen
    id: tersedia|ada stok|ya
    it: disponibile|in magazzino|sì
    ja: 在庫あり|在庫有り|販売中|あり|有り
    ko: 재고 있음|판매 중|예
    nb: på lager|tilgjengelig
    nl: op voorraad|leverbaar|beschikbaar|ja
    pl: dostępny|dostępne|w magazynie|na stanie|tak
    pt: em estoque|em stock|disponível|sim
    ro: în stoc|disponibil|da
    ru: в наличии|есть в наличии|есть|да
    sk: na sklade|skladom|dostupné|áno
    sv: i lager|finns i lager|tillgänglig
    th: มีสินค้า|พร้อมส่ง
    tr: stokta|stokta var|mevcut|evet
    uk: в наявності|є в наявності|так
    vi: còn hàng|có hàng
    zh: 有货|有貨|现货|現貨|有库存|有庫存|在售|在架|上架|已上架|是|有
  `,
  no: `
    schema.org: OutOfStock|SoldOut|Discontinued|BackOrder|PreOrder|PreSale|InStoreOnly|Reserved
    en: no|n|false|0|off|unavailable|not available|out of stock|not in stock|no stock|sold|sold out|discontinued|temporarily out of stock|currently unavailable|temporarily unavailable|on backorder|backordered|available on backorder|coming soon|mark as sold|marked as sold|obsolete|retired|archived|deleted|draft|expired|inactive
    ar: غير متوفر|غير متاح|نفذ من المخزون|نفدت الكمية|لا
    cs: vyprodáno|nedostupné|není skladem|předobjednávka|ne
    da: udsolgt|ikke på lager|udgået|nej
    de: nein|nicht lieferbar|nicht mehr lieferbar|derzeit nicht lieferbar|zurzeit nicht lieferbar|momentan nicht lieferbar|nicht verfügbar|nicht mehr verfügbar|derzeit nicht verfügbar|zurzeit nicht verfügbar|momentan nicht verfügbar|nicht auf lager|nicht vorrätig|ausverkauft|vergriffen|vorbestellung|vorbestellbar|nachbestellt|im rückstand
    el: εξαντλημένο|εξαντλήθηκε|μη διαθέσιμο|όχι
    es: agotado|agotada|sin existencias|sin stock|fuera de stock|no disponible|preventa|descatalogado
    fi: loppu varastosta|loppuunmyyty|ei varastossa|ei saatavilla|ei
    fr: rupture|rupture de stock|en rupture|en rupture de stock|hors stock|épuisé|épuisée|indisponible|non disponible|pas disponible|précommande|non
    he: אזל|אזל מהמלאי|לא במלאי|לא זמין|לא
    hi: स्टॉक में नहीं|उपलब्ध नहीं
    hu: elfogyott|nincs raktáron|nincs készleten|nem elérhető|kifutott|nem
    id: habis|stok habis|tidak tersedia|tidak
    it: esaurito|esaurita|non disponibile|non in magazzino|preordine|fuori produzione
    ja: 在庫なし|在庫無し|在庫切れ|売り切れ|売切れ|売切|品切れ|完売|販売終了|なし|無し|予約|予約受付中|入荷待ち
    ko: 품절|일시 품절|재고 없음|판매 중지|판매 종료|단종|예약|아니요
    nb: utsolgt|ikke på lager|nei
    nl: uitverkocht|niet op voorraad|niet leverbaar|niet beschikbaar|nabestelling|nee
    pl: niedostępny|niedostępne|brak|brak w magazynie|wyprzedany|wyprzedane|przedsprzedaż|nie
    pt: esgotado|esgotada|indisponível|não disponível|sem estoque|sem stock|fora de estoque|fora de stock|pré-venda|não
    ro: stoc epuizat|indisponibil|nu este în stoc|nu
    ru: нет в наличии|распродано|снято с производства|предзаказ|под заказ|нет
    sk: vypredané|nedostupné|nie je skladom|nie je na sklade|predobjednávka|nie
    sv: slut|slut i lager|slutsåld|ej i lager|inte i lager|utgått|nej
    th: สินค้าหมด|หมด
    tr: stokta yok|tükendi|mevcut değil|hayır
    uk: немає в наявності|немає|розпродано|передзамовлення|ні
    vi: hết hàng|không có sẵn|không
    zh: 缺货|缺貨|无货|無貨|没货|断货|斷貨|售罄|售完|已售完|已售罄|下架|已下架|停售|停产|停產|预售|預售|预订|補貨中|补货中|无库存|無庫存|否|无|無|没有
  `,
} as const
export type Availability = keyof typeof WORDS

/** `https://schema.org/InStock`, and without the scheme. */
const SCHEMA_ORG = /^(?:https?:\/\/)?(?:www\.)?schema\.org\//i

/** A number below zero keeps its sign. */
const plain = (text: string): string => comparable(text).replace(/[\s_]|-(?!\d)/g, '')

const wordsOf = (availability: Availability): readonly string[] =>
  WORDS[availability]
    .split(/[|\n]/)
    .map((word) => plain(word.replace(/^\s*(?:[a-z]{2}|schema\.org):/, '')))
    .filter((word) => word !== '')

const KNOWN: ReadonlyMap<string, Availability> = new Map(
  (['yes', 'no'] as const).flatMap((each) => wordsOf(each).map((word) => [word, each] as const)),
)

/** What Meta and shop systems call articles that are not to be seen. */
const HIDDEN: ReadonlySet<string> = new Set(
  ['archived', 'hidden', 'staging', 'inactive', 'draft', 'disabled', 'deleted', 'unpublished'].map(
    plain,
  ),
)

/**
 * Whether a status keeps an article from being shown; other words say nothing.
 *
 * @example isHidden('Archived') // true
 */
export const isHidden = (status: string): boolean => HIDDEN.has(plain(status))

/**
 * Undefined for any other word, which may mean either.
 *
 * @example availabilityOf('Out of stock') // 'no'
 * @example availabilityOf('https://schema.org/InStock') // 'yes'
 */
export const availabilityOf = (text: string): Availability | undefined =>
  KNOWN.get(plain(text.replace(SCHEMA_ORG, '')))
