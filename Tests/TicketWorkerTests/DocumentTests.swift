import Reference
import Testing

@testable import TicketWorker

@Suite("The documents of ticket-worker")
struct DocumentTests {
  @Test(arguments: CompletionShell.allCases)
  func completionsHoldEverySetting(_ shell: CompletionShell) {
    let script = Document.completion(shell).text
    for setting in Setting.allCases {
      #expect(script.contains(shell == .fish ? "-l \(setting.rawValue) " : setting.word))
    }
    #expect(script.contains("debug info warn error"))
  }

  @Test func theManPageHoldsEverySettingAndVariable() {
    let page = Document.manual.text
    for setting in Setting.allCases {
      #expect(page.contains("\\fB" + setting.word.map { $0 == "-" ? "\\-" : String($0) }.joined()))
      if let variable = setting.variable { #expect(page.contains("\\fB\(variable)\\fR\n")) }
    }
  }

  @Test func onlyWordsThatBeginWithDocsAskForADocument() throws {
    #expect(try Document(["--once", "docs"]) == nil)
    #expect(try Document(["docs", "man"]) == .manual)
    #expect(try Document(["docs", "completion", "fish"]) == .completion(.fish))
  }

  @Test(arguments: [["docs"], ["docs", "man", "x"], ["docs", "completion"], ["docs", "completion", "sh"]])
  func otherDocumentsAreWrong(words: [String]) {
    #expect(throws: SettingError.self) { try Document(words) }
  }
}
