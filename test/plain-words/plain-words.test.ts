import { describe, expect, it } from 'vitest'
import { namesOf, proseOf, readNames, readProse, usesIn, usesInNames } from './read-words.ts'

const shown = ({
  file,
  line,
  word,
  instead,
}: {
  file: string
  line: number
  word: string
  instead: string
}) => `${file}:${line} "${word}": write ${instead}`

describe('what people read', () => {
  it('is written in plain English', () => {
    const found = usesIn(readProse()).filter(({ why }) => why === undefined)
    expect(found.map(shown)).toEqual([])
  })

  it.each([
    ["// whoever bought\nconst a = 'x'", 1],
    ["const a = 'The cause was mended'", 1],
    [`const a = \`nobody \${b} was told\``, 2],
    ["it('is silent', () => {})", 1],
    ["import { a } from './besides.ts'", 0],
    ['const told = 1', 0],
    ["const a = 'amend the retell'", 0],
  ])('is found in %j: %i times', (source, times) => {
    expect(usesIn(proseOf('a.ts', source))).toHaveLength(times)
  })
})

describe('names in the code', () => {
  it('use the words of the field', () => {
    const found = usesInNames(readNames()).filter(({ why }) => why === undefined)
    expect(found.map(({ file, line, word }) => `${file}:${line} ${word}`)).toEqual([])
  })

  it.each([
    ['const isTold = 1', ['isTold']],
    ['type A = { readonly whyUnforeseen: string }', ['whyUnforeseen']],
    ['const recommend = amendment', []],
  ])('are found in %j', (source, names) => {
    expect(usesInNames(namesOf('a.ts', source)).map(({ word }) => word)).toEqual(names)
  })
})
