/** Ports of a build that meets nothing which only a newer one knows; where it does, the test fails. */
import type { ReactionPorts } from '../../functions/pipeline/reactions/react-to-customer.ts'

export const understandsAll: Pick<ReactionPorts, 'onNotUnderstood'> = {
  onNotUnderstood(customer, what) {
    throw new Error(`${customer}: not understood: ${what.join(', ')}`)
  },
}
