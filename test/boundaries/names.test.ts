import { describe, expect, it } from 'vitest'
import { readSources, type Source } from './imports.ts'

/** Each once named several things. The meaning it has is said where it is declared. */
const NAMES = [
  'Standing',
  'Voice',
  'applyVerdict',
  'Circumstances',
  'Failure',
  'Decided',
  'Waiting',
] as const

/** Files that declare the name, at whatever depth; an import of it declares nothing. */
function filesDeclaring(name: string, sources: readonly Source[]): readonly string[] {
  const declaration = new RegExp(
    `\\b(?:(?:interface|class|enum|function\\*?|const|let)\\s+${name}\\b|type\\s+${name}\\b(?:<[^;{}]*>)?\\s*=)`,
  )
  return sources.filter(({ text }) => declaration.test(text)).map(({ path }) => path)
}

describe('a name of its own', () => {
  const sources = readSources(['functions'])

  it.each(NAMES)('is what %s is: no two files declare it', (name) => {
    expect(filesDeclaring(name, sources).length, filesDeclaring(name, sources).join()).toBeLessThan(
      2,
    )
  })

  it.each([
    ['type Voice = { readonly words: Words }', 1],
    ['export type Voice<T extends Words> =\n  | T', 1],
    ['  const Voice = async () => {', 1],
    ['export async function Voice(work: Work) {}', 1],
    ['export class Voice extends Error {}', 1],
    ["import { type Voice, voiceFor } from './voice.ts'", 0],
    ["import type { Voice } from './voice.ts'", 0],
    ['type VoiceOf = Voice', 0],
  ])('is declared by %j in %i file', (text, files) => {
    expect(filesDeclaring('Voice', [{ path: 'functions/a.ts', text }])).toHaveLength(files)
  })
})
