/** What can be wrong in brand.yaml, in English. */
import type { BrandFaultWords } from '../../faults/brand-fault-words.ts'

export const enBrandFaults: BrandFaultWords = {
  contrast: ({ screen, words, behind, contrast }) => ({
    problem: `${words} cannot be read on ${behind} on ${screen} screens: their contrast is ${contrast.toFixed(1)}, and text needs 4.5`,
    fix: `Make ${words} ${screen === 'light' && words !== 'onAccent' ? 'darker' : 'lighter'}, or change ${behind}, under ${screen}`,
  }),
}
