/** What the CDK app set for this function. */
import type { ENVIRONMENT } from '../../manifest.ts'

type Variable = (typeof ENVIRONMENT)[keyof typeof ENVIRONMENT]

/** @throws if the CDK app did not set it, so that a function that cannot work does not start */
export function environment(variable: Variable): string {
  const value = process.env[variable]
  if (!value) throw new Error(`the function needs ${variable} in its environment`)
  return value
}
