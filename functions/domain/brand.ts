/** How a shop's mails look. What templates may say of it is the same in every mail of a version. */

/** The colours of a mail on a light or on a dark screen, each `#rrggbb`. */
export const BRAND_COLORS = [
  /** Around the card. */
  'page',
  'card',
  'text',
  /** Small print. */
  'muted',
  /** Borders and rules. */
  'line',
  /** Behind what stands out within the card, such as a code. */
  'tint',
  /** Links and buttons. */
  'accent',
  /** Words on a button. */
  'onAccent',
] as const
export type BrandColors = Readonly<Record<(typeof BRAND_COLORS)[number], string>>

export type BrandLink = { readonly name: string; readonly url: string }

/** What a template may use as `brand`: all of it is always there, if only as an empty text. */
export type BrandVariables = {
  readonly light: BrandColors
  readonly dark: BrandColors
  /** A list of families, as CSS has it. */
  readonly font: string
  readonly headingFont: string
  /** Of corners, in pixels. */
  readonly radius: number
  /** `url` is empty where there is none: then the name of the shop stands in its place. */
  readonly logo: {
    readonly url: string
    /** For dark screens; the same as `url` where there is no other. */
    readonly darkUrl: string
    /** In pixels, as it is shown. */
    readonly width: number
    readonly height: number
  }
  /** A line of the shop's own at the end of each mail, in its language. */
  readonly footer: string
  /** Social networks and apps, in the order of the file. */
  readonly links: readonly BrandLink[]
  /** `url` is empty where there is none. */
  readonly wechat: { readonly url: string; readonly label: string }
}

/** Where a shop has no brand.yaml, or leaves something out. */
export const DEFAULT_BRAND: BrandVariables = {
  light: {
    page: '#f5f1ea',
    card: '#ffffff',
    text: '#26231f',
    muted: '#665e54',
    line: '#e4ddd1',
    tint: '#f7f4ee',
    accent: '#1f5f54',
    onAccent: '#ffffff',
  },
  dark: {
    page: '#171613',
    card: '#23211d',
    text: '#f2eee7',
    muted: '#b8b0a4',
    line: '#403c35',
    tint: '#2f2c27',
    accent: '#8fd6c6',
    onAccent: '#10241f',
  },
  font: "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  headingFont: '',
  radius: 12,
  logo: { url: '', darkUrl: '', width: 0, height: 0 },
  footer: '',
  links: [],
  wechat: { url: '', label: '' },
}

/**
 * Contrast of two colours by WCAG 2.2 (1.4.3): 1 to 21, at least 4.5 for text.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 * @param a `#rrggbb`
 * @example contrastOf('#ffffff', '#000000') // 21
 */
export function contrastOf(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance of sRGB, 0 to 1. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const channel = Number.parseInt(color.slice(from, from + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
