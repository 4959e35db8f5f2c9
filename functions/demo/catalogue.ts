/** The demonstration shop and its products. No such shop exists. */
import type { Shop } from '../domain/policy.ts'

export const DEMO_CURRENCY = 'GBP'

/** The languages of the demonstration's shop. */
export const DEMO_LOCALES = ['en', 'zh-CN'] as const
export type DemoLocale = (typeof DEMO_LOCALES)[number]

type InDemoLocales = Readonly<Record<DemoLocale, string>>

export const demoShopNames: InDemoLocales = { en: 'Kettle & Leaf', 'zh-CN': '一壶一叶' }

/** Not open yet: who runs the demonstration opens it once its history is loaded. */
export const demoShop: Shop = {
  id: 'demo',
  name: demoShopNames.en,
  zone: 'Europe/London',
  postalAddress: '1 Example Quay, Sampleton ZZ1 1ZZ, United Kingdom',
  from: { name: demoShopNames.en, address: 'hello@shop.example.com' },
  url: 'https://shop.example.com',
}

export const TEA_FAMILIES = ['black', 'green', 'oolong', 'dark', 'white', 'herbal'] as const
export type TeaFamily = (typeof TEA_FAMILIES)[number]

export type CatalogueProduct = {
  readonly sku: string
  readonly family: TeaFamily | 'teaware'
  readonly title: InDemoLocales
  /** Pence, tax included. */
  readonly unitMinor: number
}

const product = (
  family: CatalogueProduct['family'],
  sku: string,
  unitMinor: number,
  en: string,
  zh: string,
): CatalogueProduct => ({ sku, family, title: { en, 'zh-CN': zh }, unitMinor })

