/** The bus on which the company hears of changes of class. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { ENVIRONMENT } from '../../manifest.ts'
import { environment } from './environment.ts'

export const awsEvents = () => ({
  client: new EventBridgeClient({}),
  busName: environment(ENVIRONMENT.eventBusName),
})
