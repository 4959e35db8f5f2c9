/** Keeps the overview up to date: fetches its inside every two seconds and shows what changed. */
const EVERY_MS = 2_000

const live = document.querySelector('[data-live]')
const offline = document.querySelector('[data-offline]')
let last = ''
let paused = false

/** Somebody who is marking text would lose it. */
const isSelecting = () => {
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed && live.contains(selection.anchorNode)
}

function show(text) {
  const focused = live.contains(document.activeElement)
    ? document.activeElement.getAttribute('href')
    : null
  const wasButton = document.activeElement?.matches('[data-pause]') && focused === null
  const open = [...live.querySelectorAll('details')].map((one) => one.open)
  live.innerHTML = text
  live.querySelectorAll('details').forEach((one, i) => {
    one.open = open[i] ?? false
  })
  readyButton()
  const again = wasButton
    ? live.querySelector('[data-pause]')
    : focused !== null && live.querySelector(`[href="${CSS.escape(focused)}"]`)
  if (again) again.focus({ preventScroll: true })
}

function readyButton() {
  const button = live.querySelector('[data-pause]')
  if (!button) return
  button.hidden = false
  button.textContent = paused ? button.dataset.resume : button.dataset.pause
  button.addEventListener('click', () => {
    paused = !paused
    button.textContent = paused ? button.dataset.resume : button.dataset.pause
  })
}

async function refresh() {
  const answer = await fetch(live.dataset.live, { cache: 'no-store' })
  if (!answer.ok) throw new Error(String(answer.status))
  const text = await answer.text()
  // Between the asking and the answer somebody may have paused or begun to mark text.
  if (text === last || paused || isSelecting()) return
  if (last !== '' || !isSame(text)) show(text)
  last = text
}

/** The first answer is mostly what the page shows already. */
function isSame(text) {
  const fresh = document.createElement('div')
  fresh.innerHTML = text
  return fresh.textContent === live.textContent
}

async function keepUpToDate() {
  if (!paused && !document.hidden && !isSelecting()) {
    await refresh().then(
      () => {
        offline.textContent = ''
      },
      () => {
        offline.textContent = offline.dataset.offline
      },
    )
  }
  setTimeout(keepUpToDate, EVERY_MS)
}

if (live) {
  readyButton()
  setTimeout(keepUpToDate, EVERY_MS)
}
