/** HTML that is safe by default: whatever is put into a template is text unless it is HTML. */

const SOURCE = Symbol('html')

/** Made only by `html`, so that no text from outside can pass for it. */
export type Html = { readonly [SOURCE]: string }

export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')

function sourceOf(value: HtmlValue): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  return SOURCE in value ? value[SOURCE] : value.map(sourceOf).join('')
}

/**
 * A template of HTML. Text is escaped for element content and quoted attributes, the only places
 * where it is allowed; never insert text into a script, a style or an attribute's name. Lists are
 * joined, undefined and false are omitted.
 *
 * @example String(source(html`<p title="${'"'}">${'<b>'}</p>`)) // '<p title="&quot;">&lt;b&gt;</p>'
 */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => ({
  [SOURCE]: strings.reduce((all, text, i) => all + sourceOf(values[i - 1]) + text),
})

/** @example source(html`<br>`) // '<br>' */
export const source = (page: Html): string => page[SOURCE]
