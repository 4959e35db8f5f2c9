/** Who imports whom, read from the source as text: every import names its file, ending included. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A source file: its path from the root of the project, and its text. */
export type Source = { readonly path: string; readonly text: string }

export type Import = {
  readonly from: string
  /** A path from the root of the project, or the name of a package. */
  readonly to: string
  readonly isPackage: boolean
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** @example readSources(['functions', 'infra']) */
export const readSources = (folders: readonly string[]): readonly Source[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

/** `import … from`, `export … from`, `import '…'` and `import('…')`. */
const IMPORT =
  /^(?:import|export)\b[^'"`;]*?\bfrom\s*'([^'\n]+)'|^import\s+'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'/gm

/** Every import of a file, types and `import()` included; each target once. */
export function importsOf({ path, text }: Source): readonly Import[] {
  const named = [...withoutComments(text).matchAll(IMPORT)].map(([, a, b, c]) => a ?? b ?? c ?? '')
  return [...new Set(named)].map((name) =>
    name.startsWith('.')
      ? { from: path, to: normalize(join(dirname(path), name)), isPackage: false }
      : { from: path, to: name, isPackage: true },
  )
}

export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, ' ')

/** The nodes that lie on circles, a circle (strongly connected component) at a time (Tarjan 1972). */
export function circlesOf(edges: ReadonlyMap<string, readonly string[]>): readonly string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  const visit = (node: string): void => {
    index.set(node, index.size)
    low.set(node, index.get(node) ?? 0)
    stack.push(node)
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) visit(next)
      if (stack.includes(next))
        low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0, index.get(next) ?? 0))
    }
    if (low.get(node) !== index.get(node)) return
    const circle = stack.splice(stack.indexOf(node))
    if (circle.length > 1 || edges.get(node)?.includes(node)) circles.push(circle)
  }
  for (const node of edges.keys()) if (!index.has(node)) visit(node)
  return circles
}
