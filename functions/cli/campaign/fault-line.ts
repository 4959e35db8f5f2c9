/** A fault in a file as one line, so that editors and terminals can lead there. */
import type { Fault } from '../../campaigns/fault.ts'

/** @example faultLine(fault) // 'dormant/campaign.yaml:7: steps.0.after: "soon" is … . Write …' */
export function faultLine({ file, line, field, problem, fix }: Fault): string {
  const place = line === undefined ? file : `${file}:${line}`
  return [place, ...(field === undefined ? [] : [field]), `${problem}. ${fix}`].join(': ')
}
