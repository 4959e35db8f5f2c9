import { describe, expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(spoil: Spoil) {
  const compilation = await compileCampaign(filesWith(spoil), renderer)
  return compilation.ok
    ? []
    : compilation.faults.map(({ file, line, problem }) => [file, line, problem])
}

const MAIL = 'greet.en.mjml'

describe('one publish', () => {
  it('reports syntax, names, links, structure, required variables and content together', async () => {
    const faults = await faultsOf({
      yaml: [['link: https://shop.example/new', 'link: //elsewhere\n    words: Read <b>this</b>']],
      mjml: [
        ['News from {{ shop.name }}', ''],
        ['<mj-section>', '<mj-section colour="red">'],
        ['<h1>Hello</h1>', '<h1>{% if customer.name %}Hello *|FNAME|*</h1>'],
        ['Visit us', '{{ shop.nmae }}{{ shop.name | upcasse }}{{ customer.name'],
        ['{{ unsubscribeUrl }}', 'javascript:x'],
        ['      </mj-column>\n', ''],
      ],
    })
    expect(faults).toEqual([
      [
        'campaign.yaml',
        12,
        'content holds plain words, and this holds HTML: <b> would be shown as it stands',
      ],
      [MAIL, 4, 'The mail has no preheader'],
      [MAIL, 7, 'Attribute colour is illegal'],
      [MAIL, 9, "*|FNAME|* is Mailchimp's, and Rekindle does not fill it in"],
      [MAIL, 9, '{% if customer.name %} is never closed'],
      [MAIL, 10, 'There is no filter "upcasse"'],
      [MAIL, 10, '{{ is never closed'],
      [MAIL, 10, 'There is no variable shop.nmae'],
      [MAIL, 11, 'href leads to "javascript:x"'],
      [MAIL, 12, '</mj-section> closes <mj-column> of line 8'],
      [MAIL, undefined, 'A marketing mail must show {{ unsubscribeUrl }}'],
    ])
  })

  it('names a link that only its value shows to be unsafe at the line that holds it', async () => {
    const yaml = [['link: https://shop.example/new', 'link: //elsewhere']] as const
    expect(await faultsOf({ yaml })).toEqual([[MAIL, 9, 'href leads to "//elsewhere"']])
  })

  it('names what a condition hides at its line, once for all samples', async () => {
    const mjml = [
      [
        '{{ shop.postalAddress }}',
        '{% if lifecycle.purchases > 99 %}{{ shop.postalAddress }}{% endif %}',
      ],
    ] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 11, '{{ shop.postalAddress }} is not shown to every customer'],
    ])
  })

  it('does not echo an unknown filter in a condition as its missing end', async () => {
    const mjml = [['<h1>', '<h1>{% if shop.name | shorten: 3 %}a{% else %}b{% endif %}']] as const
    expect(await faultsOf({ mjml })).toEqual([[MAIL, 9, 'There is no filter "shorten"']])
  })

  it('takes a required variable as shown where only its spelling or its filter is wrong', async () => {
    const mjml = [
      ['{{ unsubscribeUrl }}', '{{ unsubscribeUlr }}'],
      ['{{ shop.postalAddress }}', '{{ shop.postalAddress | upcasse }}'],
    ] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 11, 'There is no filter "upcasse"'],
      [MAIL, 11, 'There is no variable unsubscribeUlr'],
    ])
  })

  it('tells by the elements which of several blocks is never closed', async () => {
    const loop = '<mj-text>{% for item in recommendations %}{{ item.title }}</mj-text>'
    const mjml = [
      [
        '<mj-section>',
        `{% for pick in recommendations %}
<mj-section><mj-column>${loop}</mj-column></mj-section>
{% else %}
<mj-section><mj-column><mj-text>Soon more</mj-text></mj-column></mj-section>
{% endfor %}
<mj-section>`,
      ],
    ] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 8, '{% for item in recommendations %} is never closed'],
    ])
  })

  it('reports Liquid that MJML cannot keep together with wrong names and links', async () => {
    const mjml = [
      ['<mj-section>', '<mj-section {% if customer.name %}css-class="a"{% endif %}>'],
      ['<h1>Hello', '<h1>{{ customer.nmae }}'],
      ['{{ unsubscribeUrl }}', '{{ unsubscribeUrl }}"><form></form><a href="javascript:x'],
    ] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 7, '{% if customer.name %} is among the attributes, where MJML cannot keep it'],
      [MAIL, 9, 'There is no variable customer.nmae'],
      [MAIL, 11, 'href leads to "javascript:x"'],
      [MAIL, 11, '<form> is not allowed in a mail'],
    ])
  })

  it('finds what a loop over recommendations takes for granted of a name', async () => {
    const own = '{% assign own = customer.name | split: " " | first %}{{ own }}'
    const mjml = [['<h1>Hello', `<h1>{% for item in recommendations %}${own}{% endfor %}`]] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 9, 'own is empty for a customer with no name'],
    ])
  })
})
