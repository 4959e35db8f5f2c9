/** The CDK app: what must never be lost, and what works on it. */
import { App } from 'aws-cdk-lib'
import { makeRekindle } from './rekindle.ts'

const app = new App()
makeRekindle(app)
app.synth()
