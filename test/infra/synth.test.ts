import { rmSync } from 'node:fs'
import { Stack } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { expect, test } from 'vitest'
import { makeRekindle } from '../../infra/rekindle.ts'
import { makeApp } from './synthesized.ts'

test('a resource that breaks a rule without an acknowledgement ends synth', () => {
  const app = makeApp()
  makeRekindle(app)
  new Queue(new Stack(app, 'Careless'), 'Queue')
  expect(() => app.synth()).toThrow(/AwsSolutions-SQS3/)
  rmSync(app.outdir, { recursive: true })
})
