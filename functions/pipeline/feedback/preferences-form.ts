/** The form of the page of preferences as a browser sends it. */
import * as z from 'zod/mini'
import type { HttpEvent } from '../../http/requests.ts'
import { MAIL_FREQUENCIES, PAUSE_LENGTHS, type PauseLength } from '../../language/page-words.ts'
import type { Choice, Present } from './preferences.ts'

/** The names of the form's fields, and the values for yes, no and none. */
export const FIELD = {
  version: 'version',
  sawMarketing: 'marketing-shown',
  marketing: 'marketing',
  often: 'often',
  sawCampaign: 'campaign-shown',
  campaign: 'campaign',
  pause: 'pause',
  locale: 'locale',
  again: 'again',
} as const

export const ON = 'on'
export const OFF = 'off'
export const NO_LOCALE = ''
/** The pause stays as it is, or ends. */
export const KEEP = 'keep'
export const END = 'end'

export type FormRead =
  | { readonly ok: true; readonly choice: Choice }
  /** A field is missing, unknown or holds what the page never offered. */
  | { readonly ok: false }

/** Fields that may be there more than once, or not at all. */
const LISTS: ReadonlySet<string> = new Set([FIELD.sawCampaign, FIELD.campaign])

const onOrOff = z.pipe(
  z.enum([ON, OFF]),
  z.transform((value) => value === ON),
)

/**
 * @param shown what the page offers this customer
 * @param campaigns all that a customer of the shop may switch off
 */
export function readForm(event: HttpEvent, shown: Present, campaigns: readonly string[]): FormRead {
  const campaign = z._default(z.array(z.enum(campaigns)), [])
  const Form = z.strictObject({
    [FIELD.version]: z.string().check(z.regex(/^\d{1,15}$/)),
    [FIELD.sawMarketing]: onOrOff,
    [FIELD.marketing]: onOrOff,
    [FIELD.often]: z.enum(MAIL_FREQUENCIES),
    [FIELD.sawCampaign]: campaign,
    [FIELD.campaign]: campaign,
    [FIELD.pause]: z._default(z.enum([KEEP, END, ...PAUSE_LENGTHS]), KEEP),
    [FIELD.locale]: z.exactOptional(z.enum([...shown.locales, NO_LOCALE])),
  })
  const read = Form.safeParse(formFieldsOf(event))
  if (!read.success) return { ok: false }
  const { data } = read
  const locale = data.locale ?? shown.locale ?? NO_LOCALE
  return {
    ok: true,
    choice: {
      version: Number(data.version),
      saw: { marketing: data[FIELD.sawMarketing], campaigns: data[FIELD.sawCampaign] },
      marketing: data.marketing,
      often: data.often,
      campaigns: data.campaign,
      pause: data.pause,
      ...(locale !== NO_LOCALE && { locale }),
    },
  }
}

const PauseForm = z.strictObject({ [FIELD.pause]: z.enum(PAUSE_LENGTHS) })

/** The pause that a button of the page for unsubscribing asks for; undefined for any other form. */
export const readPause = (event: HttpEvent): PauseLength | undefined =>
  PauseForm.safeParse(formFieldsOf(event)).data?.pause

const AgainForm = z.strictObject({ [FIELD.again]: z.literal(ON) })

/** Whether the button was pressed that asks for another request to confirm. */
export const asksAgain = (event: HttpEvent): boolean =>
  AgainForm.safeParse(formFieldsOf(event)).success

/** The body as fields; empty if it is not a form, so that every field is missing. */
function formFieldsOf({ headers, body = '', isBase64Encoded }: HttpEvent): object {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '')) return {}
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body
  const sent = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(sent.keys())].map((name) => {
      const values = sent.getAll(name)
      return [name, values.length === 1 && !LISTS.has(name) ? values[0] : values]
    }),
  )
}
