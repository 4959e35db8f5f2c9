/** Options of `rekindle model check`. */
import { FAMILIES } from '../../insight/learning/fit-family.ts'
import { storeOptions } from '../open-store.ts'
import { type Given, jsonOption, type Options } from '../verb.ts'
import { chanceOptions, currencyOption, fitOptions } from './options.ts'
import { sourceOptions } from './source.ts'

export const checkOptions = {
  ...sourceOptions,
  ...chanceOptions,
  'fixed-days': { value: 'N' },
  'min-days': { value: 'N' },
  'max-days': { value: 'N' },
  ...currencyOption,
  until: { value: 'TIME' },
  to: { value: 'TIME' },
  family: { value: 'MODEL', choices: FAMILIES, default: 'mbgnbd' },
  ...fitOptions,
  monthly: {},
  'each-month': {},
  svg: { value: 'FILE' },
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options
export type CheckGiven = Given<typeof checkOptions>
