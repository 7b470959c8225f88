import ConsoleCore
import TicketCore
import Testing

@Suite struct TooSmallTests {
  private func world(_ keys: [Key], _ size: Size = Size(columns: 39, rows: 10)) -> ScreenWorld {
    let world = ScreenWorld(.english)
    world.fill()
    for key in keys { world.press(key) }
    world.send(.resize(size))
    return world
  }

  @Test(arguments: [Size(columns: 39, rows: 40), Size(columns: 300, rows: 9), Size(columns: 0, rows: 0)])
  func `a screen under 40x10 is too small`(_ size: Size) {
    let small = world([], size)
    small.press("w", "n", "r", "x", "c", .enter, .escape, .control("z"), .down, .paste("q"))
    #expect(small.takeEffects() == [])
    small.press("q")
    #expect(small.takeEffects() == [.quit])
  }

  @Test func `the smallest screen is not`() {
    let world = world([], Size(columns: 40, rows: 10))
    world.press("w")
    #expect(world.takeEffects() == [.startWorker])
  }

  @Test func `what was open is there again, untouched`() {
    let small = world(["n", "r", "x"])
    small.press("y", "z", .escape, .enter, "q")
    #expect(small.takeEffects() == [])
    #expect(small.shows("Ctrl-C"))
    small.send(.resize(Size(columns: 120, rows: 40)))
    let whole = world(["n", "r", "x"], Size(columns: 120, rows: 40))
    #expect(small.frame == whole.frame)
  }

  @Test func `text is not quit away: it asks on the small screen too`() {
    let small = world(["n", "r", "x"])
    small.press(.control("c"))
    #expect(small.takeEffects() == [])
    #expect(small.shows("A form holds text"))
    small.press(.control("c"))
    #expect(small.takeEffects() == [.quit])
  }

  @Test func `q in Hangul mode quits`() {
    let small = world([])
    small.press("ㅂ")
    #expect(small.takeEffects() == [.quit])
  }
}
