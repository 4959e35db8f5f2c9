import { awsStore } from '../runtimes/aws/store.ts'
import { logToStderr as log } from '../runtimes/log.ts'
import { failureName } from '../store/failure.ts'
import { reactToCustomer } from './react-to-customer.ts'
import { makeRepairHandler } from './repair.handler.ts'

const { table, shops, now } = awsStore()

export const handler = makeRepairHandler({
  react: (key) => reactToCustomer(key, { table, settings: shops.settings, now }),
  onFailure: (customer, error) =>
    log('error', 'reaction-failed', { customer, problem: failureName(error) }),
})
