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
  /** A script that is started in a thread of its own, not loaded by this file. */
  readonly isScript: boolean
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

/** `import … from`, `export … from`, `import '…'`, `import('…')`, and scripts by `new URL('….ts')`. */
const IMPORT =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])([^'"\n]+)\1|^\s*import\s+(['"])([^'"\n]+)\3|\bimport\(\s*(['"`])([^'"`\n]+)\5|\bnew URL\(\s*(['"`])(\.[^'"`\n]+\.ts)\7/gm

/** Every import of a file, types and `import()` included; each target once. */
export function importsOf({ path, text }: Source): readonly Import[] {
  const found = [...withoutComments(text).matchAll(IMPORT)].map(([, , a, , b, , c, , script]) => ({
    name: a ?? b ?? c ?? script ?? '',
    isScript: script !== undefined,
  }))
  return [...new Map(found.map((one) => [one.name, one])).values()].map(({ name, isScript }) => {
    const isPackage = !name.startsWith('.')
    const to = isPackage ? name : normalize(join(dirname(path), name))
    return { from: path, to, isPackage, isScript }
  })
}

/** A comment, or a string that may look as if it held one. */
const COMMENT_OR_STRING =
  /\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g

export const withoutComments = (text: string): string =>
  text.replace(COMMENT_OR_STRING, (found) => (found.startsWith('/') ? ' ' : found))

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
