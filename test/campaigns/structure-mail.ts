/** A mail around a body, compiled and sent as it would be. */

import { sampleVariables } from '../../functions/campaigns/sample-file.ts'
import type { MailVariables } from '../../functions/domain/mail-variables.ts'
import type { FaultWords } from '../../functions/language/faults/fault-words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { mailInEnglish } from './in-english.ts'

const renderer = makeRenderer()

const content = {
  items: [
    { title: 'Tea', colour: 'red', url: 'https://tea.example/1' },
    { title: 'Cup', colour: '#00f', url: 'https://tea.example/2' },
  ],
  colour: '#1f5f54',
  wide: 200,
  kind: 'card',
}
const KNOWN = sampleVariables({ customer: { name: 'Lin' } }, 'en', { content })

/** A customer with a name, and one without. */
export const CUSTOMERS: readonly MailVariables[] = [
  KNOWN,
  { ...KNOWN, customer: { ...KNOWN.customer, name: '' } },
]

const SAMPLES = CUSTOMERS.map((variables, index) => ({
  who: ({ customers: { sample, one, noName } }: FaultWords) =>
    index === 0 ? sample : one([noName]),
  variables,
}))

export const mailOf = (body: string, head = ''): string =>
  `<mjml lang="en"><mj-head><mj-title>Subject</mj-title><mj-preview>Preheader</mj-preview>${head}</mj-head><mj-body>${body}</mj-body></mjml>`

export const column = (inside: string): string =>
  `<mj-section><mj-column>${inside}</mj-column></mj-section>`

export const text = (words: string, attributes = ''): string =>
  `<mj-text${attributes}>${words}</mj-text>`

export const hello = `<mj-section><mj-column>${text('Hello')}</mj-column></mj-section>`

/** Opens what is only for customers with a name. */
export const IF_KNOWN = '{% if customer.name %}'

export const lineOf = (part: string): string => part.replace(/\s+/g, ' ').trim()

export const compiled = (source: string) =>
  mailInEnglish(
    { file: 'a.en.mjml', source, template: 'a', locale: 'en', samples: SAMPLES },
    renderer,
  )

export async function faultsOf(source: string) {
  return (await compiled(source)).faults
}

/** What each of the customers gets. */
export async function sent(source: string) {
  const { mail, faults } = await compiled(source)
  if (!mail) throw new Error(JSON.stringify(faults, undefined, 2))
  const parsed = renderer.parse(mail)
  return CUSTOMERS.map((customer) => renderer.render(parsed, customer))
}

export const textsOf = async (source: string): Promise<readonly string[]> =>
  (await sent(source)).map(({ text }) => text.trim())

/** What a mail program shows: no head, no preheader, nothing that Outlook alone reads. */
export const shownHtml = (html: string): string =>
  html
    .replace(/^[\s\S]*<\/head>/, '')
    .replace(/<div style="display:none[\s\S]*?<\/div>/, '')
    .replace(/<!--\[if (?!!mso)[\s\S]*?<!\[endif\]-->/g, '')
