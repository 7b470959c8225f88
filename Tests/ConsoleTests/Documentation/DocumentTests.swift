import Reference
import TicketCore
import Testing

@testable import Console

/// Man page and completions are made from the table; here is that all of it gets there.
@Suite struct DocumentTests {
  @Test func theManPageHoldsEveryVisibleCommandOptionExitCodeAndVariable() {
    let page = CommandTable.manual.roff
    func literal(_ text: String) -> String { text.map { $0 == "-" ? "\\-" : String($0) }.joined() }
    for spec in CommandTable.visible {
      #expect(page.contains("\\fB\(literal(spec.call))\\fR\n"))
      for option in spec.options { #expect(page.contains("\\fB\(literal(option.usage))\\fR\n")) }
    }
    for option in CommandTable.commonOptions { #expect(page.contains("\\fB\(literal(option.usage))\\fR\n")) }
    for exit in ExitCode.allCases {
      #expect(page.contains("\\fB\(exit.rawValue)\\fR\n\(literal(exit.meaning.english))"))
    }
    for name in Environment.Name.allCases { #expect(page.contains("\\fB\(name.rawValue)\\fR\n")) }
    #expect(!page.contains("docs man"))
  }

  @Test(arguments: CompletionShell.allCases)
  func completionsHoldEveryVisibleCommandAndOption(_ shell: CompletionShell) {
    let script = Document.completion(shell).text(in: .korean)
    for spec in CommandTable.visible {
      for word in spec.words { #expect(script.contains("\(word)")) }
      for option in spec.options + CommandTable.commonOptions {
        #expect(script.contains(shell == .fish ? "-l \(option.name.rawValue) " : option.name.word))
        if case .choice(let words) = option.value { #expect(script.contains(words.joined(separator: " "))) }
      }
    }
    #expect(!script.contains("docs"))
    #expect(script.utf8.allSatisfy { $0 < 0x80 })
  }
}
