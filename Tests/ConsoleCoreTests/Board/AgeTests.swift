import TicketCore
import Testing

@testable import ConsoleCore

@Suite struct AgeTests {
  @Test(arguments: [
    (0, "0s"), (59, "59s"), (60, "1m"), (3_599, "59m"), (3_600, "1h"), (86_400, "1d"), (86_399_999, "999d"),
    (86_400_000, "2y"), (-1, "0s"), (-59, "0s"), (-60, "+1m"), (-94_608_000, "+3y"), (Int.min, "+292471208677y"),
  ])
  func `an age is short, and a time to come is none`(_ seconds: Int, _ text: String) {
    #expect(Age.text(seconds: seconds) == text)
  }

  @Test(arguments: [
    (Language.english, 12, "12s ago"), (.korean, 12, "12초 전"), (.korean, 180, "3분 전"), (.korean, 7_200, "2시간 전"),
    (.korean, 864_000, "10일 전"), (.english, -94_608_000, "in the future (+3y)"), (.korean, -94_608_000, "3년 뒤"),
  ])
  func `in a sentence an age is said as people say it`(_ language: Language, _ seconds: Int, _ text: String) {
    #expect(Words(language).ago(seconds) == text)
  }

  @Test func `a ticket of the future is told from one of now`() {
    let world = ScreenWorld(.english)
    world.clock.advance(seconds: 94_608_000)
    world.submit(count: 1)
    #expect(world.column(.open)[0].hasSuffix("+3y "))
    #expect(world.shows("requested in the future (+3y), next in line"))
  }
}
