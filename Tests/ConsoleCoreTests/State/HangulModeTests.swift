import ConsoleCore
import TicketCore
import Testing

/// With the Korean input method on, letters are keys all the same.
@Suite struct HangulModeTests {
  @Test func `jamo are the Latin keys in the same places`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    world.press("ㅓ", "ㅓ", "ㅏ")
    #expect(world.selected == ids[1])
    world.press("ㅈ")
    #expect(world.takeEffects() == [.startWorker])
    world.press("ㅂ")
    #expect(world.takeEffects() == [.quit])
  }

  @Test func `a syllable is the keys that wrote it`() {
    let world = ScreenWorld()
    let ids = world.submit(count: 3)
    // w j: the worker, then down.
    world.press("저")
    #expect(world.takeEffects() == [.startWorker])
    #expect(world.selected == ids[1])
  }

  @Test func `what a syllable's first letter opened takes no text from its second`() {
    let world = ScreenWorld()
    // n l: the menu, and a key that it does not know.
    world.press("ㅟ")
    #expect(world.shows("새 RECONCILE 티켓"))
    world.press("ㄱ")
    #expect(world.shows("모드"))
    #expect(world.shows("0/200"))
  }

  @Test func `the head shows it until the next Latin key`() {
    let world = ScreenWorld()
    world.submit(count: 3)
    #expect(!world.head.contains("한"))
    world.press("ㅓ")
    #expect(world.head.contains("한"))
    world.press(.down, "1")
    #expect(world.head.contains("한"))
    world.press("j")
    #expect(!world.head.contains("한"))
  }

  @Test func `in text it is text`() {
    let world = ScreenWorld()
    world.press("n", "r")
    world.type("ㅂ정산ㅋ")
    #expect(world.takeEffects() == [])
    #expect(world.shows("ㅂ정산ㅋ"))
  }

  @Test(arguments: ["ㅗ디ㅔ", "ㅐㅔ두", "ㅈㅐㄱㅏㄷㄱ"])
  func `a command's name may be typed with it`(_ text: String) {
    let world = ScreenWorld()
    world.press(":")
    world.type(text)
    #expect(!world.shows("그런 이름의 명령이 없습니다"))
  }
}