/** Within a family the best-seller comes first. */
export const products: readonly CatalogueProduct[] = [
  product('black', 'BLK-EBR-100', 690, 'English Breakfast, 100 g', '英式早餐红茶 100 克'),
  product('black', 'BLK-EGR-100', 740, 'Earl Grey with Bergamot, 100 g', '佛手柑伯爵红茶 100 克'),
  product('black', 'BLK-ASM-100', 820, 'Assam Second Flush, 100 g', '阿萨姆夏摘红茶 100 克'),
  product('black', 'BLK-DRJ-050', 1250, 'Darjeeling First Flush, 50 g', '大吉岭春摘红茶 50 克'),
  product('black', 'BLK-KMN-050', 980, 'Keemun Red, 50 g', '祁门红茶 50 克'),
  product('black', 'BLK-LPS-050', 890, 'Smoky Lapsang, 50 g', '烟熏正山小种 50 克'),
  product('black', 'BLK-DHG-050', 1150, 'Yunnan Golden Tips, 50 g', '滇红金芽 50 克'),
  product('green', 'GRN-LJG-050', 1480, 'Longjing Dragon Well, 50 g', '西湖龙井 50 克'),
  product('green', 'GRN-SEN-100', 1120, 'Everyday Sencha, 100 g', '日常煎茶 100 克'),
  product('green', 'GRN-JAS-050', 1090, 'Jasmine Pearls, 50 g', '茉莉龙珠 50 克'),
  product('green', 'GRN-BLC-050', 1350, 'Biluochun Spring Green, 50 g', '碧螺春 50 克'),
  product('green', 'GRN-GEN-100', 780, 'Genmaicha with Roasted Rice, 100 g', '玄米茶 100 克'),
  product('green', 'GRN-MAT-030', 1890, 'Ceremonial Matcha, 30 g', '仪式级抹茶 30 克'),
  product('oolong', 'OOL-TGY-050', 1180, 'Tieguanyin, 50 g', '安溪铁观音 50 克'),
  product('oolong', 'OOL-ALI-050', 1690, 'Alishan High Mountain, 50 g', '阿里山高山乌龙 50 克'),
  product('oolong', 'OOL-DHP-050', 1540, 'Da Hong Pao Rock Oolong, 50 g', '武夷大红袍 50 克'),
  product('oolong', 'OOL-MLK-050', 1050, 'Milk Oolong, 50 g', '金萱奶香乌龙 50 克'),
  product('oolong', 'OOL-ORB-050', 1420, 'Oriental Beauty, 50 g', '东方美人 50 克'),
  product('dark', 'DRK-MIN-100', 950, 'Ripe Pu-erh Mini Cakes, 100 g', '熟普小沱茶 100 克'),
  product('dark', 'DRK-RPE-357', 3400, 'Ripe Pu-erh Cake, 357 g', '熟普七子饼 357 克'),
  product('dark', 'DRK-SHG-357', 4600, 'Raw Pu-erh Cake, 357 g', '生普七子饼 357 克'),
  product('dark', 'DRK-TNG-050', 880, 'Tangerine-peel Pu-erh, 50 g', '陈皮普洱 50 克'),
  product('white', 'WHT-PEO-050', 990, 'White Peony, 50 g', '白牡丹 50 克'),
  product('white', 'WHT-SLV-050', 1790, 'Silver Needle, 50 g', '白毫银针 50 克'),
  product('white', 'WHT-SHM-100', 1240, 'Aged Shou Mei, 100 g', '老寿眉 100 克'),
  product('herbal', 'HRB-CHR-030', 620, 'Chrysanthemum Flowers, 30 g', '胎菊 30 克'),
  product('herbal', 'HRB-MNT-050', 540, 'Garden Peppermint, 50 g', '薄荷叶 50 克'),
  product('herbal', 'HRB-ROO-100', 590, 'Rooibos, 100 g', '路易波士茶 100 克'),
  product('herbal', 'HRB-GNG-050', 650, 'Lemon and Ginger, 50 g', '柠檬姜茶 50 克'),
  product('herbal', 'HRB-OSM-030', 720, 'Osmanthus Blossom, 30 g', '桂花 30 克'),
  product('teaware', 'WRE-STR-001', 850, 'Steel Basket Strainer', '不锈钢滤茶器'),
  product('teaware', 'WRE-MUG-001', 1600, 'Stoneware Mug with Lid', '带盖粗陶杯'),
  product('teaware', 'WRE-GWN-001', 2200, 'Porcelain Gaiwan, 120 ml', '白瓷盖碗 120毫升'),
  product('teaware', 'WRE-CUP-004', 1900, 'Tasting Cups, Set of Four', '品茗杯四只装'),
  product('teaware', 'WRE-POT-001', 3600, 'Glass Teapot, 600 ml', '玻璃茶壶 600毫升'),
  product('teaware', 'WRE-PCH-001', 1750, 'Glass Sharing Pitcher, 250 ml', '玻璃公道杯 250毫升'),
  product('teaware', 'WRE-CAD-001', 1350, 'Tin Tea Caddy, 200 g', '马口铁茶叶罐 200 克'),
  product('teaware', 'WRE-WSK-001', 2100, 'Bamboo Matcha Whisk and Bowl', '竹茶筅与抹茶碗'),
  product('teaware', 'WRE-TRY-001', 4200, 'Bamboo Tea Tray', '竹制茶盘'),
  product('teaware', 'WRE-YIX-001', 8900, 'Clay Teapot, 150 ml', '紫砂壶 150毫升'),
]

/** What the shop says of a product in one language; the price is what the catalogue says. */
export function productPage(item: CatalogueProduct, locale: string) {
  const url = `${demoShop.url}/p/${item.sku.toLowerCase()}`
  return {
    title: titleIn(item, locale),
    url,
    imageUrl: `${url}.jpg`,
    priceMinor: item.unitMinor,
    currency: DEMO_CURRENCY,
  }
}

/** The title as the shop's page shows it to readers of a language. */
export const titleIn = (item: CatalogueProduct, locale: string): string =>
  item.title[demoLocaleOf(locale)]

/** What a reader of a locale is shown; English where the shop has nothing of theirs. */
export const demoLocaleOf = (locale: string): DemoLocale =>
  DEMO_LOCALES.find((one) => languageOf(one) === languageOf(locale)) ?? 'en'

const languageOf = (locale: string): string => locale.split('-', 1)[0] ?? locale
