import ConsoleCore
import TicketCore
import Testing

/// The selection belongs to a ticket, not to a row.
@Suite struct SelectionTests {
  @Test func `tickets that arrive leave the selection where it is`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    world.press(.down)
    #expect(world.selected == ids[1])
    world.submit(count: 50)
    #expect(world.selected == ids[1])
  }

  @Test func `a ticket that takes a step stays selected, and the column does not change`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    world.press(.down)
    world.finish(ids[1])
    #expect(world.selected == ids[1])
    #expect(world.shows("지금 DONE 완료"))
    #expect(world.shows("> OPEN"))
  }

  @Test(arguments: [(Key.down, 2), (.up, 0)])
  func `from the gap that a ticket left, one step leads to a neighbour`(_ key: Key, _ neighbour: Int) {
    let world = ScreenWorld()
    let ids = world.submit(count: 4)
    world.press(.down)
    world.finish(ids[1])
    world.press(key)
    #expect(world.selected == ids[neighbour])
  }

  @Test func `the operator can go after a ticket to its column`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    world.finish(ids[2])
    world.finish(ids[0])
    world.press(.enter, .up, .end, .enter)
    #expect(world.selected == ids[0])
    #expect(world.shows("> DONE"))
    world.press(.up)
    #expect(world.selected == ids[2])
  }

  @Test func `while the logs are read anew the selection waits for its ticket`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    world.press(.down)
    world.strangeBoard = TicketsBoard()
    world.refresh(feed: .reloading(0))
    #expect(world.selected == ids[1])
    world.strangeBoard = nil
    world.refresh()
    #expect(world.selected == ids[1])
  }

  @Test func `what is selected while the board is first read stands in its column in the end`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 9)
    let first = ScreenWorld()
    for feed in [FeedStatus.loading(0.1), .loading(0.5), .live] {
      // The results come after their requests.
      if feed == .live { for id in ids[0..<4] { world.finish(id) } }
      first.strangeBoard = world.service.currentBoard
      first.refresh(feed: feed)
    }
    #expect(first.selected == ids[4])
  }

  @Test func `what the operator selects while the board is first read stays selected`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 9)
    let first = ScreenWorld()
    first.strangeBoard = world.service.currentBoard
    first.refresh(feed: .loading(0.5))
    first.press(.down)
    world.finish(ids[1])
    first.strangeBoard = world.service.currentBoard
    first.refresh()
    #expect(first.selected == ids[1])
  }

  @Test func `a ticket that vanished gives way to the one nearest to its place`() {
    let world = ScreenWorld()
    world.submit(count: 3)
    world.press(.down)
    let other = ScreenWorld()
    other.submit(["mode": "FULL", "reason": "another log"])
    world.strangeBoard = other.service.currentBoard
    // Ids come from the same seed: the first is the same ticket, the second is none any more.
    world.refresh()
    #expect(world.selected == other.service.currentBoard.id(at: 0))
  }

  @Test func `the last ticket that vanished leaves nothing selected`() {
    let world = ScreenWorld()
    world.submit(count: 1)
    world.strangeBoard = TicketsBoard()
    world.refresh()
    #expect(world.selected == nil)
  }

  @Test func `OPEN stands oldest first, and the others newest first`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 9)
    for id in ids[0..<3] { world.take(.consume(), id) }
    for id in ids[3..<6] { world.finish(id) }
    for id in ids[6..<8] { world.finish(id, .failed) }
    let last = world.submit(count: 1)
    for (key, order) in [("1", [ids[8], last[0]]), ("2", ids[0..<3].reversed()), ("3", ids[3..<6].reversed())] {
      world.press(.character(Character(key)), .home)
      var seen = [world.selected]
      for _ in 1..<order.count {
        world.press(.down)
        seen.append(world.selected)
      }
      #expect(seen == order.map { $0 })
    }
    world.press("4", "G")
    #expect(world.selected == ids[6])
  }

  @Test func `each column keeps its own selection and its own place`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 120)
    for id in ids[60...] { world.finish(id) }
    world.press("G")
    let open = world.column(.open)
    world.press(.tab, .tab, .pageDown, .pageDown, .down)
    let done = world.selected
    #expect(world.column(.open) == open.map { $0.replacing(">", with: "-") })
    world.press("1")
    #expect(world.selected == ids[59])
    world.press("3")
    #expect(world.selected == done)
  }

  @Test func `someone who scrolled down keeps the picture when tickets come in at the top`() {
    let world = ScreenWorld()
    for id in world.submit(count: 60) { world.finish(id) }
    world.press("3", .pageDown, .pageDown, .up, .up, .up, .up, .up, .up)
    let picture = world.column(.done)
    for id in world.submit(count: 5) { world.finish(id) }
    #expect(world.column(.done) == picture)
  }

  @Test func `someone who scrolled down keeps the picture when the worker takes tickets at the top`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 60)
    world.press(.pageDown, .pageDown, .up, .up, .up, .up)
    let picture = world.column(.open)
    for id in ids[0..<5] { world.finish(id) }
    #expect(world.column(.open) == picture)
  }

  @Test func `at the top of a column new tickets come into sight`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 20)
    for id in ids { world.finish(id) }
    world.press("3", .down)
    let newest = world.submit(["mode": "FULL", "reason": "just in"])
    world.finish(newest)
    #expect(world.column(.done).contains { $0.contains("RECONCILE") })
    #expect(world.column(.done)[1].contains("done"))
    #expect(world.selected == ids[18])
    #expect(world.column(.done)[4].hasPrefix(">"))
  }

  @Test func `a screen of another size keeps the selection and shows it`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 90)
    world.press("G")
    for size in [Size(columns: 40, rows: 10), Size(columns: 300, rows: 100), Size(columns: 99, rows: 16)] {
      world.send(.resize(size))
      #expect(world.selected == ids[89])
      #expect(world.shows("> RECONCILE FULL") || world.shows(">RECONCILE") || world.shows("│> RECONCILE"))
    }
  }

  @Test func `the number of the column in focus selects a ticket there when the selected one has left it`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 4)
    world.press(.down)
    world.finish(ids[1])
    world.press("1")
    #expect(world.selected == ids[2])
    world.press(.down, "1")
    #expect(world.selected == ids[3])
  }

  @Test(arguments: zip(["1", "2", "3", "4"] as [Key], TicketStatus.allCases))
  func `the number of an empty column says that it is empty`(_ key: Key, _ status: TicketStatus) {
    let world = ScreenWorld(.english)
    world.refresh()
    world.press(key)
    #expect(world.messageLine.hasSuffix("\(status.rawValue) is empty."))
    #expect(world.selected == nil)
  }

  @Test(arguments: [80, 120])
  func `in the panel the message of a result is not cut for the place of its record`(_ columns: Int) {
    let world = ScreenWorld(.english, columns: columns, rows: 24)
    let id = world.submit(count: 1)[0]
    world.take(.consume(), id)
    let message = String(repeating: "word ", count: columns == 80 ? 7 : 14) + "END"
    world.take(.complete(.done, message: message), id)
    world.refresh()
    world.press("3")
    #expect(world.shows(message))
    #expect(world.shows("ticket_requests.jsonl line 1 │"))
    #expect(!world.shows("byte"))
    world.press(.enter)
    #expect(world.shows("ticket_requests.jsonl line 1, byte "))
  }
}
