/** The bus on which changes of class are published to the company's other systems. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { ENVIRONMENT } from '../../manifest.ts'
import { environment } from './environment.ts'

export const awsEvents = () => ({
  client: new EventBridgeClient({}),
  busName: environment(ENVIRONMENT.eventBusName),
})
