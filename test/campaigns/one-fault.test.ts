/** One fault put into a good mail is found, at its line, and nothing else is. */
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineAt } from '../../functions/campaigns/fault.ts'
import { campaignsIn, readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const TEMPLATES = join(import.meta.dirname, '../../templates')
const renderer = makeRenderer()

const campaigns = [
  filesWith(),
  ...(await Promise.all(
    campaignsIn(TEMPLATES).map((name) => readCampaignFolder(join(TEMPLATES, name))),
  )),
]
const mails = campaigns.flatMap((files) =>
  [...files.keys()]
    .filter((file) => file.endsWith('.mjml') && !file.startsWith('../'))
    .map((file) => ({ files, file, source: files.get(file) ?? '' })),
)

/** What is put into the words of a mail, and the fault it is. */
const WORDS: readonly (readonly [put: string, problem: string])[] = [
  ['{{ customer.nmae }}', 'There is no variable customer.nmae'],
  ['{{ customer.name | upcasse }}', 'There is no filter "upcasse"'],
  ['{% if customer.name %}', '{% if customer.name %} is never closed'],
  ['{% for item in (1..3) %}', '{% for item in (1..3) %} is never closed'],
  ['{% if customer.name | upcasse %}a{% else %}b{% endif %}', 'There is no filter "upcasse"'],
  ['{% if customer.name %}a{% elif shop.name %}b{% endif %}', '{% elif %} is Django syntax'],
  ['{% gallery %}', 'There is no tag {% gallery %}'],
  ['{% gallery %}a{% endgallery %}', 'There is no tag {% gallery %}'],
  ['{{ customer.name', '{{ is never closed'],
  ['{% if customer.name }a{% endif %}', '{% is never closed'],
  ['{{ }}', 'A value is missing'],
  ['*|FNAME|*', '*|FNAME|* is Mailchimp syntax'],
  ['{customer.name}', "{customer.name} is another tool's syntax"],
  ['{{#if name}}a{{/if}}', '{{#if name}} is Handlebars syntax'],
  ['{{ person.first_name }}', 'There is no variable person.first_name'],
  ['<a href="javascript:x">a</a>', 'href points to "javascript:x"'],
  ['<a href="{{ \'javascript:x\' }}">a</a>', 'href points to "javascript:x"'],
  ['{% assign own = customer.name | split: " " | first %}{{ own }}', 'own is empty'],
  ['{% assign own = customer.nmae %}{{ own }}', 'There is no variable customer.nmae'],
  ['{% for thing in nowhere %}{{ thing.title }}{% endfor %}', 'There is no variable nowhere'],
]

/** Where words stand: right before an <mj-text> ends. */
const placesIn = (source: string): readonly number[] => {
  const unseen = source.replace(/<!--[\s\S]*?-->|\{%[\s\S]*?%\}/g, (found) =>
    ' '.repeat(found.length),
  )
  return [...unseen.matchAll(/<\/mj-text>/g)].map(({ index }) => index)
}

type Changed = { readonly mail: (typeof mails)[number]; readonly source: string }

async function faultsOf({ mail, source }: Changed) {
  const compilation = await compileInEnglish(new Map(mail.files).set(mail.file, source), renderer)
  return compilation.ok ? [] : compilation.faults
}

const anyMail = fc.constantFrom(
  ...mails.map((mail) => Object.assign(mail, { [fc.toStringMethod]: () => mail.file })),
)

describe('one fault in a good mail', () => {
  it.each(WORDS)('that is %s gives %s at its line and nothing else', async (put, problem) => {
    await fc.assert(
      fc.asyncProperty(anyMail, fc.nat(), async (mail, which) => {
        const places = placesIn(mail.source)
        const at = places[which % places.length] ?? 0
        const source = `${mail.source.slice(0, at)}\n${put}${mail.source.slice(at)}`
        expect(await faultsOf({ mail, source })).toEqual([
          expect.objectContaining({
            file: mail.file,
            line: lineAt(mail.source, at) + 1,
            problem: expect.stringContaining(problem),
          }),
        ])
      }),
      { numRuns: 4 },
    )
  })

  it.each([
    [/<mj-text\b/g, '<mj-text colour="red"', 'Attribute colour is illegal'],
    [/<\/mj-text>/g, '</mj-txt>', '</mj-txt> closes <mj-text> of line '],
    [/<\/mj-text>/g, '</mj-text></mj-button>', '</mj-button> has no opening tag'],
    [/<mj-text\b[^>]*>/g, '$&<mj-include path="a.mjml" />', '<mj-include> cannot read'],
    [/<mjml lang="[^"]*"/g, '<mjml', 'The mail does not declare its language'],
    [/<\/mjml>/g, '', '<mjml> is never closed'],
  ])('that is %s written as %s is found alone', async (pattern, put, problem) => {
    await fc.assert(
      fc.asyncProperty(anyMail, fc.nat(), async (mail, which) => {
        const found = [...mail.source.matchAll(pattern)]
        const { index, 0: what } = found[which % found.length] ?? { index: 0, 0: '' }
        const before = mail.source.slice(0, index)
        const source = before + put.replace('$&', what) + mail.source.slice(index + what.length)
        const line = put === '' ? 1 : lineAt(source, index)
        expect(await faultsOf({ mail, source })).toEqual([
          expect.objectContaining({
            file: mail.file,
            ...(put !== '' && { line }),
            problem: expect.stringContaining(problem),
          }),
        ])
      }),
      { numRuns: 4 },
    )
  })

  it('finds two faults of any kinds in one round', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyMail,
        fc.constantFrom(...WORDS),
        fc.constantFrom(...WORDS),
        async (mail, [first, firstProblem], [second, secondProblem]) => {
          const [at = 0] = placesIn(mail.source)
          const end = placesIn(mail.source).at(-1) ?? 0
          fc.pre(at < end)
          const { source: text } = mail
          const source = `${text.slice(0, at)}\n${first}\n${text.slice(at, end)}\n${second}\n${text.slice(end)}`
          const problems = (await faultsOf({ mail, source })).map((fault) => fault.problem)
          expect(problems).toEqual([
            expect.stringContaining(firstProblem),
            expect.stringContaining(secondProblem),
          ])
        },
      ),
      { numRuns: 20 },
    )
  })
})
