/** The stylesheet, the script and the icon, served under names that change with their content. */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export type Asset = {
  /** Where pages find it, its version included. */
  readonly href: string
  readonly path: string
  readonly type: string
  readonly body: Uint8Array
}

const stylesheetFile = new URL('./assets/console.css', import.meta.url)
const scriptFile = new URL('./assets/console.js', import.meta.url)
const iconFile = new URL('./assets/icon.svg', import.meta.url)

function asset(file: URL, type: string): Asset {
  const body = readFileSync(file)
  const path = `/console/${file.pathname.split('/').at(-1)}`
  return { href: `${path}?v=${hash('sha256', body, 'base64url').slice(0, 10)}`, path, type, body }
}

export const stylesheet = asset(stylesheetFile, 'text/css; charset=utf-8')
export const script = asset(scriptFile, 'text/javascript; charset=utf-8')
export const icon = asset(iconFile, 'image/svg+xml')

export const assetAt = (path: string): Asset | undefined =>
  [stylesheet, script, icon].find((one) => one.path === path)
