/// Completion for bash, with its builtins alone.
struct BashCompletion {
  let program: ProgramReference
  private let nodes: [WordNode]

  init(program: ProgramReference) {
    self.program = program
    nodes = program.nodes
  }

  var script: String {
    """
    # bash completion for \(program.name), made from its own table of words.
    \(function)() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path= word words= skip= i
      COMPREPLY=()
      # --name=VALUE arrives as three words.
      if [[ $current == = ]]; then
        current=
      elif [[ $previous == = ]] && ((COMP_CWORD > 1)); then
        previous=${COMP_WORDS[COMP_CWORD-2]}
      fi
      for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $skip ]]; then
          [[ $word == = ]] || skip=
          continue
        fi
        case $path:$word in
          \(patterns(taking))) skip=1 ;;\(descent)
        esac
      done
      case $path:$previous in
    \(values)
      esac
      case $path in
    \(offers)
      esac
      mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    }
    complete -F \(function) \(program.name)

    """
  }

  private var function: String { "_" + program.identifier }

  private var taking: [String] { nodes.places(program.commonOptions) { $0 != .none } }

  /// The steps from a path to a longer one.
  private var descent: String {
    nodes.filter { !$0.path.isEmpty }.map { node in
      let step = node.path.dropLast().joined(separator: " ") + ":" + (node.path.last ?? "")
      return "\n      \(step.singleQuoted)) path=\(node.key.singleQuoted) ;;"
    }.joined()
  }

  /// What follows an option that takes a value.
  private var values: String {
    distinctValues.compactMap { value in
      let places = patterns(nodes.places(program.commonOptions) { Self.isAlike($0, value) })
      return switch value {
      case .none: nil
      case .text: "    \(places)) return ;;"
      case .file: "    \(places)) \(files("-f")) ;;"
      case .folder: "    \(places)) \(files("-d")) ;;"
      case .choice(let words):
        """
            \(places))
              mapfile -t COMPREPLY < <(compgen -W \(words.joined(separator: " ").singleQuoted) -- "$current")
              return ;;
        """
      }
    }.joined(separator: "\n")
  }

  private func files(_ kind: String) -> String {
    #"mapfile -t COMPREPLY < <(compgen \#(kind) -- "$current"); compopt -o filenames 2>/dev/null; return"#
  }

  /// One of each kind of value; texts, files and folders are each alike whatever they are called.
  private var distinctValues: [ValueReference] {
    nodes.flatMap(\.options).map(\.value).reduce(into: []) { kinds, value in
      if !kinds.contains(where: { Self.isAlike($0, value) }) { kinds.append(value) }
    }
  }

  private static func isAlike(_ one: ValueReference, _ other: ValueReference) -> Bool {
    switch (one, other) {
    case (.text, .text), (.file, .file), (.folder, .folder), (.none, .none): true
    case (.choice(let one), .choice(let other)): one == other
    case (.text, _), (.file, _), (.folder, _), (.none, _), (.choice, _): false
    }
  }

  /// The words and options that may come next, by path.
  private var offers: String {
    nodes.map { node in
      let words = node.children.map(\.word) + node.options.map(\.word)
      return "    \(node.key.singleQuoted)) words=\(words.joined(separator: " ").singleQuoted) ;;"
    }.joined(separator: "\n")
  }

  private func patterns(_ places: [String]) -> String {
    places.map { $0.hasPrefix("*:") ? "*" + String($0.dropFirst()).singleQuoted : $0.singleQuoted }
      .joined(separator: " | ")
  }
}
