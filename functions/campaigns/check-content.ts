/** Checks `content` of campaign.yaml, whose values are inserted into mails. */
import { purposeOf } from '../domain/starts/starts.ts'
import type { CampaignFile } from './campaign-file.ts'
import { offerFault } from './check-offers.ts'
import { type Leaf, leavesOf } from './content-leaves.ts'
import { type Fault, sentences } from './fault.ts'
import { foreignWords } from './foreign-faults.ts'
import { translationFault } from './foreign-syntax.ts'
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
  if (foreign) {
    const { problem, fix } = translationFault(foreign)
    return [{ ...where, problem, fix: (w) => w.campaign.content.inMail(fix(w)) }]
  }
  if (LIQUID.test(value)) return [{ ...where, ...sentences((w) => w.campaign.content.liquid) }]
  const [found] = HTML.exec(value) ?? []
  if (found === undefined) return []
  return [
    {
      ...where,
      ...sentences(({ campaign: { content } }) =>
        found.startsWith('&') ? content.entity(found) : content.html(found),
      ),
    },
  ]
}

function linkFaults(value: string, where: FaultPlace): readonly Fault[] {
  if (!UNSAFE_LINK.test(value)) return []
  return [{ ...where, ...sentences((w) => w.campaign.content.unsafeLink(value)) }]
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
