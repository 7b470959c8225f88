import ConsoleCore
import Glibc
import TicketCore
import Testing

@testable import Console

/// What the READMEs say of keys and commands is what the tables say; `UPDATE_README=1` writes it anew.
@Suite struct ReadmeTests {
  @Test(arguments: [Language.english, .korean])
  func keysAndCommandsStandInTheReadmeAsInTheTables(_ language: Language) throws {
    let readme = Readme(language)
    let text = try #require(readme.read(), "cannot read \(readme.path)")
    let withKeys = try #require(Readme.replacing("keys", in: text, with: KeyTable.markdown(in: language)))
    let withFilter = try #require(
      Readme.replacing("filter", in: withKeys, with: KeyTable.filterMarkdown(in: language)))
    let current = try #require(
      Readme.replacing("commands", in: withFilter, with: CommandTable.markdown(in: language)))
    if getenv("UPDATE_README") != nil {
      #expect(readme.write(current), "cannot write \(readme.path)")
    } else {
      #expect(text == current, "make docs brings \(readme.path) up to date")
    }
  }
}
