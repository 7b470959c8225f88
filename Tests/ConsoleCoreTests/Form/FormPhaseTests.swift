import TicketCore
import Testing

@testable import ConsoleCore

@Suite struct FormPhaseTests {
  private func sent() -> TicketForm {
    var form = TicketForm(.reconcile, typing: "정산", "trace")
    _ = form.handle(.control("s"))
    return form
  }

  @Test(
    arguments: [
      .character("x"), .control("s"), .control("u"), .control("p"), .tab, .backTab, .enter, .backspace, .paste("x"),
      .left,
    ] as [Key])
  func `while sending no key changes anything`(_ key: Key) {
    var form = sent()
    #expect(form.phase == .sending)
    let before = form
    form.press(key, gives: .dropped)
    #expect(form.fields == before.fields && form.focus == before.focus && form.phase == before.phase)
    #expect(form.droppedKeys == 1)
  }

  @Test func `while sending Esc leaves and a second Ctrl-S sends nothing`() {
    var form = sent()
    form.press(.control("s"), gives: .dropped)
    form.press(.escape, gives: .leave)
  }

  @Test func `after a failure everything stays and the form can be sent again`() {
    var form = sent()
    let before = form
    form.phase = .failed("디스크가 가득 찼습니다.")
    #expect(form.fields == before.fields && form.focus == before.focus)
    let sent = form.send(by: .control("s"))
    #expect(sent != nil)
  }

  @Test(
    arguments: [(.left, true), (.tab, true), (.control("a"), true), (.character("x"), false), (.backspace, false)]
      as [(Key, Bool)])
  func `a failure is shown until the next edit`(_ key: Key, _ stays: Bool) {
    var form = sent()
    form.phase = .failed("디스크가 가득 찼습니다.")
    form.press(key)
    #expect((form.phase == .failed("디스크가 가득 찼습니다.")) == stays)
    #expect(form.frame(60, 20).text.contains("디스크가 가득 찼습니다.") == stays)
  }

  @Test func `a choice that changes is an edit`() {
    var form = sent()
    form.phase = .failed("x")
    form.press(.up, .up, .right)
    #expect(form.phase == .editing)
  }

  @Test(arguments: RequestType.allCases)
  func `leaving keeps all there is`(_ type: RequestType) {
    var form = TicketForm(type, typing: "정산", " ")
    let before = form
    form.press(.escape, gives: .leave)
    #expect(form == before)
  }

  @Test func `a form holds text from the first character on`() {
    var form = TicketForm(type: .reports)
    #expect(!form.holdsText)
    form.press(.tab)
    form.enter("x")
    #expect(form.holdsText)
    form.press(.backspace)
    #expect(!form.holdsText)
    form.press(.up, .up, .right)
    #expect(!form.holdsText)
  }
}
