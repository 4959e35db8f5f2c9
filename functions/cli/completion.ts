/** `rekindle completion`: a script that makes a shell complete what is typed. */

import { requireOneOf } from './given.ts'
import { verb } from './verb.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof SHELLS)[number]

type Script = {
  /** The command that loads it into a shell that is running. */
  readonly load: string
  /** The command that keeps it for every shell to come. */
  readonly keep: string
  readonly body: string
}

/** Each asks the command itself, so that a script is never out of date. */
const SCRIPTS: Readonly<Record<Shell, Script>> = {
  bash: {
    load: 'source <(rekindle completion bash)',
    keep: "echo 'source <(rekindle completion bash)' >> ~/.bashrc",
    body: `_rekindle() {
  local IFS=$'\\n'
  COMPREPLY=($(rekindle __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o default -F _rekindle rekindle`,
  },
  zsh: {
    load: 'source <(rekindle completion zsh)',
    keep: "echo 'source <(rekindle completion zsh)' >> ~/.zshrc",
    // The completions of zsh may not have been set up, as in a shell without a ~/.zshrc.
    body: `(( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit; }
_rekindle() {
  local -a proposals
  proposals=(\${(f)"$(rekindle __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  proposals=("\${(@)proposals//:/\\\\:}")
  proposals=("\${(@)proposals/$'\\t'/:}")
  if (( \${#proposals} )); then _describe 'rekindle' proposals; else _files; fi
}
compdef _rekindle rekindle`,
  },
  fish: {
    load: 'rekindle completion fish | source',
    keep: 'rekindle completion fish > ~/.config/fish/completions/rekindle.fish',
    body: `function __rekindle_complete
  set -l proposals (rekindle __complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
  if set -q proposals[1]
    string join \\n -- $proposals
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c rekindle -f -a '(__rekindle_complete)'`,
  },
}

export const completion = verb('completion', {
  arguments: [{ name: 'SHELL', choices: SHELLS }],
  options: {},
  examples: {
    bash: SCRIPTS.bash.load,
    zsh: SCRIPTS.zsh.load,
    fish: SCRIPTS.fish.keep,
  },
  async run({ arguments: [shell] }) {
    return SCRIPTS[requireOneOf('SHELL', shell ?? '', SHELLS)]
  },
  text: ({ load, keep, body }, { words }) =>
    [...words.machine.completion(load, keep).map((line) => `# ${line}`), body].join('\n'),
})
