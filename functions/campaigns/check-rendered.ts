/** What only rendering a compiled mail for the samples shows, at its line in the source. */
import type { MailPurpose } from '../domain/starts/starts.ts'
import { type Fault, lineAt } from './fault.ts'
import { liquidFault } from './liquid-messages.ts'
import type { RenderPort } from './render-port.ts'
import { unseenFaults } from './required-variables.ts'
import type { SampleCustomer } from './sample-customers.ts'
import { type HiddenHtml, markedLinks, unsafeLinks } from './unsafe-links.ts'

/** Gmail cuts a message at about 102 kB, and the unsubscribe link with it. */
export const MAX_HTML_BYTES = 90_000

type Rendered = {
  readonly file: string
  /** In which lines are counted; its faults replaced. */
  readonly source: string
  readonly samples: readonly SampleCustomer[]
  readonly purpose?: MailPurpose
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Where the links of `html` come from. */
  readonly links: HiddenHtml
  /** Whether nothing is wrong with it that may keep a part of it from being compiled. */
  readonly isSound: boolean
}

/** Without a line is what the renderer throws, who knows none. */
export function renderedFaults<Parsed>(
  mail: Rendered,
  { parse, render }: RenderPort<Parsed>,
): readonly Fault[] {
  const { file, source, purpose, subject, html, text, samples, links, isSound } = mail
  const shownTo = (part: Partial<Parameters<typeof parse>[0]>) => {
    const parsed = parse({ subject: '', html: '', text: '', ...part })
    return samples.map((one) => ({ ...one, ...render(parsed, one.variables) }))
  }
  // Each alone, so that one which cannot be rendered does not hide what is wrong with another.
  const ofSubject = attempted(file, () => emptySubject(file, source, shownTo({ subject })))
  const ofText = purpose
    ? attempted(file, () =>
        unseenFaults({ file, source, text, purpose, isSound }, shownTo({ text })),
      )
    : []
  const ofHtml = attempted(file, () => tooLarge(file, shownTo({ html })))
  const ofLinks = ofHtml.some(({ problem }) => isUnsafeLink(problem))
    ? attempted(file, () => unsafeLinks(file, shownTo({ text: markedLinks(links) })))
    : []
  // A link that was named at its line is why the renderer refuses the whole.
  const isNamed = ofLinks.some(({ field }) => field === 'href')
  const said = [...ofLinks, ...ofSubject, ...ofText, ...ofHtml]
  return said.filter(
    ({ line, problem }) =>
      // What cannot be rendered is broken by what else is wrong, which has a line.
      (isSound || line !== undefined || isTooLarge(problem)) && !(isNamed && isUnsafeLink(problem)),
  )
}

const isTooLarge = (problem: string): boolean => problem.startsWith('The HTML is ')

/** Whether the renderer says so, who knows no line. */
export const isUnsafeLink = (problem: string): boolean => problem.startsWith('A link leads to ')

function attempted(file: string, check: () => readonly Fault[]): readonly Fault[] {
  try {
    return check()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return [{ file, ...liquidFault(message.replace(/, line:\d+.*$/s, '')) }]
  }
}

type Shown = SampleCustomer & { readonly subject: string; readonly html: string }

/** The first customer for whom it is. */
function emptySubject(file: string, source: string, shown: readonly Shown[]): readonly Fault[] {
  const found = shown.find(({ subject }) => subject === '')
  if (!found) return []
  const problem = `The subject is empty for ${found.who}`
  const fix = 'Add words that do not depend on a value, or other words after {% else %}'
  const line = lineAt(source, source.indexOf('<mj-title'))
  return [{ file, line, field: 'mj-title', problem, fix }]
}

function tooLarge(file: string, shown: readonly Shown[]): readonly Fault[] {
  const sized = shown.map(({ who, html }) => ({ who, bytes: Buffer.byteLength(html) }))
  const found = sized.find(({ bytes }) => bytes > MAX_HTML_BYTES)
  if (!found) return []
  const problem = `The HTML is ${Math.ceil(found.bytes / 1000)} kB for ${found.who}; Gmail cuts a mail at about 102 kB`
  return [{ file, problem, fix: `Shorten it to ${MAX_HTML_BYTES / 1000} kB or less` }]
}
