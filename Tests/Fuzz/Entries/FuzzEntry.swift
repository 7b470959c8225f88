/// A door of the product through which foreign bytes come in, and what it promises whatever they are.
///
/// The same entries are run by the fuzzer (`script/fuzz`) and, over the corpus, by the unit tests.
enum FuzzEntry: String, CaseIterable {
  /// Lines of a log: the strict parser, salvage, the fold.
  case lines
  /// Both logs while they grow, from files.
  case logs
  /// A whole record behind whatever a writer left that died.
  case salvage
  /// A line that is longer than what may be held.
  case longline
  /// The saved board, damaged.
  case checkpoint
  /// A saved board whose digests fit the damage.
  case archive
  /// A filter as it is typed.
  case filter
  /// Words looked for in texts.
  case pattern
  /// What a terminal sends.
  case keys
  /// What is shown on a terminal.
  case text
  /// Words, variables and small files that say how to run.
  case settings
  /// Requests to the API.
  case api
  /// A server's answers.
  case answers

  // Controls: what the fuzzer must find.

  /// Traps at four bytes that only coverage leads to.
  case controlTrap
  /// Reads one byte behind its memory.
  case controlOverrun

  /// Those that the product must stand.
  static let attacks = allCases.filter { $0 != .controlTrap && $0 != .controlOverrun }

  /// Throws where a promise is broken; what traps or leaves its memory needs no words.
  func run(_ input: [UInt8]) throws(Finding) {
    switch self {
    case .lines: try LinesEntry.run(input)
    case .logs: try LogsEntry.run(input)
    case .salvage: try SalvageEntry.run(input)
    case .longline: try LongLineEntry.run(input)
    case .checkpoint: try CheckpointEntry.run(input)
    case .archive: try ArchiveEntry.run(input)
    case .filter: try FilterEntry.run(input)
    case .pattern: try PatternEntry.run(input)
    case .keys: try KeysEntry.run(input)
    case .text: try TextEntry.run(input)
    case .settings: try SettingsEntry.run(input)
    case .api: try APIEntry.run(input)
    case .answers: try AnswersEntry.run(input)
    case .controlTrap: try ControlEntries.trap(input)
    case .controlOverrun: try ControlEntries.overrun(input)
    }
  }
}
