/// Completion for fish.
struct FishCompletion {
  let program: ProgramReference
  private let nodes: [WordNode]

  init(program: ProgramReference) {
    self.program = program
    nodes = program.nodes
  }

  var script: String {
    let words = nodes.flatMap { node in
      node.children.map { "\(complete(node)) -a \(quoted($0.word)) -d \(quoted($0.summary))" }
    }
    let common = program.commonOptions.map { option("complete -c \(program.name)", $0) }
    let own = nodes.flatMap { node in
      node.options.filter { !program.commonOptions.contains($0) }.map { option(complete(node), $0) }
    }
    return """
      # fish completion for \(program.name), made from its own table of words.
      \(walk)
      complete -c \(program.name) -f
      \((common + words + own).joined(separator: "\n"))

      """
  }

  private var condition: String { "__\(program.identifier)_at" }

  /// The function that tells whether the command's words so far are exactly these.
  private var walk: String {
    let taking = nodes.places(program.commonOptions) { $0 != .none }
    let steps = nodes.filter { !$0.path.isEmpty }.map { node in
      node.path.dropLast().joined(separator: " ") + ":" + (node.path.last ?? "")
    }
    let descent = steps.isEmpty ? "" : "\n            case \(list(steps))\n                set -a path $word"
    return """
      function \(condition)
          set -l words (commandline -opc)
          set -e words[1]
          set -l path
          set -l skip 0
          for word in $words
              if test $skip = 1
                  set skip 0
                  continue
              end
              switch "$path:$word"
                  case \(list(taking))
                      set skip 1\(descent)
              end
          end
          test "$path" = "$argv"
      end
      """
  }

  private func complete(_ node: WordNode) -> String {
    let condition = node.path.isEmpty ? self.condition : "\(self.condition) \(node.key)"
    return "complete -c \(program.name) -n \(quoted(condition))"
  }

  private func option(_ start: String, _ option: OptionReference) -> String {
    let value =
      switch option.value {
      case .none: ""
      case .text: " -x"
      case .file: " -r -F"
      case .folder: " -x -a '(__fish_complete_directories)'"
      case .choice(let words): " -x -a \(quoted(words.joined(separator: " ")))"
      }
    return "\(start) -l \(option.word.dropFirst(2))\(value) -d \(quoted(option.summary))"
  }

  private func list(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// As one word of fish, in which a backslash escapes within single quotes too.
  private func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
