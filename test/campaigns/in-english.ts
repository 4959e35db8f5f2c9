/** Compiles as the product does, and gives every fault as a reader of English sees it. */
import {
  type CompiledCampaign,
  compileCampaign,
} from '../../functions/campaigns/compile-campaign.ts'
import {
  type CompiledMail,
  compileMail,
  type MailFile,
} from '../../functions/campaigns/compile-mail.ts'
import type { RenderPort } from '../../functions/campaigns/render-port.ts'
import { type Declarations, NOTHING_DECLARED } from '../../functions/domain/declarations.ts'
import { type EnglishFault, inEnglish } from '../support/english-faults.ts'

type Compilation =
  | { readonly ok: true; readonly campaign: CompiledCampaign }
  | { readonly ok: false; readonly faults: readonly EnglishFault[] }

export async function compileInEnglish<Parsed>(
  files: ReadonlyMap<string, string>,
  renderer: RenderPort<Parsed>,
  declarations: Declarations = NOTHING_DECLARED,
): Promise<Compilation> {
  const known = { declarations, segments: [] }
  const compilation = await compileCampaign(files, renderer, undefined, known)
  return compilation.ok ? compilation : { ok: false, faults: inEnglish(compilation.faults) }
}

export async function mailInEnglish<Parsed>(
  mail: MailFile,
  renderer: RenderPort<Parsed>,
): Promise<{ readonly mail?: CompiledMail; readonly faults: readonly EnglishFault[] }> {
  const compiled = await compileMail(mail, renderer)
  return { ...compiled, faults: inEnglish(compiled.faults) }
}
