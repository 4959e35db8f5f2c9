/** brand.yaml: how all mails of a shop look. */
import * as z from 'zod/mini'
import {
  type BrandColors,
  type BrandVariables,
  contrastOf,
  DEFAULT_BRAND,
} from '../domain/brand.ts'
import { chooseLocale } from '../domain/locale.ts'
import { type Fault, sentences } from './fault.ts'
import { fixForBrand } from './field-fixes.ts'
import { Locale } from './file-values.ts'
import { type FileFields, readFields } from './read-fields.ts'
import { message } from './schema-messages.ts'

export const BRAND_FILE = 'brand.yaml'

const Color = z.string().check(z.regex(/^#[0-9a-f]{6}$/i))
const Https = z.url({ protocol: /^https$/ })
const Words = z.string().check(z.minLength(1), z.maxLength(300))
/** Quotation marks must be single: it stands in attributes. */
const Families = z.string().check(z.regex(/^[\w\s,'-]{1,300}$/))
const pixels = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))
const ByLocale = z
  .record(Locale, Words)
  .check(z.refine((words) => Object.keys(words).length > 0, { error: message('no-language') }))

/** What is left out has its default. */
const OwnColor = z.exactOptional(Color)
const Colors = z.strictObject({
  ...{ page: OwnColor, card: OwnColor, text: OwnColor, muted: OwnColor },
  ...{ line: OwnColor, tint: OwnColor, accent: OwnColor, onAccent: OwnColor },
} satisfies Record<keyof BrandColors, typeof OwnColor>)

/** @example z.parse(BrandFile, { light: { accent: '#7a1f3d' }, radius: 4 }) */
export const BrandFile = z.strictObject({
  logo: z.exactOptional(
    z.strictObject({
      light: Https,
      dark: z.exactOptional(Https),
      width: pixels(16, 560),
      height: pixels(8, 240),
    }),
  ),
  light: z.exactOptional(Colors),
  dark: z.exactOptional(Colors),
  font: z.exactOptional(Families),
  headingFont: z.exactOptional(Families),
  radius: z.exactOptional(pixels(0, 40)),
  footer: z.exactOptional(ByLocale),
  links: z.exactOptional(
    z.array(z.strictObject({ name: z.union([Words, ByLocale]), url: Https })).check(z.maxLength(8)),
  ),
  wechat: z.exactOptional(z.strictObject({ qr: Https, label: ByLocale })),
})
export type BrandFile = z.infer<typeof BrandFile>

/**
 * @returns no value if there is a fault, or if what is written on a colour could not be read
 * @param file as faults name it
 * @param text an empty one leaves everything out
 * @example readBrand('brand.yaml', 'radius: 4').value // { radius: 4 }
 */
export function readBrand(file: string, text: string): FileFields<BrandFile> {
  const fields = readFields(file, text, BrandFile, fixForBrand)
  const faults = fields.value ? contrastFaults(fields.value, fields) : []
  if (faults.length === 0) return fields
  return { file, lineOf: fields.lineOf, faults }
}

/** What is read on what. */
const READ_ON = [
  ['text', 'card'],
  ['text', 'page'],
  ['text', 'tint'],
  ['muted', 'page'],
  ['muted', 'card'],
  ['accent', 'card'],
  ['accent', 'page'],
  ['onAccent', 'accent'],
] as const satisfies readonly (readonly [keyof BrandColors, keyof BrandColors])[]

/** For text of any size (WCAG 2.2, 1.4.3). */
const LEAST_CONTRAST = 4.5

function contrastFaults(brand: BrandFile, { file, lineOf }: FileFields<BrandFile>): Fault[] {
  return (['light', 'dark'] as const).flatMap((screen) => {
    const colors = { ...DEFAULT_BRAND[screen], ...brand[screen] }
    return READ_ON.flatMap(([words, behind]): Fault[] => {
      const contrast = contrastOf(colors[words], colors[behind])
      if (contrast >= LEAST_CONTRAST) return []
      const own = [words, behind].find((name) => brand[screen]?.[name] !== undefined) ?? words
      const path = [screen, own]
      const line = lineOf(path)
      return [
        {
          ...{ file, ...(line !== undefined && { line }), field: path.join('.') },
          ...sentences((w) => w.brand.contrast({ screen, words, behind, contrast })),
        },
      ]
    })
  })
}

/**
 * What templates in a language see.
 *
 * @example brandFor({ radius: 4 }, 'en').radius // 4
 */
export function brandFor(brand: BrandFile, locale: string): BrandVariables {
  const { logo, footer, links = [], wechat, ...rest } = brand
  const inLanguage = (words: Readonly<Record<string, string>>): string | undefined =>
    words[chooseLocale(locale, Object.keys(words), []) ?? '']
  return {
    ...DEFAULT_BRAND,
    ...rest,
    light: { ...DEFAULT_BRAND.light, ...brand.light },
    dark: { ...DEFAULT_BRAND.dark, ...brand.dark },
    ...(logo && {
      logo: {
        url: logo.light,
        darkUrl: logo.dark ?? logo.light,
        width: logo.width,
        height: logo.height,
      },
    }),
    ...(footer && { footer: inLanguage(footer) ?? '' }),
    links: links.map(({ name, url }) => ({
      name: typeof name === 'string' ? name : (inLanguage(name) ?? Object.values(name)[0] ?? ''),
      url,
    })),
    ...(wechat && inQr(inLanguage(wechat.label), wechat.qr)),
  }
}

/** Only where its words can be read. */
const inQr = (label: string | undefined, url: string) =>
  label === undefined ? {} : { wechat: { url, label } }
