import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, MJML } from './sample-campaign.ts'

const renderer = makeRenderer()

/** The sample campaign in English and in the languages given. */
const compiling = (locales: readonly string[], yaml: readonly (readonly [string, string])[]) =>
  compileInEnglish(
    filesWith({
      yaml: [
        [
          'content:\n',
          `content:\n${locales.map((locale) => `  ${locale}: { link: https://shop.example/new }\n`).join('')}`,
        ],
        ...yaml,
      ],
      more: Object.fromEntries(
        locales.map((locale) => [`greet.${locale}.mjml`, MJML.replace('"en"', `"${locale}"`)]),
      ),
    }),
    renderer,
  )

async function faultsOf(...given: Parameters<typeof compiling>) {
  const compilation = await compiling(...given)
  return compilation.ok ? [] : compilation.faults
}

const SERVICE = ['kind: marketing', 'kind: service'] as const
const reviewed = (locales: string) =>
  ['kind: marketing', `kind: service\nreviewedForOffers: [${locales}]`] as const

describe('service mail in a language in which Rekindle cannot detect offers', () => {
  it('is refused until a person has read it', async () => {
    expect(await faultsOf(['de'], [SERVICE])).toEqual([
      {
        file: 'campaign.yaml',
        line: 3,
        field: 'kind',
        problem:
          'A service mail must not contain an offer, and Rekindle cannot detect offers in de',
        fix: 'Have someone who reads de check its mails and content for offers, then add reviewedForOffers: [de]',
      },
    ])
  })

  it('is refused for each such language that no person has reviewed', async () => {
    const faults = await faultsOf(['de', 'fr'], [reviewed('de')])
    expect(faults.map(({ line, fix }) => ({ line, fix }))).toEqual([
      {
        line: 3,
        fix: 'Have someone who reads fr check its mails and content for offers, then add reviewedForOffers: [de, fr]',
      },
    ])
  })

  it('is also refused when it asks to confirm a sign-up', async () => {
    const faults = await faultsOf(
      ['de'],
      [SERVICE, ['{ entering: first-time }', '{ consent: unconfirmed }']],
    )
    expect(faults.map(({ problem }) => problem)).toContain(
      'A confirmation request must not contain an offer, and Rekindle cannot detect offers in de',
    )
  })

  it('is published once a person has reviewed it, which the stored campaign does not mention', async () => {
    const [read, english] = [
      await compiling(['de'], [reviewed('de')]),
      await compiling([], [SERVICE]),
    ]
    if (!read.ok || !english.ok) throw new Error('It has faults')
    expect(Object.keys(read.campaign.definition)).toEqual(Object.keys(english.campaign.definition))
  })

  it('is still checked for amounts off after a review', async () => {
    const faults = await faultsOf(
      ['de'],
      [reviewed('de'), ['de: { link: ', 'de: { words: "Jetzt -20 % auf alles", link: ']],
    )
    expect(faults.map(({ problem }) => problem)).toEqual([
      'A service mail must not contain an offer, but this one says "-20 %"',
    ])
  })
})

describe('reviewedForOffers', () => {
  it.each([
    [
      'in a marketing campaign',
      ['kind: marketing', 'kind: marketing\nreviewedForOffers: [de]'] as const,
      {
        line: 4,
        field: 'reviewedForOffers',
        problem: 'reviewedForOffers is for service mail, but this campaign is marketing',
        fix: 'Remove it',
      },
    ],
    [
      'for a language that Rekindle checks itself',
      reviewed('de, en'),
      {
        line: 4,
        field: 'reviewedForOffers.1',
        problem: 'Rekindle looks for offers in en automatically',
        fix: 'Remove en from reviewedForOffers',
      },
    ],
    [
      'for a language without mails',
      reviewed('de, fr'),
      {
        line: 4,
        field: 'reviewedForOffers.1',
        problem: 'No mail is written in fr, so there is nothing to review',
        fix: 'Remove fr, or add its mails',
      },
    ],
    [
      'that is not a list of languages',
      reviewed('german language'),
      {
        line: 4,
        field: 'reviewedForOffers.0',
        problem: '"german language" is not a language',
        fix: 'List the languages in which a person has read the mails and found no offers, such as [de, fr]',
      },
    ],
  ])('is refused %s', async (_, change, fault) => {
    expect(await faultsOf(['de'], [change])).toEqual([{ file: 'campaign.yaml', ...fault }])
  })

  it('is not needed by a marketing campaign in any language', async () => {
    expect(await faultsOf(['de'], [])).toEqual([])
  })
})
