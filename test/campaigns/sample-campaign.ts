/** A small campaign without faults, for tests to break. */
export const YAML = `id: hello
name: { en: Hello }
kind: marketing
start: { entering: first-time }
reentryAfter: never
steps:
  - id: greet
    template: greet
content:
  en:
    link: https://shop.example/new
`

export const MJML = `<mjml lang="en">
  <mj-head>
    <mj-title>Hello {{ customer.name }} &amp; friends</mj-title>
    <mj-preview>News from {{ shop.name }}</mj-preview>
  </mj-head>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text><h1>Hello</h1><p>See <a href="{{ content.link }}">what is new</a></p></mj-text>
        <mj-button href="https://shop.example">Visit us</mj-button>
        <mj-text><a href="{{ unsubscribeUrl }}">Unsubscribe</a> {{ shop.postalAddress }}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`

type Change = readonly [from: string, to: string]

const changed = (text: string, changes: readonly Change[]): string =>
  changes.reduce((current, [from, to]) => {
    if (!current.includes(from)) throw new Error(`The sample has no ${from}`)
    return current.replace(from, () => to)
  }, text)

export type Spoil = {
  readonly yaml?: readonly Change[]
  readonly mjml?: readonly Change[]
  readonly more?: Readonly<Record<string, string>>
  readonly without?: readonly string[]
}

/** The sample campaign's files with pieces of them replaced, and others added. */
export const filesWith = (spoil: Spoil = {}): ReadonlyMap<string, string> => {
  const files = new Map([
    ['campaign.yaml', changed(YAML, spoil.yaml ?? [])],
    ['greet.en.mjml', changed(MJML, spoil.mjml ?? [])],
    ['sample.json', '{}'],
    ...Object.entries(spoil.more ?? {}),
  ])
  for (const name of spoil.without ?? []) files.delete(name)
  return files
}
