/** What only rendering a compiled mail for the samples shows, at its line in the source. */
import type { MailVariables } from '../domain/mail-variables.ts'
import type { MailPurpose } from '../domain/starts/starts.ts'
import { type Fault, lineAt } from './fault.ts'
import { liquidFault } from './liquid-messages.ts'
import type { RenderPort } from './render-port.ts'
import { unseenFaults } from './required-variables.ts'
import { type HiddenHtml, markedLinks, unsafeLinks } from './unsafe-links.ts'

/** Gmail cuts a message at about 102 kB, and the unsubscribe link with it. */
export const MAX_HTML_BYTES = 90_000

type Rendered = {
  readonly file: string
  /** In which lines are counted; its faults replaced. */
  readonly source: string
  readonly samples: readonly MailVariables[]
  readonly purpose?: MailPurpose
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** @param hidden where the links of `html` come from */
export function renderedFaults<Parsed>(
  mail: Rendered,
  hidden: HiddenHtml,
  { parse, render }: RenderPort<Parsed>,
): Fault[] {
  const { file, source, purpose, subject, html, text, samples } = mail
  // Each alone, so that one which cannot be rendered does not hide what is wrong with another.
  const faults = [
    ...attempted(file, () => {
      const parsed = parse({ subject, html: '', text })
      return samples.flatMap((sample) => {
        const shown = render(parsed, sample)
        return [
          ...emptySubject(file, shown.subject, source),
          ...(purpose ? unseenFaults(file, shown.text, sample, purpose, source) : []),
        ]
      })
    }),
    ...attempted(file, () => {
      const parsed = parse({ subject: '', html, text: '' })
      return samples.flatMap((sample) => tooLarge(file, render(parsed, sample).html))
    }),
  ]
  if (faults.some(({ problem }) => isUnsafeLink(problem)))
    faults.unshift(
      ...attempted(file, () => {
        const parsed = parse({ subject: '', html: '', text: markedLinks(hidden) })
        return samples.flatMap((sample) => unsafeLinks(file, render(parsed, sample).text))
      }),
    )
  // A link that was named at its line is why the renderer refuses the whole.
  const isNamed = faults.some(({ field }) => field === 'href')
  const said = faults.filter(({ problem }) => !(isNamed && isUnsafeLink(problem)))
  return [...new Map(said.map((fault) => [`${fault.line} ${fault.problem}`, fault])).values()]
}

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

const emptySubject = (file: string, subject: string, source: string): readonly Fault[] =>
  subject !== ''
    ? []
    : [
        {
          file,
          line: lineAt(source, source.indexOf('<mj-title')),
          field: 'mj-title',
          problem: 'The subject is empty for the sample customer',
          fix: 'Give it words that do not depend on a value',
        },
      ]

function tooLarge(file: string, html: string): readonly Fault[] {
  const bytes = Buffer.byteLength(html)
  if (bytes <= MAX_HTML_BYTES) return []
  const problem = `The HTML is ${Math.ceil(bytes / 1000)} kB; Gmail cuts a mail at about 102 kB`
  return [{ file, problem, fix: `Shorten it to ${MAX_HTML_BYTES / 1000} kB or less` }]
}
