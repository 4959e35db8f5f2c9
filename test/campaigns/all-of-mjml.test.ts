/** Every element and attribute of MJML that a mail may use, with Liquid in it. */
import { describe, expect, it } from 'vitest'
import {
  CUSTOMERS,
  column,
  compiled,
  faultsOf,
  hello,
  IF_KNOWN,
  lineOf,
  mailOf,
  sent,
  text,
  textsOf,
} from './structure-mail.ts'

describe('all of MJML works', () => {
  it('a carousel, its images in the text part once each, compiled the same each time', async () => {
    const image = (name: string) =>
      `<mj-carousel-image src="https://a.example/${name}.png" alt="${name}" href="https://a.example/${name}" />`
    const source = mailOf(column(`<mj-carousel>${image('One')}${image('Two')}</mj-carousel>`))
    expect((await textsOf(source))[0]).toBe(
      'One: https://a.example/One\nTwo: https://a.example/Two',
    )
    expect((await compiled(source)).mail).toEqual((await compiled(source)).mail)
    expect((await sent(source))[0]?.html).toContain('href="#1"')
  })

  it('a navbar with a base-url and a menu, a line for each link', async () => {
    const navbar = (links: string) =>
      mailOf(
        column(
          `<mj-navbar base-url="https://a.example" hamburger="hamburger">${links}</mj-navbar>`,
        ),
      )
    const links = `<mj-navbar-link href="/tea">Tea</mj-navbar-link>${IF_KNOWN}<mj-navbar-link href="/cups">Cups</mj-navbar-link>{% endif %}`
    expect(await textsOf(navbar(links))).toEqual([
      'Tea: https://a.example/tea\nCups: https://a.example/cups',
      'Tea: https://a.example/tea',
    ])
    expect(
      await faultsOf(navbar(links).replace('https://a.example', '//a.example')),
    ).toContainEqual(expect.objectContaining({ problem: 'base-url points to "//a.example"' }))
  })

  it('social links, with and without words', async () => {
    const links = `<mj-social><mj-social-element name="web" href="https://a.example">Visit</mj-social-element>${IF_KNOWN}<mj-social-element name="web" href="https://b.example" alt="Blog" />{% endif %}</mj-social>`
    expect((await textsOf(mailOf(column(links)))).map(lineOf)).toEqual([
      'Visit: https://a.example Blog: https://b.example',
      'Visit: https://a.example',
    ])
  })

  it('links by telephone and to a place in the mail', async () => {
    const links =
      '<a href="tel:+49401">Call</a> <a href="sms:+49401">Write</a> <a href="#end">Down</a>'
    expect((await textsOf(mailOf(column(text(links)))))[0]).toBe(
      'Call: tel:+49401 Write: sms:+49401 Down',
    )
  })

  it('the words that only Outlook reads, or that it does not, wherever they stand', async () => {
    const only = (words: string) => `<!--[if mso]>${words}<![endif]-->`
    const but = '<!--[if !mso]><!-->'
    const head = `${only('<style>.a{color:red}</style>')}<mj-raw>${only('<style>.b{color:red}</style>')}</mj-raw>`
    const body = `${only(`${IF_KNOWN}<p>Outlook {{ customer.name }}</p>{% endif %}`)}<!-- gone -->${column(text(`A ${but}B<!--<![endif]--> C${only('<br>')}`))}`
    const [known, unknown] = await sent(mailOf(body, head))
    for (const kept of ['.a{color:red}', '.b{color:red}', '<p>Outlook Lin</p>', '<br>'])
      expect(known?.html).toMatch(new RegExp(`<!--\\[if mso\\]>[^!]*${kept.replace('.', '\\.')}`))
    expect(known?.html).toContain(`A ${but}B<!--<![endif]--> C`)
    expect(known?.html).not.toContain('gone')
    expect(unknown?.html).toContain('<!--[if mso]><![endif]-->')
    expect(known?.text).toBe('A B C\n')
  })

  it('Liquid in colours, lengths and other attributes', async () => {
    const rows = `{% for item in content.items %}${text('{{ item.title }}', ' color="{{ item.colour }}" padding="{{ lifecycle.purchases }}px 5px"')}{% endfor %}`
    const styles = `<mj-attributes><mj-all line-height="{{ lifecycle.purchases }}0px" /><mj-class name="a" background-color="${IF_KNOWN}#111111{% else %}#222222{% endif %}" /></mj-attributes>`
    const [known, unknown] = await sent(
      mailOf(`<mj-section mj-class="a"><mj-column>${rows}</mj-column></mj-section>`, styles),
    )
    expect(known?.html).toContain('color:red;')
    expect(known?.html).toContain('color:#00f;')
    expect(known?.html).toContain('padding:2px 5px;')
    expect(known?.html).toContain('line-height:20px;')
    expect(known?.html).toContain('bgcolor="#111111"')
    expect(unknown?.html).toContain('bgcolor="#222222"')
    expect(known?.html).not.toContain('NaN')
  })

  it('a width of content, which MJML must know', async () => {
    const image =
      '<mj-image src="https://a.example/1.png" alt="Cup" width="{{ content.wide }}px" />'
    expect((await sent(mailOf(column(image))))[0]?.html).toContain('width="200"')
  })

  it('a style that is inlined, with a colour of content', async () => {
    const style = '<mj-style inline="inline">.a { color: {{ content.colour }} }</mj-style>'
    const [known] = await sent(mailOf(column(text('A', ' css-class="a"')), style))
    expect(known?.html).toMatch(/<td [^>]*class="a" style="color: #1f5f54/)
  })

  it('attributes by <mj-html-attributes>, with Liquid in them and around', async () => {
    const head =
      '<mj-html-attributes><mj-selector path=".a div"><mj-html-attribute name="data-id">{{ customer.id }}</mj-html-attribute></mj-selector></mj-html-attributes>'
    const [known] = await sent(
      mailOf(column(`${IF_KNOWN}${text('A', ' css-class="a"')}{% endif %}`), head),
    )
    expect(known?.html).toContain(`data-id="${CUSTOMERS[0]?.customer.id}"`)
  })

  it('the fonts that the writer names, and no others', async () => {
    const font = '<mj-font name="Raleway" href="https://fonts.example/raleway.css" />'
    const raleway = text('A', ' font-family="Raleway, Arial"')
    expect((await sent(mailOf(column(raleway), font)))[0]?.html).toContain(
      '<link href="https://fonts.example/raleway.css"',
    )
    expect((await sent(mailOf(column(text('A')))))[0]?.html).not.toContain('fonts.googleapis')
  })

  it('a class that Liquid chooses, though the same word stands in both branches', async () => {
    const chosen = `<p class="a ${IF_KNOWN} b {% else %} b c {% endif %}">A</p>`
    const [known, unknown] = await sent(mailOf(column(text(chosen))))
    expect(known?.html).toMatch(/class="a +b +"/)
    expect(unknown?.html).toMatch(/class="a +b c +"/)
  })

  it('a background whose address is Liquid, in a section and a hero', async () => {
    const url = 'background-url="{{ content.items[1].url }}"'
    const hero = `<mj-hero ${url} height="300px" background-width="600px" background-height="300px">${text('A')}</mj-hero>`
    const [known] = await sent(mailOf(`<mj-section ${url}></mj-section>${hero}`))
    expect(known?.html.match(/https:\/\/tea\.example\/2/g)?.length).toBeGreaterThan(3)
  })

  it('a language in single quotes', async () => {
    expect(await faultsOf(mailOf(hello).replace('lang="en"', "lang='en'"))).toEqual([])
    expect(await faultsOf(mailOf(hello).replace('lang="en"', "lang='de'"))).toHaveLength(1)
  })
})
