import { describe, expect, it } from 'vitest'
import { circlesOf, readSources, type Source } from './imports.ts'
import { faultsOfTable, modulesOf, violations } from './rules.ts'

const sources = readSources(['functions', 'infra'])

/** The sources with one file more, or with a line more in a file that there is. */
const withLine = (path: string, line: string): readonly Source[] => [
  ...sources.filter((source) => source.path !== path),
  { path, text: `${line}\n${sources.find((source) => source.path === path)?.text ?? ''}` },
]

describe('the boundaries between modules', () => {
  it('are kept by every file', () => {
    expect(violations(sources)).toEqual([])
  })

  it('are what the table says, and it lists nothing that is not used', () => {
    expect(faultsOfTable(sources)).toEqual([])
  })

  it('let no module depend on one above it, or on itself through others', () => {
    const modules = modulesOf(sources)
    const order = [...modules.keys()]
    expect(circlesOf(modules)).toEqual([])
    for (const [module, imports] of modules)
      for (const other of imports)
        expect(order.indexOf(other), `${module} -> ${other}`).toBeLessThan(order.indexOf(module))
  })

  it.each([
    [
      'the store imports what records purchases',
      'functions/store/table.ts',
      "import { recordFacts } from '../intake/record-facts.ts'",
      'store must not import intake',
    ],
    [
      'a runtime imports the command',
      'functions/runtimes/one-machine/serve.ts',
      "import { Failure } from '../../cli/failure.ts'",
      'runtimes/one-machine must not import cli',
    ],
    [
      'a Lambda entry imports the console',
      'functions/runtimes/aws/lambdas/send.ts',
      "const { makeConsole } = await import('../../../console/console.ts')",
      'runtimes/aws/lambdas must not import console',
    ],
    [
      'a Lambda entry imports campaigns for a type',
      'functions/runtimes/aws/lambdas/react.ts',
      "import type { Fault } from '../../../campaigns/fault.ts'",
      'runtimes/aws/lambdas must not import campaigns',
    ],
    [
      'explanations import the sentences',
      'functions/insight/explain/new.ts',
      "export { voiceFor } from '../../language/voice.ts'",
      'insight/explain must not import language',
    ],
    [
      'feedback imports an engine',
      'functions/pipeline/feedback/new.ts',
      "import { openDatabase } from '../../store/sqlite/database.ts'",
      'pipeline/feedback must not import store/sqlite',
    ],
    [
      'the console opens a database of its own',
      'functions/console/new.ts',
      "import { DatabaseSync } from 'node:sqlite'",
      'a package that console must not import',
    ],
    [
      'a module imports all of zod',
      'functions/http/new.ts',
      "import * as z from 'zod'",
      'a package that http must not import',
    ],
    [
      'a stack imports a rule',
      'infra/new.ts',
      "import { decide } from '../functions/domain/decide.ts'",
      'infra must not import domain',
    ],
    [
      'the domain reads the environment',
      'functions/domain/new.ts',
      "export const zone = process.env['TZ'] ?? 'UTC'",
      'uses process',
    ],
    [
      'the domain reads the clock',
      'functions/domain/decide.ts',
      'const now = Date.now()',
      'uses Date',
    ],
    ['the domain makes a date of now', 'functions/domain/new.ts', 'new Date()', 'uses new Date'],
    ['the domain takes the clock apart', 'functions/domain/new.ts', 'const { now } = Date', 'Date'],
    ['the domain draws lots', 'functions/domain/new.ts', 'Math.random()', 'uses Math.random'],
    [
      'the domain asks a formatter for the zone',
      'functions/domain/new.ts',
      'f.resolvedOptions()',
      'uses',
    ],
    ['the domain spreads a date', 'functions/domain/new.ts', 'new Date(...[])', 'uses new Date'],
    [
      'the domain may read the environment',
      'functions/domain/new.ts',
      'process?.env',
      'uses process',
    ],
    ['the domain renames the clock', 'functions/domain/new.ts', 'const d = Date', 'uses Date'],
    ['the sentences read the clock', 'functions/language/new.ts', 'Date.now()', 'uses Date'],
    [
      'a string hides what follows it',
      'functions/domain/new.ts',
      "const all = 'text/*'; Date.now() /* no */",
      'uses Date',
    ],
    [
      'the store requires a module',
      'functions/store/new.ts',
      "require('../cli/x.ts')",
      'uses require',
    ],
    [
      'a module makes itself a require',
      'functions/http/new.ts',
      'createRequire(url)',
      'uses createRequire',
    ],
    [
      'a path in backticks is imported',
      'functions/store/new.ts',
      'await import(`../cli/x.ts`)',
      'store must not import cli',
    ],
    [
      'a script of another module is started',
      'functions/console/new.ts',
      "new Worker(new URL('../cli/x.ts', import.meta.url))",
      'console must not import cli',
    ],
    [
      'a new folder stands outside the table',
      'functions/util/new.ts',
      "import 'node:fs'",
      'no folder',
    ],
  ])('are broken if %s', (_name, path, line, fault) => {
    expect(violations(withLine(path, line)).join('\n')).toContain(fault)
  })

  it('are broken if two files import each other', () => {
    const both = [
      { path: 'functions/domain/a.ts', text: "import type { B } from './b.ts'" },
      { path: 'functions/domain/b.ts', text: "import type { A } from './a.ts'" },
    ]
    expect(violations(both)).toEqual([
      'functions/domain/a.ts and functions/domain/b.ts import each other',
    ])
  })
})
