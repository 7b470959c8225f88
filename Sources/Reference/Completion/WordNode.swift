/// A place in what is being typed: the command's words so far, and what may follow.
struct WordNode: Hashable {
  struct Child: Hashable {
    let word: String
    let summary: String
  }

  let path: [String]
  /// The next words, each once.
  let children: [Child]
  let options: [OptionReference]
  let alternatives: [String]
  /// What usage calls the operand; nil where there is none.
  let operand: String?

  /// The path as one text: `submit reconcile`.
  var key: String { path.joined(separator: " ") }
}

extension ProgramReference {
  /// Every place, the program's bare name first. A command that takes another's words has those below it.
  var nodes: [WordNode] {
    let topics = commands.filter { $0.operand == .command }.flatMap { command in
      commands.filter { !$0.words.isEmpty }.map { topic in
        CommandReference(
          words: command.words + topic.words, options: [], usage: topic.usage, summary: topic.summary)
      }
    }
    let typed = commands + topics
    let paths = typed.flatMap { command in (0...command.words.count).map { Array(command.words.prefix($0)) } }
    return paths.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.map { node(at: $0, among: typed) }
  }

  private func node(at path: [String], among commands: [CommandReference]) -> WordNode {
    let own = commands.first { $0.words == path }
    let below = commands.filter { $0.words.count > path.count && $0.words.starts(with: path) }
    let words = below.map { $0.words[path.count] }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let children = words.map { word in
      let itself = below.first { $0.words == path + [word] }
      return WordNode.Child(word: word, summary: itself?.summary ?? "\(word) …")
    }
    let operand: String? = if case .text(let name)? = own?.operand { name } else { nil }
    let options = own?.options ?? []
    return WordNode(
      path: path, children: children,
      options: options + commonOptions.filter { common in !options.contains { $0.word == common.word } },
      alternatives: own?.alternatives ?? [], operand: operand)
  }
}

extension [WordNode] {
  /// The patterns `PATH:OPTION` of all options that take a value which is like this; those of all places as `*:OPTION`.
  func places(_ common: [OptionReference], where matches: (ValueReference) -> Bool) -> [String] {
    let everywhere = common.filter { matches($0.value) }
    let own = flatMap { node in
      node.options.filter { matches($0.value) && !everywhere.contains($0) }.map { "\(node.key):\($0.word)" }
    }
    return everywhere.map { "*:\($0.word)" } + own
  }
}
