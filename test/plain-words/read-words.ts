/** What people read in this repository, and the names in its code, each at its place. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'
import { EXEMPT, NAME_WORDS, PHRASES } from './phrases.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A stretch of text that people read, or a name. */
type Words = { readonly file: string; readonly line: number; readonly text: string }

export type Use = {
  readonly file: string
  readonly line: number
  readonly word: string
  readonly instead: string
  /** Of an exempt use. */
  readonly why?: string
}

const filesIn = (folder: string, ends: RegExp): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => ends.test(path))
    .sort()

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Comments and strings of the code, test names included, and every document and template. */
export function readProse(): readonly Words[] {
  const code = ['functions', 'infra', 'test'].flatMap((folder) => filesIn(folder, /\.ts$/))
  const documents = ['functions', 'templates', '.github'].flatMap((folder) =>
    filesIn(folder, /\.(?:md|mjml|ya?ml|css)$/),
  )
  return [
    ...code
      .filter((path) => !path.startsWith('test/plain-words/'))
      .flatMap((path) => proseOf(path, read(path))),
    ...[...documents, 'README.md', 'README.zh-CN.md'].flatMap((path) =>
      linesOf(path, read(path), 1),
    ),
  ]
}

/** @example proseOf('a.ts', "// one\nconst a = 'two'").map(({ text }) => text) // [' one', 'two'] */
export function proseOf(file: string, source: string): readonly Words[] {
  const { program, comments } = parse(file, source)
  const found: { readonly start: number; readonly text: string }[] = comments.map(
    ({ start, value }) => ({ start, text: value }),
  )
  new Visitor({
    Literal: ({ start, value }) => {
      if (typeof value === 'string') found.push({ start, text: value })
    },
    TemplateElement: ({ start, value }) => {
      found.push({ start, text: value.cooked ?? value.raw })
    },
  }).visit(program)
  return found.flatMap(({ start, text }) => linesOf(file, text, lineAt(source, start)))
}

/** The names that a file declares or gives to fields. */
export function namesOf(file: string, source: string): readonly Words[] {
  const found: Words[] = []
  const note = (name: string, start: number) =>
    found.push({ file, line: lineAt(source, start), text: name })
  new Visitor({
    Identifier: ({ name, start }) => {
      note(name, start)
    },
  }).visit(parse(file, source).program)
  return found
}

export function readNames(): readonly Words[] {
  const code = ['functions', 'infra'].flatMap((folder) => filesIn(folder, /\.ts$/))
  return code.flatMap((path) => [
    { file: path, line: 0, text: path.replace(/^.*\//, '').replace(/\.ts$/, '') },
    ...namesOf(path, read(path)),
  ])
}

/** @example usesIn([{ file: 'a.ts', line: 1, text: 'mend it' }])[0]?.instead // 'fix' */
export const usesIn = (prose: readonly Words[]): readonly Use[] =>
  prose.flatMap(({ file, line, text }) =>
    PHRASES.flatMap(({ pattern, instead }) =>
      [...text.toLowerCase().matchAll(pattern)].map(([word]) =>
        exempted({ file, line, word, instead }),
      ),
    ),
  )

/** @example usesInNames([{ file: 'a.ts', line: 1, text: 'isTold' }])[0]?.word // 'isTold' */
export const usesInNames = (names: readonly Words[]): readonly Use[] => {
  const uses = names
    .filter(({ text }) => partsOf(text).some((part) => NAME_WORDS.includes(part)))
    .map(({ file, line, text }) => exempted({ file, line, word: text, instead: '' }))
  return [...new Map(uses.map((use) => [`${use.file} ${use.word}`, use])).values()]
}

const partsOf = (name: string): readonly string[] =>
  name.split(/(?<=[a-z0-9])(?=[A-Z])|[-_.]/).map((part) => part.toLowerCase())

function exempted(use: Use): Use {
  const why = EXEMPT.find(({ file, word }) => file.test(use.file) && word.test(use.word))?.why
  return why === undefined ? use : { ...use, why }
}

function parse(file: string, source: string) {
  const { program, comments, errors } = parseSync(file, source)
  const [error] = errors
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`)
  return { program, comments }
}

const lineAt = (source: string, offset: number): number =>
  source.slice(0, offset).split('\n').length

const linesOf = (file: string, text: string, first: number): readonly Words[] =>
  text.split('\n').map((line, index) => ({ file, line: first + index, text: line }))
