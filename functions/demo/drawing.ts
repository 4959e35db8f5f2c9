/** Drawings of the demonstration's products: its shop has no photographs, since it does not exist. */
import { type CatalogueProduct, demoShop, products } from './catalogue.ts'

/** Behind the product, the product, and what is printed on it. */
type Palette = readonly [ground: string, body: string, mark: string]

const PALETTES: Readonly<Record<CatalogueProduct['family'], Palette>> = {
  black: ['#f1e0d6', '#8a3b2a', '#f6c9a3'],
  green: ['#e2ecd9', '#3f6b3a', '#cfe3b4'],
  oolong: ['#efe6d0', '#9a6a1f', '#f5dfa6'],
  dark: ['#e5dcd8', '#4a332c', '#c9a58f'],
  white: ['#eceef0', '#8d9aa5', '#ffffff'],
  herbal: ['#f6e3e6', '#b4546a', '#fbd3c2'],
  teaware: ['#dfe9e8', '#1f5f54', '#f3efe6'],
}

const SIZE = 512

/**
 * A picture of a product as SVG, 512 by 512; the same one each time. Undefined for a product that the
 * demonstration does not sell.
 *
 * @param sku in any case
 * @example drawingOf('WRE-CUP-004')?.startsWith('<svg') // true
 */
export function drawingOf(sku: string): string | undefined {
  const item = products.find((one) => one.sku.toLowerCase() === sku.toLowerCase())
  if (!item) return undefined
  const [ground, body, mark] = PALETTES[item.family]
  const shape = SHAPES[item.sku.slice(4, 7)] ?? tin
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}"><rect width="${SIZE}" height="${SIZE}" fill="${ground}"/><ellipse cx="256" cy="420" rx="150" ry="20" fill="#000" opacity=".09"/>${shape(body, mark, item)}</svg>`
}

const PICTURE = new RegExp(`^${demoShop.url}/p/([a-z0-9-]+)\\.jpg$`)

/**
 * The drawing for the address of a product's picture, as a `data:` address. The demonstration's shop has
 * no server that could show it.
 *
 * @example drawingAt('https://shop.example.com/p/wre-cup-004.jpg') // 'data:image/svg+xml,…'
 */
export function drawingAt(address: string): string | undefined {
  const sku = PICTURE.exec(address)?.[1]
  const drawing = sku === undefined ? undefined : drawingOf(sku)
  return drawing && `data:image/svg+xml,${encodeURIComponent(drawing)}`
}

type Shape = (body: string, mark: string, item: CatalogueProduct) => string

const leaf = (x: number, y: number, turn: number, size: number, color: string): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${size})" fill="${color}"><path d="M0 0C18-34 18-66 0-92C-18-66-18-34 0 0Z"/></g>`

/** Loose tea: a tin with leaves on its label, each in its own arrangement. */
const tin: Shape = (body, mark, { sku, family }) => {
  const place = products.filter((one) => one.family === family).findIndex((one) => one.sku === sku)
  const turn = 9 * (place % 5) - 18
  const leaves = place % 2 === 0 ? [-22, 22] : [-36, 0, 36]
  return `<rect x="166" y="150" width="180" height="270" rx="14" fill="${body}"/><rect x="158" y="112" width="196" height="58" rx="12" fill="${body}"/><rect x="158" y="162" width="196" height="8" fill="#000" opacity=".18"/><rect x="186" y="206" width="140" height="170" rx="10" fill="${mark}"/>${leaves.map((lean) => leaf(256, 340, turn + lean, 0.95, body)).join('')}<rect x="180" y="126" width="12" height="30" rx="6" fill="#fff" opacity=".22"/>`
}

const pot: Shape = (body, mark) =>
  `<path d="M352 240c60-22 76 70 4 100" fill="none" stroke="${body}" stroke-width="24" stroke-linecap="round"/><path d="M166 268c-48-8-58-52-86-62" fill="none" stroke="${body}" stroke-width="26" stroke-linecap="round"/><path d="M146 306c0-72 50-116 110-116s110 44 110 116c0 64-40 110-110 110s-110-46-110-110Z" fill="${body}"/><ellipse cx="256" cy="192" rx="72" ry="18" fill="${mark}"/><circle cx="256" cy="164" r="17" fill="${body}"/>`

