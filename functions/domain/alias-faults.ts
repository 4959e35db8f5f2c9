/** What can be wrong with the aliases of a YAML file (`*name`), which a parser finds only later. */

/** A node of a parsed document, as far as aliases are concerned. */
export type AliasNode = {
  readonly anchor?: string | undefined
  readonly source?: string
  readonly range?: readonly number[] | null | undefined
}

export type AliasFault = { readonly code: string; readonly message: string; readonly at: number }

/**
 * Collects the aliases of a document, one after the other, and says what is wrong with the whole.
 *
 * @example
 * const aliases = watchAliases()
 * visit(document, { Alias: (_, alias, path) => aliases.see(alias, path) })
 * aliases.ofItself() // undefined, or the fault
 */
export function watchAliases() {
  let first: number | undefined
  let own: AliasFault | undefined
  return {
    see(alias: AliasNode, above: readonly unknown[]): void {
      const at = alias.range?.[0] ?? 0
      first ??= at
      if (above.some((node) => (node as AliasNode).anchor === alias.source))
        own ??= { code: 'ALIAS_OF_ITSELF', message: `*${alias.source} contains itself`, at }
    },
    /** A value without end, on which whatever walks through it would fail. */
    ofItself: (): AliasFault | undefined => own,
    /** What the parser refuses when it makes a value of them: unknown ones, and far too many. */
    refused: (message: string): AliasFault => ({
      code: message.startsWith('Excessive') ? 'TOO_MANY_ALIASES' : 'BAD_ALIAS',
      message: message.startsWith('Excessive') ? 'Aliases (*name) repeat too much here' : message,
      at: first ?? 0,
    }),
  }
}
