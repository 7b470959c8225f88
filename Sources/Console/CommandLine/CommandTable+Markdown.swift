import TicketCore

extension CommandTable {
  /// The table of commands as the README shows it; lines end with `\n`.
  static func markdown(in language: Language) -> String {
    let commands = visible.map { "| `\(escaped($0.usage))` | \(escaped($0.summary.in(language))) |" }
    let options = commonOptions.map { "| `\(escaped($0.usage))` | \(escaped($0.summary.in(language))) |" }
    let exits = ExitCode.allCases.map { "| \($0.rawValue) | \(escaped($0.meaning.in(language))) |" }
    let tables = [
      [language.pick("| command | does |", "| 명령 | 하는 일 |"), "|---|---|"] + commands,
      [language.pick("| option of all commands | means |", "| 모든 명령의 옵션 | 뜻 |"), "|---|---|"] + options,
      [language.pick("| exit code | means |", "| 종료 코드 | 뜻 |"), "|---|---|"] + exits,
    ]
    return tables.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// A bar would divide the cell, in code too.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
