/** The page on which customers set their preferences; it works without a script. */

import { type Html, html } from '../../http/html.ts'
import type { HttpAnswer } from '../../http/problem.ts'
import { tagByScript } from '../../language/language-tags.ts'
import { MAIL_FREQUENCIES, PAUSE_LENGTHS } from '../../language/page-words.ts'
import { ledIn, linkPageAnswer, type PageContext } from './page.ts'
import type { Present } from './preferences.ts'
import { END, FIELD, KEEP, NO_LOCALE, OFF, ON } from './preferences-form.ts'

export type Shown = {
  readonly present: Present
  /** What each campaign is called. */
  readonly names: ReadonlyMap<string, string>
  /** The campaign whose mail contained the link. */
  readonly cameFrom: string
  /** The day on which marketing that is paused continues, in words. */
  readonly pausedUntil?: string
  readonly outcome?: 'saved' | 'conflict'
  /**
   * They get marketing only once they confirm their address: a request is on its way, or comes if
   * they ask for it, now or from an instant in words. Stopped: none comes as things are.
   */
  readonly confirmation?: 'to-come' | 'stopped' | 'on-demand' | { readonly onDemandFrom: string }
}

export const preferencesPage = (context: PageContext, shown: Shown): HttpAnswer => {
  const words = context.words.preferences
  const { outcome, present } = shown
  return linkPageAnswer(context, {
    status: outcome === 'conflict' ? 409 : 200,
    title: words.title,
    main: html`${outcome === 'saved' && html`<p class="notice" role="status">${words.saved}</p>`}
${unconfirmed(context, shown.confirmation)}
${outcome === 'conflict' && html`<p class="notice" role="alert">${words.conflict}</p>`}
${present.marketing && pausedNotice(context, shown.pausedUntil)}
<form method="post">
${hidden(FIELD.version, String(present.version))}
${marketing(context, present)}
${often(context, present)}
${pause(context, shown.pausedUntil)}
${campaigns(context, shown)}
${language(context, present)}
<button>${words.save}</button>
</form>`,
  })
}

function unconfirmed(
  { words }: PageContext,
  confirmation: Shown['confirmation'],
): Html | undefined {
  const { toCome, over, send, sendFrom } = words.preferences.unconfirmed
  if (confirmation === undefined) return undefined
  if (confirmation === 'to-come') return html`<p class="notice">${toCome}</p>`
  if (confirmation === 'stopped') return html`<p class="notice">${over}</p>`
  if (confirmation !== 'on-demand')
    return html`<p class="notice">${ledIn(over)}${sendFrom(confirmation.onDemandFrom)}</p>`
  return html`<form method="post" class="notice"><p>${over}</p>
<button name="${FIELD.again}" value="${ON}">${send}</button></form>`
}

/** Nothing was changed; a person who edited the form by hand can start again. */
export const refusedPage = (context: PageContext): HttpAnswer => {
  const words = context.words.preferences
  return linkPageAnswer(context, {
    status: 400,
    title: words.refused,
    main: html`<p>${words.refusedWhy}</p>
<p><a href="">${words.again}</a></p>`,
  })
}

const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`

type RadioOption = { readonly value: string; readonly isChosen: boolean; readonly hint?: string }

const choice = (
  type: 'radio' | 'checkbox',
  name: string,
  { value, isChosen, hint }: RadioOption,
  text: string,
): Html =>
  html`<label class="choice"><input type="${type}" name="${name}" value="${value}"${
    isChosen && html` checked`
  }><span>${text}${hint !== undefined && html`<small>${hint}</small>`}</span></label>`

function marketing({ words, shop }: PageContext, { marketing: isOn }: Present): Html {
  const { marketing: legend, off, stillComes } = words.preferences
  return html`${hidden(FIELD.sawMarketing, isOn ? ON : OFF)}
<fieldset><legend>${legend}</legend>
${choice('radio', FIELD.marketing, { value: ON, isChosen: isOn }, words.consentWording(shop))}
${choice('radio', FIELD.marketing, { value: OFF, isChosen: !isOn, hint: stillComes }, off)}
</fieldset>`
}

function often({ words }: PageContext, present: Present): Html {
  const { often: legend, frequencies } = words.preferences
  return html`<fieldset><legend>${legend}</legend>
${MAIL_FREQUENCIES.map((value) =>
  choice('radio', FIELD.often, { value, isChosen: value === present.often }, frequencies[value]),
)}
</fieldset>`
}

/** On every page of this kind, so that a pause is not forgotten. */
export const pausedNotice = ({ words }: PageContext, day: string | undefined): Html | undefined =>
  day === undefined ? undefined : html`<p class="notice">${words.preferences.pause.until(day)}</p>`

function pause({ words }: PageContext, day: string | undefined): Html {
  const { legend, none, lengths, keep, end } = words.preferences.pause
  const option = (value: string, text: string) =>
    choice('radio', FIELD.pause, { value, isChosen: value === KEEP }, text)
  return html`<fieldset><legend>${legend}</legend>
${option(KEEP, day === undefined ? none : keep(day))}
${day !== undefined && option(END, end)}
${PAUSE_LENGTHS.map((length) => option(length, lengths[length]))}
</fieldset>`
}

function campaigns({ words }: PageContext, { present, names, cameFrom }: Shown): Html | undefined {
  if (present.campaigns.length === 0) return undefined
  const { campaigns: legend, cameFrom: hint } = words.preferences
  return html`<fieldset><legend>${legend}</legend>
${present.campaigns.map(({ id, isOn }) => {
  const option = { value: id, isChosen: isOn, ...(id === cameFrom && { hint }) }
  return html`${hidden(FIELD.sawCampaign, id)}${choice('checkbox', FIELD.campaign, option, names.get(id) ?? id)}`
})}
</fieldset>`
}

/** Not asked if there is only one option. */
function language({ words }: PageContext, { locale, locales }: Present): Html | undefined {
  const options = locale === undefined ? [NO_LOCALE, ...locales] : locales
  if (options.length < 2) return undefined
  const { language: label, noLanguage } = words.preferences
  return html`<div class="field"><label for="locale">${label}</label>
<select id="locale" name="${FIELD.locale}">
${options.map((one) =>
  one === NO_LOCALE
    ? html`<option value="${NO_LOCALE}" selected>${noLanguage}</option>`
    : html`<option value="${one}" lang="${one}"${one === locale && html` selected`}>${ownName(one)}</option>`,
)}
</select></div>`
}

/** A language by the name that its readers give it. @example ownName('zh-CN') // '简体中文' */
function ownName(locale: string): string {
  const tag = tagByScript(locale)
  // "Français (Canada)" rather than "français canadien", but 简体中文 rather than 中文（简体）.
  const languageDisplay = tag === locale ? 'standard' : 'dialect'
  const names = new Intl.DisplayNames([locale], { type: 'language', languageDisplay })
  const [first = '', ...rest] = names.of(tag) ?? locale
  return first.toLocaleUpperCase(locale) + rest.join('')
}
