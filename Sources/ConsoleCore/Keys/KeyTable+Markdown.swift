public import TicketCore

extension KeyTable {
  /// The keys of board and forms as the README shows them; lines end with `\n`.
  public static func markdown(in language: Language) -> String {
    let words = Words(language)
    let chapters = ConsoleCommand.Chapter.allCases.map { chapter in
      table(
        words.chapter(chapter), in: language,
        board.bindings.filter { $0.command.chapter == chapter }.map { ($0.keys, words.meaning(of: $0.command)) })
    }
    let forms = table(
      language.pick("Forms", "입력 화면"), in: language,
      TicketForm.keys.filter { $0.place != .preview }.map { ($0.keys, $0.meaning(in: language)) })
    return (chapters + [forms]).joined(separator: "\n")
  }

  /// What can be typed into the filter as the README shows it; lines end with `\n`.
  public static func filterMarkdown(in language: Language) -> String {
    let rows = Words(language).filterExamples.map { "| `\($0.typed)` | \($0.meaning) |\n" }
    return "| \(language.pick("Typed", "입력")) | \(language.pick("finds", "찾는 것")) |\n|---|---|\n" + rows.joined()
  }

  private static func table(_ title: String, in language: Language, _ rows: [(keys: [Key], meaning: String)]) -> String
  {
    let rows = rows.map { row in
      "| \(row.keys.map { "`\($0.label)`" }.joined(separator: " ")) | \(row.meaning) |\n"
    }
    return "| \(title) | |\n|---|---|\n" + rows.joined()
  }
}
