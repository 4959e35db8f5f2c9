/** What MJML refuses, read from its messages. */
import type { MjmlReport } from '../language/faults/mjml-fault-words.ts'
import { type About, type FaultSentences, sentences } from './fault.ts'

const ILLEGAL = /^Attributes? (.*) (?:is|are) illegal/
const INVALID =
  /^Attribute (\S+) has invalid value: (.*) for type (\w+)(?:, only accepts (.*))?\s*$/s
const MISPLACED = /^(\S+) cannot be used inside (\S+), only inside: (.*)$/
const UNKNOWN = /^Element (\S+) doesn't exist or is not registered/

/** @example mjmlReport('Attributes a, b are illegal') // { kind: 'illegal', attributes: ['a', 'b'] } */
export function mjmlReport(message: string): MjmlReport {
  const [, illegal] = ILLEGAL.exec(message) ?? []
  if (illegal !== undefined) return { kind: 'illegal', attributes: illegal.split(', ') }
  const [, attribute, value = '', type = '', accepts = ''] = INVALID.exec(message) ?? []
  if (attribute !== undefined) return { kind: 'invalid', attribute, value, type, accepts }
  const [, element, inside = '', allowed = ''] = MISPLACED.exec(message) ?? []
  if (element !== undefined)
    return { kind: 'misplaced', element, inside, allowed: allowed.split(', ') }
  const [, unknown] = UNKNOWN.exec(message) ?? []
  if (unknown !== undefined) return { kind: 'unknown', element: unknown }
  if (/^(?:Missing|Empty) mj-title/.test(message)) return { kind: 'no-title' }
  return /^(?:Malformed MJML|Parsing failed)/.test(message)
    ? { kind: 'malformed' }
    : { kind: 'other' }
}

/** A message of MJML as a fault without its place. */
export function mjmlFault(message: string): FaultSentences & { readonly about?: About } {
  const report = mjmlReport(message)
  const says = sentences((w) => w.mjml.report(report, message))
  if (report.kind === 'illegal')
    return { ...says, about: { kind: 'attributes', illegal: report.attributes, isInvalid: false } }
  return report.kind === 'invalid'
    ? { ...says, about: { kind: 'attributes', illegal: [], isInvalid: true } }
    : says
}
