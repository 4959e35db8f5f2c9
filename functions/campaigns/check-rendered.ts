/**
 * Faults that show only when a compiled mail is rendered for the samples, each at its line in the
 * source.
 */
import type { MailPurpose } from '../domain/starts/starts.ts'
import { type Fault, lineAt, sentences } from './fault.ts'
import { liquidFault } from './liquid-messages.ts'
import type { RenderPort } from './render-port.ts'
import { unseenFaults } from './required-variables.ts'
import { differing, type SampleCustomer } from './sample-customers.ts'
import { type HiddenHtml, hasPictureByValue, markedLinks, unsafeLinks } from './unsafe-links.ts'

/** Gmail cuts a message at about 102 kB, and the unsubscribe link with it. */
export const MAX_HTML_BYTES = 90_000

type Rendered = {
  readonly file: string
  /** The source that lines refer to, with its faults replaced. */
  readonly source: string
  readonly samples: readonly SampleCustomer[]
  readonly purpose?: MailPurpose
  readonly wantEmail?: readonly string[]
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Where the links of `html` come from. */
  readonly links: HiddenHtml
  /** Whether it has no fault that could prevent part of it from being compiled. */
  readonly isSound: boolean
}

/** Faults that the renderer throws have no line, because it does not know the source. */
export function renderedFaults<Parsed>(
  mail: Rendered,
  { parse, render, check }: RenderPort<Parsed>,
): readonly Fault[] {
  const { file, source, purpose, wantEmail, subject, html, text, samples, links, isSound } = mail
  const shownTo = (part: Partial<Parameters<typeof parse>[0]>, customers = samples) => {
    const parsed = parse({ subject: '', html: '', text: '', ...part })
    return customers.map((one) => ({ ...one, ...render(parsed, one.variables) }))
  }
  // Each alone, so that a part that cannot be rendered does not hide faults in another.
  const ofSubject = attempted(file, () =>
    emptySubject(file, source, shownTo({ subject }, differing(samples, check(subject).uses))),
  )
  const ofText = purpose
    ? attempted(file, () =>
        unseenFaults({ file, source, text, purpose, wantEmail, isSound }, shownTo({ text })),
      )
    : []
  const ofHtml = attempted(file, () => tooLarge(file, shownTo({ html })))
  const isAsked = ofHtml.some(isUnsafeLink) || hasPictureByValue(links)
  const ofLinks = isAsked
    ? attempted(file, () => unsafeLinks(file, shownTo({ text: markedLinks(links) })))
    : []
  // The renderer refuses the mail because of a link that was already reported at its line.
  const isNamed = ofLinks.some(({ field }) => field === 'href')
  const said = [...ofLinks, ...ofSubject, ...ofText, ...ofHtml]
  return said.filter(
    (fault) =>
      // If it cannot be rendered, the cause was already reported with a line.
      (isSound || fault.line !== undefined || fault.about?.kind === 'too-large') &&
      !(isNamed && isUnsafeLink(fault)),
  )
}

/** Whether it comes from the renderer, which does not know lines. */
export const isUnsafeLink = ({ about }: Fault): boolean => about?.kind === 'unsafe-link'

function attempted(file: string, check: () => readonly Fault[]): readonly Fault[] {
  try {
    return check()
  } catch (error) {
    if (isRefusedLink(error)) {
      const says = sentences((w) => w.mail.rendered.refusedLink(error.href))
      return [{ file, ...says, about: { kind: 'unsafe-link' } }]
    }
    const message = error instanceof Error ? error.message : String(error)
    return [{ file, ...liquidFault(message.replace(/, line:\d+.*$/s, '')) }]
  }
}

const isRefusedLink = (error: unknown): error is { readonly href: string } =>
  error instanceof Error && 'code' in error && error.code === 'unsafe-link' && 'href' in error

type Shown = SampleCustomer & { readonly subject: string; readonly html: string }

/** The first customer for whom the subject is empty. */
function emptySubject(file: string, source: string, shown: readonly Shown[]): readonly Fault[] {
  const found = shown.find(({ subject }) => subject === '')
  if (!found) return []
  const says = sentences((w) => w.mail.rendered.emptySubject(found.who(w)))
  const line = lineAt(source, source.indexOf('<mj-title'))
  return [{ file, line, field: 'mj-title', ...says }]
}

function tooLarge(file: string, shown: readonly Shown[]): readonly Fault[] {
  const sized = shown.map(({ who, html }) => ({ who, bytes: Buffer.byteLength(html) }))
  const found = sized.find(({ bytes }) => bytes > MAX_HTML_BYTES)
  if (!found) return []
  const kilobytes = Math.ceil(found.bytes / 1000)
  const says = sentences((w) =>
    w.mail.rendered.tooLarge(kilobytes, found.who(w), MAX_HTML_BYTES / 1000),
  )
  return [{ file, ...says, about: { kind: 'too-large' } }]
}
