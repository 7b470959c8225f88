import ConsoleCore
import TicketCore
import Testing

/// Problems, messages, help, palette and actions: what is selected is on the screen.
@Suite struct ListTests {
  private static let lists: [[Key]] = [["!"], ["@"], ["?"], [":"], [.enter], ["n"]]
  private static let sizes = [
    Size(columns: 40, rows: 10), Size(columns: 120, rows: 40), Size(columns: 60, rows: 16),
    Size(columns: 300, rows: 100),
  ]

  private func world(_ keys: [Key]) -> ScreenWorld {
    let world = ScreenWorld(.english)
    world.fill()
    for number in 0..<60 { world.send(.message(.error, "message \(number)")) }
    world.problems()
    for key in keys { world.press(key) }
    return world
  }

  /// The row under the selection bar, without its border.
  private func selectedRow(_ world: ScreenWorld) -> [String] {
    let frame = world.frame
    return (1..<frame.size.rows - 2).filter { row in frame.row(row).dropFirst(2).first?.style.selected == true }
      .map(frame.rowText)
  }

  @Test(arguments: lists)
  func `the selected row is in sight, whatever the size`(_ keys: [Key]) {
    let world = world(keys)
    for key in [Key.pageDown, .pageDown, .down, .pageUp, .pageUp, .pageUp, .down] {
      for size in Self.sizes {
        world.send(.resize(size))
        if keys == ["n"] { continue }
        #expect(selectedRow(world).count == 1, "\(key) \(size)")
        #expect(selectedRow(world).allSatisfy { $0.contains("> ") })
      }
      world.press(key)
    }
  }

  @Test(arguments: lists.dropLast())
  func `no key leads out of a list`(_ keys: [Key]) {
    let world = world(keys)
    for key in [Key.up, .up, .up, .pageUp, .pageUp, .pageUp, .pageUp, .pageUp] { world.press(key) }
    let first = selectedRow(world)
    world.press(.up)
    #expect(selectedRow(world) == first)
    for _ in 0..<20 { world.press(.pageDown) }
    for _ in 0..<20 { world.press(.down) }
    let last = selectedRow(world)
    world.press(.down)
    #expect(selectedRow(world) == last)
    #expect(first != last)
  }

  @Test func `an opened ticket that was scrolled shows its end when the screen grows`() {
    let world = ScreenWorld(.english, columns: 40, rows: 12)
    let id = world.submit(["mode": "FULL", "reason": "the reason"])
    world.finish(id)
    world.press("3", .enter)
    for _ in 0..<30 { world.press(.pageDown) }
    world.send(.resize(Size(columns: 60, rows: 24)))
    #expect(world.shows("\"artifacts\": []}"))
    #expect(world.frame.rowText(world.frame.size.rows - 12).contains("artifacts"))
  }

  @Test func `the selection belongs to a problem, not to a row`() {
    let world = world(["!", .down, .down, .down])
    let before = selectedRow(world)
    #expect(before[0].contains("ticket_results.jsonl line 6"))
    guard var board = world.strangeBoard else { return }
    for line in 100..<130 {
      board.note(Problem(file: .requests, place: RecordPlace(offset: 90_000 + line, line: line), reason: .notJSON))
    }
    world.strangeBoard = board
    #expect(selectedRow(world) == before)
    world.press(.down, .up)
    #expect(selectedRow(world) == before)
  }

  @Test func `the selection belongs to a message, also when the oldest are forgotten`() {
    let world = world(["@", .up, .up])
    let before = selectedRow(world)
    for number in 0..<150 { world.send(.message(.error, "later \(number)")) }
    #expect(selectedRow(world) == before)
    world.press(.up, .down)
    #expect(selectedRow(world) == before)
    for number in 0..<150 { world.send(.message(.error, "still later \(number)")) }
    #expect(selectedRow(world).count == 1)
  }

  @Test func `a problem shows the line's own text`() {
    let world = world(["!"])
    #expect(world.shows("1/5"))
    #expect(world.shows("┌ ticket_requests.jsonl line 3, byte 1000 "))
    #expect(world.shows("{\"schema\": \"TICKET_REQUEST_V1\""))
  }

  @Test func `a search that finds nothing runs nothing`() {
    let world = world([":"])
    world.type("zzz")
    world.press(.enter)
    #expect(world.takeEffects() == [])
    #expect(world.shows("No key or command matches."))
  }

  @Test(arguments: [[.enter], ["!"], ["@"], ["n"]] as [[Key]])
  func `the console's keys work wherever letters are no text`(_ keys: [Key]) {
    for (key, title) in [("!", "Problems"), ("@", "Messages"), (":", "Commands"), ("?", "Help")] {
      let world = world(keys)
      world.press(.character(Character(key)))
      #expect(world.shows("┌ \(title) "), "\(key)")
    }
    let world = world(keys)
    world.press("w")
    #expect(world.takeEffects() == [.startWorker])
  }

  @Test(arguments: ["!", "@"] as [Key])
  func `a list without anything is one box`(_ key: Key) {
    let world = ScreenWorld(.english)
    world.press(key)
    #expect(world.frame.text.split(separator: "\n").filter { $0.hasPrefix("┌") }.count == 1)
  }
}
