/** A process that owns an engine and writes facts until it is killed, naming each answered one. */
import { customerKey, orderSort } from '../../functions/store/keys.ts'
import { RUNTIME_ENGINES } from './runtime-engines.ts'

const [name, location = ''] = process.argv.slice(2)
const WRITERS = 8

const kind = RUNTIME_ENGINES.find((engine) => engine.name === name)?.kind
if (!kind) throw new Error(`there is no engine ${name}`)
const { table } = await kind.open(location, () => Date.now())

async function write(writer: number): Promise<void> {
  for (let nth = 0; ; nth += 1) {
    const pk = customerKey('acme', `${writer}-${nth}`)
    await table.write([{ put: { pk, sk: orderSort('o-1'), grossMinor: 100 } }])
    process.stdout.write(`${pk}\n`)
  }
}
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
