/** Run inside a page: what a person sees, as plain values. */

/** Colours as the browser computes them: `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.4)`. */
function colourOf(text) {
  const numbers = /^rgba?\(([^)]+)\)$/.exec(text)?.[1].split(',').map(Number)
  if (!numbers) throw new Error(`no way to read the colour ${text}`)
  const [red, green, blue, alpha = 1] = numbers
  return { channels: [red, green, blue], alpha }
}

const laidOver = (above, below, alpha) =>
  below.map((channel, i) => above[i] * alpha + channel * (1 - alpha))

let paper
/** The colour of paper: it follows the page's colour scheme. */
function canvasColour() {
  if (paper) return paper
  const probe = document.createElement('i')
  probe.style.backgroundColor = 'Canvas'
  document.documentElement.append(probe)
  paper = colourOf(getComputedStyle(probe).backgroundColor).channels
  probe.remove()
  return paper
}

function lineage(element) {
  const parent = element.parentElement
  return parent ? [...lineage(parent), element] : [element]
}

const backgrounds = new Map()
/** All backgrounds from the paper up to the element, one over the other. */
function backgroundOf(element) {
  if (!element) return canvasColour()
  const known = backgrounds.get(element)
  if (known) return known
  const style = getComputedStyle(element)
  if (style.backgroundImage !== 'none') throw new Error('text on a picture cannot be measured')
  const { channels, alpha } = colourOf(style.backgroundColor)
  const background = laidOver(channels, backgroundOf(element.parentElement), alpha)
  backgrounds.set(element, background)
  return background
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(channels) {
  const [red, green, blue] = channels.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const opacityOf = (element) =>
  lineage(element).reduce((product, one) => product * Number(getComputedStyle(one).opacity), 1)

/** The words of an element that are its own, and those that the stylesheet puts before them. */
function textsOf(element) {
  const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
  const before = getComputedStyle(element, '::before').content
  return [
    { text: own.map((node) => node.data).join(' '), pseudo: undefined },
    { text: before === 'none' || before === 'normal' ? '' : before, pseudo: '::before' },
    { text: element.placeholder ?? '', pseudo: '::placeholder' },
  ].filter(({ text }) => text.trim() !== '')
}

/** Mails hold a preview that mail programs show in their list, but not in the mail itself. */
const isShown = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  getComputedStyle(element).fontSize !== '0px'

function shownTexts() {
  // The paper is measured first: the probe makes the browser compute every style again.
  canvasColour()
  const all = [...document.body.querySelectorAll('*')].filter(isShown)
  return all.flatMap((element) =>
    textsOf(element).map(({ text, pseudo }) => {
      const background = backgroundOf(element)
      const { channels, alpha } = colourOf(getComputedStyle(element, pseudo).color)
      const ink = laidOver(channels, background, alpha * opacityOf(element))
      return {
        text: text.trim().slice(0, 60),
        contrast: contrast(ink, background),
        background: luminance(background),
        isButton: element.closest('.button, button') !== null,
      }
    }),
  )
}

// biome-ignore lint/correctness/noUnusedVariables: called by the code that runs this file in a page
function look() {
  return {
    language: document.documentElement.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map((one) => one.textContent.trim()),
    width: innerWidth,
    contentWidth: document.documentElement.scrollWidth,
    bodyBackground: luminance(backgroundOf(document.body)),
    texts: shownTexts(),
  }
}
