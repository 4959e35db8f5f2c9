/**
 * Both stacks, checked by the rules of AWS Solutions: synth fails on any finding without a stated
 * reason.
 */
import { type App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { makePipelineStack } from './pipeline-stack.ts'
import { settingsOf } from './settings.ts'
import { makeStatefulStack } from './stateful-stack.ts'

/** @example makeRekindle(app).pipeline.stackName // 'RekindlePipeline' */
export function makeRekindle(app: App) {
  const settings = settingsOf(app.node)
  const stateful = makeStatefulStack(app, settings)
  const pipeline = makePipelineStack(app, stateful, settings)
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { stateful: stateful.stack, pipeline }
}
