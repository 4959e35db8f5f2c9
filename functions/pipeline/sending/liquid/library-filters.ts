/** The filters that liquidjs has, by their names. */
import { type FilterImplOptions, filters } from 'liquidjs'

export type FilterHandler = Exclude<FilterImplOptions, { readonly handler: unknown }>

/** @throws if a newer liquidjs has it no more */
export function libraryFilter(name: string): FilterHandler {
  const filter = filters[name]
  if (typeof filter !== 'function') throw new Error(`liquidjs has no filter "${name}"`)
  return filter
}
