import { expect, it } from 'vitest'
import { wooColumn } from '../../../functions/intake/feeds/woocommerce-names.ts'
import { fed } from './feeding.ts'
import { woo } from './sample-feeds.ts'

/** The type, the name, whether it is published and in stock, the price and that of a sale. */
const HEADERS: Readonly<Record<string, string>> = {
  en: 'ID,Type,SKU,Name,Published,In stock?,Regular price,Sale price,Images,Parent',
  de: 'ID,Typ,Artikelnummer,Name,Veröffentlicht,Vorrätig?,Regulärer Preis,Angebotspreis,Bilder,Übergeordnetes Produkt',
  es: 'ID,Tipo,SKU,Nombre,Publicado,¿Existencias?,Precio normal,Precio rebajado,Imágenes,Superior',
  fr: 'ID,Type,UGS,Nom,Publié,En stock ?,Tarif régulier,Tarif promo,Images,Parent',
  it: 'ID,Tipo,COD,Nome,Pubblicato,In stock?,Prezzo di listino,Prezzo in offerta,Immagini,Genitore',
  ja: 'ID,タイプ,SKU,名前,公開済み,在庫の有無,標準価格,セール価格,画像,親',
  nl: 'ID,Type,Artikelnummer,Naam,Gepubliceerd,Op voorraad?,Reguliere prijs,Actieprijs,Afbeeldingen,Hoofd',
  pl: 'ID,Typ,SKU,Nazwa,Opublikowano,W magazynie?,Cena,Cena promocyjna,Obrazki,Element nadrzędny',
  'pt-BR': 'ID,Tipo,SKU,Nome,Publicado,Em estoque?,Preço,Preço promocional,Imagens,Ascendente',
  zh: 'ID,类型,SKU,名称,已发布,有货？,常规售价,促销价格,图片,父级',
}

it.each(Object.entries(HEADERS))("reads WooCommerce's export in %s", async (_, header) => {
  const file = woo(
    header,
    '7,variable,,Tea,1,1,,,https://shop.example/tea.jpg,',
    '8,variation,W8,Tea - green,1,1,"19,99","14,99",,id:7',
    '9,variation,W9,Tea - black,1,0,"19,99",,,id:7',
    '10,simple,W10,Cup,0,1,"5,00",,,',
  )
  const { shape, articles } = await fed(file)
  expect(shape).toBe('woocommerce')
  expect(header.split(',').filter((name) => !wooColumn(name))).toEqual([])
  const page = { url: 'https://shop.example/?post_type=product&p=7' }
  const picture = { imageUrl: 'https://shop.example/tea.jpg' }
  expect(articles).toMatchObject([
    {
      sku: 'W8',
      available: true,
      words: { priceMinor: 1999, salePriceMinor: 1499, ...page, ...picture },
    },
    { sku: 'W9', available: false, words: { priceMinor: 1999, ...page, ...picture } },
    { sku: 'W10', available: false, words: { priceMinor: 500 } },
  ])
})

it.each([
  ['a product that is not to be found in the shop', '1,simple,A,Tea,1,1,9,hidden,', false],
  ['a product that may be ordered ahead', '1,simple,A,Tea,1,backorder,9,visible,', false],
  ['a product in stock', '1,simple,A,Tea,1,1,9,visible,', true],
])('knows %s', async (_, row, available) => {
  const header = 'ID,Type,SKU,Name,Published,In stock?,Regular price,Visibility in catalog,Parent'
  expect((await fed(woo(header, row))).articles).toMatchObject([{ sku: 'A', available }])
})

it('has the number of a product where no product has a SKU', async () => {
  const { articles } = await fed(woo('ID,Name,Published,In stock?,Regular price', '7,Tea,1,1,9'))
  expect(articles).toMatchObject([{ sku: '7' }])
})
