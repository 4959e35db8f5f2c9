/** The columns of WooCommerce's export of products, in the languages of its administration. */
import { comparable } from '../import/larger-languages.ts'

/**
 * As WooCommerce and its translations have had them: a language a line, names separated by `|`,
 * compared without regard to capitals, accents, blanks and punctuation.
 */
const NAMES = {
  id: `
    en: ID
  `,
  type: `
    en: Type
    de: Typ
    es: Tipo
    ja: タイプ|種類
    nl: Soort
    zh: 类型|產品類型
  `,
  sku: `
    en: SKU
    de: Artikelnummer|Artikelnummer (SKU)|Art.-Nr.
    fr: UGS
    it: COD
    nl: Artikelnummer
    pt: REF
    zh: 货号
  `,
  name: `
    en: Name
    es: Nombre
    fr: Nom
    it: Nome
    ja: 名前
    nl: Naam
    pl: Nazwa
    pt: Nome
    zh: 名称|名稱
  `,
  published: `
    en: Published
    de: Veröffentlicht
    es: Publicado
    fr: Publié
    it: Pubblicato
    ja: 公開済み|公開
    nl: Gepubliceerd
    pl: Opublikowano|Opublikowane
    pt: Publicado
    zh: 已发布|已發佈
  `,
  visibility: `
    en: Visibility in catalog
    de: Sichtbarkeit im Katalog|Katalogsichtbarkeit
    es: Visibilidad en el catálogo
    fr: Visibilité dans le catalogue
    it: Visibilità nel catalogo
    ja: カタログでの表示
    nl: Zichtbaarheid in catalogus
    pl: Widoczność w katalogu
    pt: Visibilidade no catálogo
    zh: 目录可见性|在目录中的可见性|目录中的可见性
  `,
  inStock: `
    en: In stock?
    de: Vorrätig?|Auf Lager?
    es: ¿Existencias?|¿En inventario?|¿Hay existencias?
    fr: En stock ?|En inventaire?
    it: In stock?|In magazzino?|Disponibile?
    ja: 在庫の有無|在庫あり?
    nl: Op voorraad?
    pl: W magazynie?|Na stanie?
    pt: Em estoque?|Em stock?
    zh: 有货？|有库存？|有库存吗？|有貨？
  `,
  regularPrice: `
    en: Regular price
    de: Regulärer Preis|Normaler Preis
    es: Precio normal|Precio regular
    fr: Tarif régulier|Prix régulier
    it: Prezzo di listino|Prezzo normale
    ja: 標準価格|通常価格
    nl: Reguliere prijs|Normale prijs
    pl: Cena|Cena regularna
    pt: Preço|Preço normal
    zh: 常规售价|常规价格|原价|定價
  `,
  salePrice: `
    en: Sale price
    de: Angebotspreis
    es: Precio rebajado
    fr: Tarif promo|Prix promo
    it: Prezzo in offerta
    ja: セール価格
    nl: Actieprijs
    pl: Cena promocyjna
    pt: Preço promocional
    zh: 促销价格|促销价|促销售价|折扣價
  `,
  saleFrom: `
    en: Date sale price starts
    de: Datum, an dem Angebotspreis beginnt|Datum, an dem der Angebotspreis beginnt|Angebotspreis gültig ab
    es: Día en que empieza el precio rebajado
    fr: Date de début de promo
    it: Data di inizio del prezzo in offerta|Data inizio prezzo in offerta
    ja: セール価格の開始日
    nl: Startdatum actieprijs
    pl: Data rozpoczęcia promocji
    pt: Data de preço promocional começa em|Data de início do preço promocional
    zh: 促销开始日期|促销价格开始日期
  `,
  saleUntil: `
    en: Date sale price ends
    de: Datum, an dem Angebotspreis endet|Datum, an dem der Angebotspreis endet|Angebotspreis gültig bis
    es: Día en que termina el precio rebajado
    fr: Date de fin de promo
    it: Data di fine del prezzo in offerta|Data fine prezzo in offerta
    ja: セール価格の終了日
    nl: Einddatum actieprijs
    pl: Data zakończenia promocji
    pt: Data de preço promocional termina em|Data de fim do preço promocional
    zh: 促销结束日期|促销价格结束日期
  `,
  images: `
    en: Images
    de: Bilder
    es: Imágenes
    it: Immagini
    ja: 画像
    nl: Afbeeldingen
    pl: Obrazki
    pt: Imagens
    zh: 图片|圖片
  `,
  parent: `
    en: Parent
    de: Übergeordnetes Produkt|Eltern
    es: Superior
    it: Genitore
    ja: 親
    nl: Hoofd
    pl: Element nadrzędny
    pt: Ascendente|Produto ascendente
    zh: 父级|上级
  `,
} as const
export type WooColumn = keyof typeof NAMES

const plain = (name: string): string => comparable(name).replace(/[\s\p{P}]/gu, '')

const BY_NAME: ReadonlyMap<string, WooColumn> = new Map(
  Object.entries(NAMES).flatMap(([column, languages]) =>
    languages
      .split(/[|\n]/)
      .map((name) => plain(name.replace(/^\s*[a-z]{2}:/, '')))
      .filter((name) => name !== '')
      .map((name) => [name, column as WooColumn] as const),
  ),
)

/** Which column a name of a header is; undefined for others. @example wooColumn('UGS') // 'sku' */
export const wooColumn = (name: string): WooColumn | undefined => BY_NAME.get(plain(name))