const cup: Shape = (body, mark) =>
  `<path d="M344 236c74-14 74 96-8 96" fill="none" stroke="${body}" stroke-width="22"/><path d="M158 206h196l-22 168c-4 30-30 44-76 44s-72-14-76-44Z" fill="${body}"/><ellipse cx="256" cy="206" rx="98" ry="22" fill="${mark}"/><ellipse cx="256" cy="210" rx="78" ry="14" fill="#9a6a1f"/>`

const lidded: Shape = (body, mark) =>
  `<path d="M148 232h216c0 104-40 182-108 182s-108-78-108-182Z" fill="${mark}"/><path d="M148 232h216c0 20-2 38-6 56H154c-4-18-6-36-6-56Z" fill="${body}"/><path d="M164 224c8-52 52-74 92-74s84 22 92 74Z" fill="${mark}"/><ellipse cx="256" cy="226" rx="108" ry="14" fill="${body}"/><circle cx="256" cy="144" r="18" fill="${body}"/><ellipse cx="256" cy="418" rx="96" ry="12" fill="${body}"/>`

const cups: Shape = (body, mark) =>
  [
    [176, 250],
    [336, 250],
    [176, 364],
    [336, 364],
  ]
    .map(
      ([x = 0, y = 0]) =>
        `<path d="M${x - 62} ${y - 26}h124l-16 62c-4 14-16 20-46 20s-42-6-46-20Z" fill="${body}"/><ellipse cx="${x}" cy="${y - 26}" rx="62" ry="14" fill="${mark}"/>`,
    )
    .join('')

const pitcher: Shape = (body, mark) =>
  `<path d="M330 214c84-6 80 128-6 128" fill="none" stroke="${body}" stroke-width="20"/><path d="M170 150h158l12 230c2 28-26 40-84 40s-86-12-84-40Z" fill="${mark}" stroke="${body}" stroke-width="12"/><path d="M182 262h140l8 118c0 18-22 28-74 28s-74-10-74-28Z" fill="#c98b3a" opacity=".75"/><path d="M170 150l-34-22" stroke="${body}" stroke-width="14" stroke-linecap="round"/>`

const strainer: Shape = (body, mark) =>
  `<path d="M160 210h192c0 96-40 164-96 164s-96-68-96-164Z" fill="${mark}"/>${[0, 1, 2, 3].map((row) => [0, 1, 2, 3, 4].map((column) => `<circle cx="${192 + 32 * column}" cy="${244 + 28 * row}" r="5" fill="${body}"/>`).join('')).join('')}<ellipse cx="256" cy="208" rx="112" ry="22" fill="${body}"/><path d="M366 206h84" stroke="${body}" stroke-width="18" stroke-linecap="round"/>`

const whisk: Shape = (body, mark) =>
  `<path d="M120 300h272c-8 76-62 118-136 118s-128-42-136-118Z" fill="${body}"/><ellipse cx="256" cy="300" rx="136" ry="24" fill="#7fa35a"/><rect x="234" y="92" width="44" height="86" rx="10" fill="#d8b878"/>${[-44, -26, -9, 9, 26, 44].map((x) => `<path d="M256 170q${x} 40 ${x} 118" fill="none" stroke="#d8b878" stroke-width="9" stroke-linecap="round"/>`).join('')}<rect x="228" y="168" width="56" height="12" rx="6" fill="${mark}"/>`

const tray: Shape = (body, mark) =>
  `<rect x="86" y="300" width="340" height="110" rx="16" fill="#b98d4f"/><rect x="86" y="300" width="340" height="30" rx="12" fill="#d8b878"/>${[0, 1, 2, 3, 4, 5].map((slat) => `<rect x="${116 + 50 * slat}" y="310" width="30" height="8" rx="4" fill="#8d6733"/>`).join('')}<path d="M150 232h92l-10 50c-2 12-14 18-36 18s-34-6-36-18Z" fill="${mark}"/><path d="M276 210h100v50c0 26-20 42-50 42s-50-16-50-42Z" fill="${body}"/><circle cx="326" cy="200" r="11" fill="${body}"/>`

/** By the middle of their numbers. */
const SHAPES: Readonly<Record<string, Shape>> = {
  ...{ POT: pot, YIX: (_body, mark, item) => pot('#8a4b33', mark, item) },
  ...{ MUG: cup, GWN: lidded, CUP: cups, PCH: pitcher },
  ...{ STR: strainer, WSK: whisk, TRY: tray },
}
