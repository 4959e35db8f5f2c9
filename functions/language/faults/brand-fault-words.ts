/** Words of the faults of brand.yaml. */
import type { BrandColors } from '../../domain/brand.ts'
import type { FaultText } from './fault-text.ts'

export type Unreadable = {
  readonly screen: 'light' | 'dark'
  readonly words: keyof BrandColors
  readonly behind: keyof BrandColors
  /** 1 to 21. */
  readonly contrast: number
}

export type BrandFaultWords = {
  readonly contrast: (unreadable: Unreadable) => FaultText
}
