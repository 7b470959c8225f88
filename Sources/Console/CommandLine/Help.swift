import ConsoleCore
import TicketCore

/// What `--help` prints, made from the table.
struct Help {
  private static let indent = "  "

  let language: Language
  /// The width to wrap at.
  let columns: Int

  /// The help of the commands under `words`; without words that of the program.
  func lines(for words: [String]) -> [TerminalText] {
    let specs = CommandTable.specs(under: words).filter { !$0.isHidden || !words.isEmpty }
    return words.isEmpty ? program(specs) : specs.enumerated().flatMap { command($0.element, isFirst: $0.offset == 0) }
  }

  private func program(_ specs: [CommandSpec]) -> [TerminalText] {
    var lines = wrapped(
      Wording(
        "tickets: the ticket board in the terminal, and all that it does without a screen.",
        "tickets: 터미널의 티켓 상태 보드, 그리고 화면 없이 쓰는 모든 명령."))
    lines += section(Wording("Usage", "사용법")) + [TerminalText(Self.indent + "tickets [COMMAND] [OPTIONS]")]
    lines += section(Wording("Commands", "명령")) + table(specs.map { ($0.shortUsage, $0.summary) })
    lines += common(CommandTable.commonOptions)
    lines += section(Wording("Exit codes", "종료 코드"))
    lines += table(ExitCode.allCases.map { (String($0.rawValue), $0.meaning) })
    lines += [TerminalText()]
    lines += wrapped(
      Wording(
        "tickets COMMAND --help says more about one command.", "명령 하나에 대해 더 보려면: tickets COMMAND --help"))
    return lines
  }

  private func command(_ spec: CommandSpec, isFirst: Bool) -> [TerminalText] {
    var lines = isFirst ? [] : [TerminalText()]
    lines += wrapped(Wording("\(spec.call): \(spec.summary.english)", "\(spec.call): \(spec.summary.korean)"))
    lines += section(Wording("Usage", "사용법"))
    lines += wrapped(Wording(spec.usage, spec.usage), indent: Self.indent)
    if !spec.options.isEmpty {
      lines += section(Wording("Options", "옵션")) + table(spec.options.map { ($0.usage, $0.summary) })
    }
    if isFirst { lines += common(spec.commonOptions) }
    guard !spec.details.in(language).isEmpty else { return lines }
    return lines + [TerminalText()] + wrapped(spec.details)
  }

  private func common(_ options: [OptionSpec]) -> [TerminalText] {
    section(Wording("Options of all commands", "모든 명령의 옵션")) + table(options.map { ($0.usage, $0.summary) })
  }

  private func section(_ title: Wording) -> [TerminalText] {
    [TerminalText(), TerminalText(title.in(language) + ":")]
  }

  /// Names at the left, what they mean at the right, wrapped within its own column.
  private func table(_ rows: [(name: String, meaning: Wording)]) -> [TerminalText] {
    let names = rows.map { TerminalText(Self.indent + $0.name) }
    let left = min(names.map(\.width).max() ?? 0, columns / 2) + 2
    return zip(names, rows).flatMap { name, row in
      let meaning = wrapped(row.meaning, width: columns - left)
      let fits = name.width + 2 <= left
      let first = fits ? [name + blanks(left - name.width) + (meaning.first ?? TerminalText())] : [name]
      return first + meaning.dropFirst(fits ? 1 : 0).map { blanks(left) + $0 }
    }
  }

  private func blanks(_ count: Int) -> TerminalText { TerminalText(String(repeating: " ", count: count)) }

  /// The text in lines, broken at blanks.
  private func wrapped(_ text: Wording, indent: String = "", width: Int? = nil) -> [TerminalText] {
    let width = max(width ?? columns, 20)
    return text.in(language).split(separator: "\n").flatMap { paragraph in
      var lines: [TerminalText] = []
      var line = TerminalText(indent)
      for word in paragraph.split(separator: " ").map({ TerminalText($0) }) {
        if line.width > indent.count, line.width + 1 + word.width > width {
          lines.append(line)
          line = TerminalText(indent + (indent.isEmpty ? "" : indent))
        }
        line += (line.string.allSatisfy { $0 == " " } ? TerminalText() : TerminalText(" ")) + word
      }
      return lines + [line]
    }
  }
}

extension CommandSpec {
  /// The call and what must follow it: enough to tell commands apart in a list.
  var shortUsage: String {
    let must = options.filter(\.isRequired).map(\.usage)
    return ([call] + (operand == .ticketID ? ["ID"] : []) + must).joined(separator: " ")
  }
}
