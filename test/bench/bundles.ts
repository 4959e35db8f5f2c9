/** What `cdk synth` bundles: minified size, and the time to load it in a fresh process. */
import { statSync } from 'node:fs'
import { deploy } from '../support/deployment.ts'
import { dynamodbEngineMissing } from '../support/dynamodb-engine.ts'
import { startLambda } from '../support/lambda-process.ts'
import { type Figure, median } from './figure.ts'

const LOADS = 9

export async function benchBundles(): Promise<readonly Figure[]> {
  if (dynamodbEngineMissing) {
    process.stderr.write(`left out: ${dynamodbEngineMissing}\n`)
    return []
  }
  const deployment = await deploy()
  try {
    const figures: Figure[] = []
    for (const [name, { bundle, file }] of deployment.functions) {
      const loads: number[] = []
      for (let i = 0; i < LOADS; i++) {
        const lambda = await startLambda(bundle)
        loads.push(lambda.loadedInMs)
        await lambda.stop()
      }
      const aim = name === 'send' ? '100' : '80'
      figures.push(
        {
          what: `bundle ${name}, size`,
          value: statSync(file).size / 1_000,
          unit: 'kB',
          aim: '500',
        },
        { what: `bundle ${name}, load time (median)`, value: median(loads), unit: 'ms', aim },
      )
    }
    return figures
  } finally {
    await deployment.stop()
  }
}
