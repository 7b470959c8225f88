import Testing

@testable import Reference

@Suite struct WordNodeTests {
  private let nodes = ProgramReference.sample.nodes

  private func node(_ key: String) throws -> WordNode { try #require(nodes.first { $0.key == key }) }

  @Test func everyPlaceStandsOnce() {
    #expect(nodes.map(\.key) == ["", "add", "add many", "help", "help add", "help add many", "help help"])
  }

  @Test(arguments: [
    ("", ["add", "help"]), ("add", ["many"]), ("add many", []), ("help", ["add", "help"]), ("help add", ["many"]),
  ])
  func theNextWordsFollowFromTheCommands(_ key: String, _ words: [String]) throws {
    #expect(try node(key).children.map(\.word) == words)
  }

  @Test(arguments: [
    ("", ["--lang"]), ("add", ["--file", "--lang"]),
    ("add many", ["--mode", "--tag", "--once", "--twice", "--lang"]), ("help add", ["--lang"]),
  ])
  func optionsAreThoseOfThePlaceAndOfAllCommands(_ key: String, _ words: [String]) throws {
    #expect(try node(key).options.map(\.word) == words)
  }

  @Test func aCommandsOwnOptionTakesThePlaceOfTheCommonOne() throws {
    let own = OptionReference("--lang", .file("FILE"), "its own")
    let program = ProgramReference(
      name: "p", commands: [CommandReference(words: ["a"], options: [own], usage: "p a", summary: "a")],
      commonOptions: [OptionReference("--lang", .text("LANG"), "of all")])
    #expect(program.nodes.last?.options == [own])
  }

  @Test func placesOfValuesNameTheirPath() {
    let places = nodes.places(ProgramReference.sample.commonOptions) { $0 != .none }
    #expect(places == ["*:--lang", "add:--file", "add many:--mode", "add many:--tag"])
  }
}
