/** Values of JSON whose shape is not known. */
import { plainName } from './column-names.ts'

export type Json = Readonly<Record<string, unknown>>

/** @example isObject([]) // false */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A plain value as text; empty for anything else. */
export const plainText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : ''

/** The field of that name, however its words are joined. */
export const fieldIn = (fields: Json, wanted: string): string =>
  plainText(Object.entries(fields).find(([name]) => plainName(name) === plainName(wanted))?.[1])
