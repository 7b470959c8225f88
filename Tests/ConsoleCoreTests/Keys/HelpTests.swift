import ConsoleCore
import TicketCore
import Testing

/// The keys of the forms stand in the help like the commands, and can be asked for where they work.
@Suite struct HelpTests {
  private static let sizes = [
    Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 60, rows: 20),
    Size(columns: 40, rows: 10),
  ]

  @Test(arguments: sizes)
  func `every key of the forms can be found`(_ size: Size) {
    let world = ScreenWorld(.english, columns: size.columns, rows: size.rows)
    world.press("?")
    for key in TicketForm.keys {
      world.type(key.meaning(in: .english))
      #expect(world.shows(key.keys[0].label), "\(key)")
      world.press(.control("u"))
    }
  }

  @Test func `Enter on a form's key says where it works`() {
    let world = ScreenWorld(.english)
    world.press("?")
    world.type("swap the characters")
    world.press(.enter)
    #expect(world.takeEffects() == [])
    #expect(world.messageLine.hasSuffix("This key works in forms only."))
    #expect(world.shows("┌ Help "))
  }

  @Test(arguments: [[], [.control("p")]] as [[Key]])
  func `F1 in a form shows its keys, and Esc leads back to all that was entered`(_ keys: [Key]) {
    for size in Self.sizes {
      let world = ScreenWorld(.english, columns: size.columns, rows: size.rows)
      world.press("n", "r")
      world.type("정산")
      for key in keys { world.press(key) }
      let before = world.frame
      world.press(.function(1))
      #expect(world.frame.text.split(separator: "\n").contains { $0.contains("> ") && $0.contains("Ctrl-S ") })
      #expect(world.shows("next field"))
      world.press(.escape)
      #expect(world.frame == before)
    }
  }

  @Test func `a command about the board that is run over a form keeps the draft`() {
    let world = ScreenWorld(.english)
    let ids = world.submit(count: 2)
    world.press("n", "r")
    world.type("정산")
    world.press(.function(1))
    world.type("down")
    world.press(.home, .enter)
    #expect(!world.shows("New RECONCILE ticket"))
    #expect(world.selected == ids[1])
    world.press("n", "r")
    #expect(world.shows("정산"))
  }

  @Test(arguments: ["new-reconcile", "new-reports", "problems", "show-in-column", "messages"])
  func `nothing that is run over a form loses what was entered`(_ command: String) {
    let world = ScreenWorld(.english)
    world.submit(count: 1)
    world.press("!", ":")
    world.type("new-reconcile")
    world.press(.enter)
    world.type("정산")
    world.press(.function(1))
    world.type(command)
    world.press(.enter)
    while !world.footer.contains("q quit") { world.press(.escape) }
    world.press("n", "r")
    #expect(world.shows("정산"))
  }
}
