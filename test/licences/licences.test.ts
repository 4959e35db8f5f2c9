import { describe, expect, it } from 'vitest'
import { licencesIn, lockFileText } from './licences.ts'

const lockFile = (license: string | undefined): string =>
  JSON.stringify({
    packages: { '': {}, 'node_modules/a/node_modules/b': { version: '1.0.0', license } },
  })

describe('the licences of dependencies', () => {
  it('are all on the list of those that the project accepts', () => {
    const refused = licencesIn(lockFileText()).filter(({ isAccepted }) => !isAccepted)
    expect(refused).toEqual([])
  })

  it('are accepted if one of several alternatives is', () => {
    expect(licencesIn(lockFile('(GPL-3.0-or-later OR MIT)'))).toEqual([
      { name: 'b', version: '1.0.0', licence: '(GPL-3.0-or-later OR MIT)', isAccepted: true },
    ])
  })

  it.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN LICENSE', undefined])(
    'are refused if they read %j',
    (licence) => {
      expect(licencesIn(lockFile(licence))).toMatchObject([{ isAccepted: false }])
    },
  )
})
