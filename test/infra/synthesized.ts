/** The stacks as `cdk synth` makes them with the flags of cdk.json, but without bundling. */
import { readFileSync, rmSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { makeRekindle } from '../../infra/rekindle.ts'
import type { Template, Templates } from '../support/templates.ts'

const { context: flags } = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
) as { readonly context: Readonly<Record<string, unknown>> }

export const makeApp = (chosen: Readonly<Record<string, string>> = {}): App =>
  new App({
    context: {
      ...flags,
      'aws:cdk:bundling-stacks': [],
      'aws:cdk:enable-path-metadata': true,
      ...chosen,
    },
  })

const made = new Map<string, Templates>()

/**
 * Once for each choice: the tests of several files ask for the same.
 *
 * @param chosen what an owner gives by `-c name=value`
 */
export function synthesize(chosen: Readonly<Record<string, string>> = {}): Templates {
  const choice = JSON.stringify(chosen)
  const templates = made.get(choice) ?? synthesizeChosen(chosen)
  made.set(choice, templates)
  return templates
}

function synthesizeChosen(chosen: Readonly<Record<string, string>>): Templates {
  const app = makeApp(chosen)
  const { stateful, pipeline } = makeRekindle(app)
  const assembly = app.synth()
  const templateOf = (name: string) => assembly.getStackByName(name).template as Template
  const templates = {
    stateful: templateOf(stateful.stackName),
    pipeline: templateOf(pipeline.stackName),
  }
  rmSync(app.outdir, { recursive: true })
  return templates
}
