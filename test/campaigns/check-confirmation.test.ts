import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

type Changes = Required<Pick<Spoil, 'yaml' | 'mjml'>>

/** The sample campaign as a confirmation request, with further changes. */
const compiling = ({ yaml = [], mjml = [] }: Partial<Changes> = {}) =>
  compileInEnglish(
    filesWith({
      yaml: [
        ['kind: marketing', 'kind: service'],
        ['{ entering: first-time }', '{ consent: unconfirmed }'],
        ...yaml,
      ],
      mjml: [['"https://shop.example"', '"{{ confirmUrl }}"'], ...mjml],
    }),
    renderer,
  )

async function faultsOf(changes: Partial<Changes>) {
  const compilation = await compiling(changes)
  return compilation.ok ? [] : compilation.faults
}

const inYaml = { file: 'campaign.yaml' }

describe('a campaign that asks customers to confirm their consent', () => {
  it('starts on consent that is not sufficient in the customer’s country', async () => {
    const compilation = await compiling()
    expect(compilation).toMatchObject({
      campaign: { definition: { kind: 'service', start: { kind: 'consent-unconfirmed' } } },
    })
  })

  it.each<[string, Partial<Changes>, object]>([
    [
      'marketing',
      { yaml: [['kind: service', 'kind: marketing']] },
      {
        line: 3,
        field: 'kind',
        problem: 'A confirmation request is service mail',
        fix: 'Use kind: service',
      },
    ],
    [
      'asked twice',
      { yaml: [['content:', '  - id: again\n    template: greet\n    after: P3D\ncontent:']] },
      {
        line: 9,
        field: 'steps.1',
        problem:
          'A confirmation request has one step, not 2: customers are asked to confirm only once',
        fix: 'Keep one step: a customer who does not confirm has declined',
      },
    ],
    [
      'repeated',
      { yaml: [['content:', '    repeat: { every: P7D, while: prospect }\ncontent:']] },
      {
        line: 9,
        field: 'steps.0.repeat',
        problem: 'A confirmation request cannot repeat: customers are asked to confirm only once',
        fix: 'Remove repeat',
      },
    ],
    [
      'asked again later',
      { yaml: [['reentryAfter: never', 'reentryAfter: P180D']] },
      {
        line: 5,
        field: 'reentryAfter',
        problem: 'A customer cannot enter again: customers are asked to confirm only once',
        fix: 'Use reentryAfter: never',
      },
    ],
    [
      'ended by the order placed when the box is ticked',
      { yaml: [['steps:', 'endsOn: [purchase]\nsteps:']] },
      {
        line: 6,
        field: 'endsOn',
        problem: 'A purchase would end the request before it is sent',
        fix: 'Remove endsOn: at checkout, customers order right after they opt in',
      },
    ],
    [
      'asked of a backlog',
      { yaml: [['steps:', 'backlog: { over: P7D }\nsteps:']] },
      {
        line: 6,
        field: 'backlog',
        problem: 'Customers are never asked to confirm consent given before the shop was opened',
        fix: 'Remove backlog',
      },
    ],
  ])('is never %s', async (_, changes, fault) => {
    expect(await faultsOf(changes)).toEqual([{ ...inYaml, ...fault }])
  })

  it('must have a link to confirm', async () => {
    expect(await faultsOf({ mjml: [['{{ confirmUrl }}', '{{ shop.url }}']] })).toEqual([
      {
        file: 'greet.en.mjml',
        field: 'confirmUrl',
        problem: 'A confirmation request must contain {{ confirmUrl }}',
        fix: 'Link a button to {{ confirmUrl }}: it is the only way to confirm',
      },
    ])
  })

  it('must not advertise, and cannot be turned into marketing', async () => {
    expect(await faultsOf({ mjml: [['Visit us', 'Confirm and get 10% off']] })).toEqual([
      {
        file: 'greet.en.mjml',
        line: 10,
        problem: 'A confirmation request must not contain an offer, but this one says "10% off"',
        fix: 'Remove the offer: a confirmation request must not advertise',
      },
    ])
  })

  it('accepts only unconfirmed consent as its start', async () => {
    const [fault] = await faultsOf({ yaml: [['consent: unconfirmed', 'consent: confirmed']] })
    expect(fault).toMatchObject({ line: 4, problem: 'start cannot be {"consent":"confirmed"}' })
    expect(fault?.fix).toContain('{consent: unconfirmed}')
  })
})
