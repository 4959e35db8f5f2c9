/**
 * The text part must say what the HTML says: Liquid that would be only in the HTML is refused at
 * its line.
 */
import { type Fault, lineAt, sentences } from './fault.ts'
import { htmlTags, isHiddenStyle } from './html-tags.ts'
import type { PlacedLiquid, PlacedMail } from './liquid-places.ts'
import { isInBody } from './mjml-elements.ts'
import { keepsState } from './text-liquid.ts'

/** @example textPartFaults({ file, hidden, parts, liquid })[0]?.field // 'div' */
export const textPartFaults = (mail: PlacedMail): readonly Fault[] => [
  ...addressFaults(mail),
  ...chosenAddressFaults(mail),
  ...hidingFaults(mail),
]

/** The text shows the address of a link after its words. */
const addressFaults = ({ file, hidden, liquid }: PlacedMail): readonly Fault[] =>
  liquid
    .filter(
      ({ name, place: { tag } }) =>
        tag?.name === 'a' && tag.attribute === 'href' && keepsState(name),
    )
    .map(({ source, name, start }) => ({
      file,
      line: lineAt(hidden.text, start),
      field: name,
      ...sentences((w) => w.mail.textPart.address(source, name)),
    }))

/** Of attributes that Liquid chooses between, the text part would have the first for everyone. */
function chosenAddressFaults({ file, hidden: { text }, liquid }: PlacedMail): readonly Fault[] {
  const choosing = liquid.filter(
    ({ isTag, place: { tag } }) => isTag && tag?.name === 'a' && !tag.attribute,
  )
  if (choosing.length === 0) return []
  return htmlTags(text).flatMap(({ name, start, end, attributes }): readonly Fault[] => {
    if (name !== 'a') return []
    const inside = choosing.filter((token) => start <= token.start && token.end <= end)
    const chosen = attributes.find(
      (one) => one.name === 'href' && depthBefore(inside, one.start) > 0,
    )
    const first = inside.find((token) => chosen && token.end <= chosen.start)
    if (!first) return []
    const says = sentences((w) => w.mail.textPart.chosenAddress(first.source))
    return [{ file, line: lineAt(text, first.start), field: 'href', ...says }]
  })
}

/** How many blocks are open there. */
const depthBefore = (tokens: readonly PlacedLiquid[], offset: number): number =>
  tokens
    .filter(({ end }) => end <= offset)
    .reduce((depth, { name }) => {
      if (name.startsWith('end')) return depth - 1
      return /^(?:if|unless|case|for)$/.test(name) ? depth + 1 : depth
    }, 0)

/** Whether the text leaves an element out is decided when the mail is published. */
function hidingFaults({ file, hidden: { text }, liquid }: PlacedMail): readonly Fault[] {
  const deciding = liquid.filter(
    ({ isTag, place: { kind, element, tag } }) =>
      isTag &&
      kind === 'words' &&
      element &&
      isInBody(element) &&
      tag &&
      (tag.attribute ?? 'style') === 'style',
  )
  if (deciding.length === 0) return []
  return htmlTags(text).flatMap(({ name, start, end, attributes }) => {
    const hides = attributes.some((one) => one.name === 'style' && isHiddenStyle(one.value))
    const first: PlacedLiquid | undefined = deciding.find(
      (token) => hides && start <= token.start && token.end <= end,
    )
    if (!first) return []
    const says = sentences((w) => w.mail.textPart.hides(first.source, name))
    return [{ file, line: lineAt(text, first.start), field: name, ...says }]
  })
}
