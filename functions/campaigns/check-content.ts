/** Checks `content` of campaign.yaml, whose values are inserted into mails. */
import { purposeOf } from '../domain/starts/starts.ts'
import type { CampaignFile } from './campaign-file.ts'
import { offerFault } from './check-offers.ts'
import { type Leaf, leavesOf } from './content-leaves.ts'
import type { Fault } from './fault.ts'
import { foreignWords } from './foreign-faults.ts'
import { offersIn } from './offer-words.ts'
import type { FileFields } from './read-fields.ts'

/** Schemes that run or read something. Links can come only from content. */
const UNSAFE_LINK = /^\s*(?:javascript|vbscript|data|file):/i

export const contentFaults = (
  campaign: CampaignFile,
  { file, lineOf }: Pick<FileFields<CampaignFile>, 'file' | 'lineOf'>,
): readonly Fault[] =>
  leavesOf(campaign.content, ['content']).flatMap((leaf) => {
    if (typeof leaf.value !== 'string') return []
    const line = lineOf(leaf.path)
    const field = leaf.path.join('.')
    const where = { file, ...(line !== undefined && { line }), field }
    return [
      ...markupFaults(leaf.value, where),
      ...linkFaults(leaf.value, where),
      ...offerFaults(campaign, leaf.path, leaf.value, where),
    ]
  })

type FaultPlace = Pick<Fault, 'file' | 'line' | 'field'>

const LIQUID = /\{\{|\{%/
const HTML = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>|<!--|&(?:[a-z]+|#\d+|#x[\da-f]+);/i

/** A value is inserted as plain text, so markup in it would be shown as is. */
function markupFaults(value: string, where: FaultPlace): readonly Fault[] {
  const foreign = foreignWords(value)
  if (foreign) return [{ ...where, problem: foreign.problem, fix: `${foreign.fix}, in the .mjml` }]
  const [what, found] = LIQUID.test(value)
    ? ['Liquid', '{{ … }} or {% … %}']
    : HTML.test(value)
      ? ['HTML', HTML.exec(value)?.[0] ?? '']
      : []
  if (what === undefined) return []
  const problem = `content is plain text, but this contains ${what}: ${found} would be shown as is`
  const fix = found?.startsWith('&')
    ? 'Write the character itself'
    : 'Write it in the .mjml, and put only its words and links into content'
  return [{ ...where, problem, fix }]
}

function linkFaults(value: string, where: FaultPlace): readonly Fault[] {
  if (!UNSAFE_LINK.test(value)) return []
  const problem = `"${value}" is not allowed as a link`
  return [{ ...where, problem, fix: 'Write a full address that begins with https://' }]
}

function offerFaults(
  campaign: CampaignFile,
  [, locale]: Leaf['path'],
  value: string,
  where: FaultPlace,
): readonly Fault[] {
  const purpose = purposeOf(campaign)
  if (purpose === 'marketing') return []
  return offersIn(value, String(locale)).map((offer) => offerFault(offer, purpose, where))
}
