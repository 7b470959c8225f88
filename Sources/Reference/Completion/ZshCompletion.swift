/// Completion for zsh: one function a place, by `_arguments`.
struct ZshCompletion {
  let program: ProgramReference

  var script: String {
    let functions = program.nodes.map(function).joined(separator: "\n")
    // Loaded by compinit the file is the function itself; sourced it has to register it.
    return """
      #compdef \(program.name)
      # zsh completion for \(program.name), made from its own table of words.

      \(functions)
      if [[ $funcstack[1] == _\(program.name) ]]; then
        \(name([])) "$@"
      else
        compdef \(name([])) \(program.name)
      fi

      """
  }

  /// Not the file's own name, which compinit gives to the whole of it.
  private func name(_ path: [String]) -> String {
    (["_\(program.identifier)_words"] + path).joined(separator: "_")
  }

  private func function(_ node: WordNode) -> String {
    let options = node.options.map { Self.spec($0, in: node) }
    guard !node.children.isEmpty else {
      let operand = node.operand.map { "'1:\($0):'" }
      return """
        \(name(node.path))() {
        \(call("_arguments -s", options + [operand].compactMap(\.self)))
        }

        """
    }
    let children = node.children.map { "\($0.word):\(Self.escaped($0.summary, #"\:"#))".singleQuoted }
    let branches = node.children.map { "      \($0.word)) \(name(node.path + [$0.word])) ;;" }
    return """
      \(name(node.path))() {
        local curcontext=$curcontext state line
        typeset -A opt_args
      \(call("_arguments -s -C", options + ["'1: :->word'", "'*:: :->rest'"]))
        case $state in
          word)
            local -a commands=(
      \(children.map { "        " + $0 }.joined(separator: "\n"))
            )
            _describe -t commands command commands ;;
          rest)
            case $line[1] in
      \(branches.joined(separator: "\n"))
            esac ;;
        esac
      }

      """
  }

  private func call(_ command: String, _ words: [String]) -> String {
    (["  " + command] + words.map { "    " + $0 }).joined(separator: " \\\n")
  }

  /// One option as `_arguments` reads it: `'--limit=[only the newest N]:N:'`.
  private static func spec(_ option: OptionReference, in node: WordNode) -> String {
    let others = node.alternatives.contains(option.word) ? node.alternatives : [option.word]
    let exclusion = option.repeats ? "*" : "(\(others.joined(separator: " ")))"
    let summary = "[\(escaped(option.summary, #"\[]:"#))]"
    let action =
      switch option.value {
      case .none: ""
      case .text(let name): ":\(escaped(name, #"\:"#)): "
      case .file(let name): ":\(name):_files"
      case .folder(let name): ":\(name):_files -/"
      case .choice(let words): ":value:(\(words.joined(separator: " ")))"
      }
    return (exclusion + option.word + (option.value == .none ? "" : "=") + summary + action).singleQuoted
  }

  private static func escaped(_ text: String, _ special: String) -> String {
    text.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
