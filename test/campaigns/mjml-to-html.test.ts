import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mjmlToHtml } from '../../functions/campaigns/mjml-to-html.ts'

it('compiles the same HTML whatever configuration files stand in the working directory', async () => {
  const mjml =
    '<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>'
  const before = await mjmlToHtml('a.en.mjml', mjml)
  const folder = await mkdtemp(join(tmpdir(), 'rekindle-config-'))
  const home = process.cwd()
  try {
    await writeFile(join(folder, '.htmlnanorc'), '{"removeAttributeQuotes": true}')
    await writeFile(join(folder, '.mjmlconfig'), '{"options": {"keepComments": true}}')
    process.chdir(folder)
    expect(await mjmlToHtml('a.en.mjml', mjml)).toEqual(before)
  } finally {
    process.chdir(home)
    await rm(folder, { recursive: true })
  }
})
