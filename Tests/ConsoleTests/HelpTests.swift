import ConsoleCore
import TicketCore
import Testing

@testable import Console

@Suite struct HelpTests {
  @Test(arguments: Language.allCases, CommandTable.all)
  func helpOfACommandMentionsEveryOptionOfIt(_ language: Language, _ spec: CommandSpec) {
    let text = Help(language: language, columns: 400).lines(for: spec.words).map(\.string).joined(separator: "\n")
    for option in spec.options + spec.commonOptions {
      #expect(text.contains(option.usage))
      #expect(text.contains(option.summary.in(language)))
    }
    #expect(text.contains(spec.summary.in(language)))
  }

  @Test(arguments: Language.allCases)
  func helpOfTheProgramMentionsEveryVisibleCommandAndExitCode(_ language: Language) {
    let text = Help(language: language, columns: 400).lines(for: []).map(\.string).joined(separator: "\n")
    for spec in CommandTable.visible { #expect(text.contains(spec.call) && text.contains(spec.summary.in(language))) }
    for exit in ExitCode.allCases { #expect(text.contains("\(exit.rawValue)  \(exit.meaning.in(language))")) }
    #expect(!text.contains("docs"))
  }

  @Test(arguments: Language.allCases, [60, 80, 100])
  func helpStaysWithinTheWidth(_ language: Language, _ columns: Int) {
    for spec in CommandTable.all {
      for line in Help(language: language, columns: columns).lines(for: spec.words) {
        // A single word is never broken.
        #expect(line.width <= columns || line.string.contains("|") || line.string.split(separator: " ").count < 3)
      }
    }
  }

  @Test func everyCommandStandsInTheTableOnce() {
    #expect(CommandTable.all.map(\.name).count == CommandName.allCases.count)
    #expect(Set(CommandTable.all.map(\.name)) == Set(CommandName.allCases))
    #expect(Set(CommandTable.all.map(\.words)).count == CommandTable.all.count)
  }

  @Test(arguments: Language.allCases)
  func theDocumentationHoldsEveryVisibleUsage(_ language: Language) {
    let text = CommandTable.markdown(in: language)
    for spec in CommandTable.visible {
      let usage = spec.usage.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      #expect(text.contains("| `\(usage)` | "))
    }
    for line in text.split(separator: "\n") { #expect(line.hasPrefix("|") && line.hasSuffix("|")) }
    #expect(!text.contains("docs"))
  }
}
