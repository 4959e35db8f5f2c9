/**
 * The page of what was learned of how a shop's customers buy, whether limits of their own are right
 * for them, and how well it predicts.
 */
import { html } from '../http/html.ts'
import { modelTestSection } from './model-test-section.ts'
import type { ConsoleAnswer } from './page.ts'
import { inShop, type PageRequest, showPage } from './page-request.ts'
import { ruleTestSection } from './rule-test-section.ts'
import { shopModelSection } from './shop-model-section.ts'

export const modelAnswer = (asked: PageRequest, id: string): Promise<ConsoleAnswer> =>
  inShop(asked, id, async ({ settings, voice }) => {
    const { ports, now } = asked
    const test = await ports.reads.modelTest(id)
    return showPage(asked, voice, {
      title: voice.words.rooms.model,
      shop: id,
      current: 'model',
      main: html`<h1>${voice.words.rooms.model}</h1>
<div class="model-page">
${shopModelSection(settings, now, voice)}
${test?.rule && ruleTestSection(id, test.rule, settings.policy, voice)}
${modelTestSection(test, voice)}
</div>`,
    })
  })
