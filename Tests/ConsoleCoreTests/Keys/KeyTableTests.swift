import ConsoleCore
import TicketCore
import Testing

@Suite struct KeyTableTests {
  private static let tables: [(String, KeyTable)] = [
    ("board", .board), ("list", .list), ("detail", .detail), ("newTicket", .newTicket), ("typing", .typing),
    ("filter", .filter),
  ]

  @Test(arguments: 0..<tables.count)
  func `no key is bound twice in a table`(_ index: Int) {
    let (name, table) = Self.tables[index]
    let keys = table.bindings.flatMap(\.keys)
    #expect(Set(keys).count == keys.count, "\(name)")
    #expect(table.bindings.allSatisfy { !$0.keys.isEmpty })
    #expect(Set(table.bindings.map(\.command)).count == table.bindings.count, "\(name)")
  }

  @Test func `where text is typed no key is a letter`() {
    for key in (KeyTable.typing.bindings + KeyTable.filter.bindings).flatMap(\.keys) {
      if case .character = key { Issue.record("\(key)") }
    }
  }

  @Test(arguments: KeyTable.board.bindings.map(\.command))
  func `every key of the board does something, and all keys of a command do the same`(_ command: ConsoleCommand) {
    let outcomes = KeyTable.board.keys(of: command).map { key in Outcome.all { $0.press(key) } }
    #expect(outcomes.allSatisfy { $0 == outcomes[0] })
    #expect(outcomes[0] != Outcome.all { _ in })
  }

  @Test(arguments: ConsoleCommand.allCases)
  func `every command can be run by its name`(_ command: ConsoleCommand) {
    let byName = Outcome.all { world in
      world.press(":")
      world.type(command.rawValue)
      world.press(.enter)
    }
    guard let key = KeyTable.board.keys(of: command).first else {
      return #expect([.showInColumn, .toggleServer, .clearFilter].contains(command))
    }
    #expect(byName == Outcome.all { $0.press(key) })
  }

  @Test(arguments: ConsoleCommand.allCases)
  func `every command can be run without letters`(_ command: ConsoleCommand) {
    let byArrows = ScreenWorld(.english, columns: 100, rows: 20)
    byArrows.press(.function(1))
    for _ in 0..<(Self.helpRows.firstIndex(of: command) ?? 0) { byArrows.press(.down) }
    #expect(byArrows.isSelected(command.rawValue))
    guard let key = KeyTable.board.keys(of: command).first else { return }
    byArrows.press(.enter)
    let byKey = ScreenWorld(.english, columns: 100, rows: 20)
    byKey.press(key)
    #expect(byArrows.takeEffects() == byKey.takeEffects())
    #expect(byArrows.frame == byKey.frame)
  }

  /// The commands as the help lists them.
  private static let helpRows: [ConsoleCommand?] = {
    let world = ScreenWorld(.english, columns: 100, rows: 20)
    world.press(.function(1))
    return ConsoleCommand.allCases.map { _ in
      defer { world.press(.down) }
      let rows = world.frame.text.split(separator: "\n").filter { $0.contains("> ") && $0.hasSuffix(" │") }
      return rows.first.flatMap { $0.dropLast(2).split(separator: " ").last }.flatMap {
        ConsoleCommand(rawValue: String($0))
      }
    }
  }()

  @Test(arguments: Language.allCases)
  func `the footer names the keys of the table that has them`(_ language: Language) {
    let world = ScreenWorld(language, columns: 300)
    world.fill()
    let opened: [([Key], KeyTable)] = [
      ([], .board), ([.enter], .detail), (["!"], .list), (["@"], .list), (["n"], .newTicket), (["?"], .typing),
    ]
    for (keys, table) in opened {
      for key in keys { world.press(key) }
      for binding in table.bindings where binding.inFooter {
        #expect(world.footer.contains(binding.keys[0].label + " "))
      }
      world.press(.escape)
    }
  }

  @Test(arguments: [Size(columns: 120, rows: 40), Size(columns: 40, rows: 10)])
  func `the help lists every command with all its keys`(_ size: Size) {
    let world = ScreenWorld(.english, columns: size.columns, rows: size.rows)
    world.press("?")
    for command in ConsoleCommand.allCases {
      for character in command.rawValue { world.press(.character(character)) }
      let keys = KeyTable.board.keys(of: command).map(\.label).joined(separator: " ")
      #expect(world.shows(keys), "\(command)")
      world.press(.control("u"))
    }
  }
}

/// What keys came to: what was asked for, and what the screen shows then.
private struct Outcome: Equatable {
  let effects: [Effect]
  let frame: Frame

  /// On some boards, so that what leads nowhere on one does on another.
  static func all(_ act: (ScreenWorld) -> Void) -> [Outcome] {
    (["1", "2"] as [Character]).map { column in
      let world = ScreenWorld()
      let ids = world.submit(count: 44)
      for id in ids[0..<22] { world.take(.consume(), id) }
      world.refresh()
      world.press(.character(column))
      for _ in 0..<10 { world.press(.down) }
      world.send(.message(.warning, "to be put away"))
      act(world)
      return Outcome(effects: world.takeEffects(), frame: world.frame)
    }
  }
}

extension ScreenWorld {
  /// Whether the selected row ends so.
  fileprivate func isSelected(_ text: String) -> Bool {
    frame.text.split(separator: "\n").contains { row in
      row.contains("> ") && row.hasSuffix(" \(text) │")
    }
  }
}
