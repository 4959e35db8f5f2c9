/** `npm run modules`: the modules and the dependencies between them, from the ground up. */
import { circlesOf, readSources } from './imports.ts'
import { modulesOf } from './rules.ts'

const modules = modulesOf(readSources(['functions', 'infra']))
for (const [module, imports] of modules)
  console.log(`${module.padEnd(10)} -> ${imports.join(', ') || 'nothing'}`)

const dependencies = [...modules.values()].flat().length
const order = [...modules.keys()]
const upward = [...modules].flatMap(([module, imports]) =>
  imports.filter((other) => order.indexOf(other) > order.indexOf(module)),
)
console.log(
  `${modules.size} modules, ${dependencies} dependencies, ${upward.length} upwards, ${circlesOf(modules).length} circles`,
)
