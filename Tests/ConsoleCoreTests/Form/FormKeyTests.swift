import TicketCore
import Testing

@testable import ConsoleCore

@Suite struct FormKeyTests {
  // MARK: Moving

  @Test(
    arguments: [
      (RequestType.reconcile, [.field(.traceID), .button, .field(.mode), .field(.reason)]),
      (.reports, [.field(.traceID), .button, .field(.mode), .field(.reason)]),
      (.acknowledge, [.field(.traceID), .button, .field(.messageID)]),
    ] as [(RequestType, [TicketForm.Focus])])
  func `Tab and Down go through the fields and the button, past what is fixed`(
    _ type: RequestType, _ stops: [TicketForm.Focus]
  ) {
    for (forth, back) in [(Key.tab, Key.backTab), (.down, .up)] {
      var form = TicketForm(type: type)
      let start = form.focus
      for stop in stops {
        form.press(forth)
        #expect(form.focus == stop)
      }
      for stop in stops.dropLast().reversed() + [start] {
        form.press(back)
        #expect(form.focus == stop)
      }
    }
  }

  @Test func `Enter goes on and on the button sends`() {
    var form = TicketForm(.reconcile, typing: "정산")
    form.press(.enter)
    #expect(form.focus == .field(.traceID))
    form.press(.enter)
    #expect(form.focus == .button)
    let sent = form.send(by: .enter)
    #expect(sent != nil)
  }

  // MARK: Choosing

  @Test(
    arguments: [
      (.reconcile, [.right], "INCREMENTAL"), (.reconcile, [.right, .right], "FULL"),
      (.reconcile, [.left], "INCREMENTAL"),
      (.reconcile, [.character("i")], "INCREMENTAL"), (.reconcile, [.character("I"), .character("f")], "FULL"),
      (.reconcile, [.character("f")], "FULL"), (.reconcile, [.character("ㅑ")], "INCREMENTAL"),
      (.reconcile, [.character("ㅑ"), .character("ㄹ")], "FULL"), (.reconcile, [.character("랴")], "INCREMENTAL"),
      (.reconcile, [.character("x")], "FULL"), (.reconcile, [.paste("i")], "FULL"),
      (.reports, [.character("r")], "REGEN"), (.reports, [.character("r"), .character("R")], "RE-EVALUATE"),
      (.reports, [.character("ㄱ")], "REGEN"), (.reports, [.character("ㄲ")], "REGEN"),
      (.reports, [.character("e")], "RE-EVALUATE"), (.reports, [.character("👀")], "RE-EVALUATE"),
    ] as [(RequestType, [Key], String)])
  func `a choice changes by arrows and letters`(_ type: RequestType, _ keys: [Key], _ value: String) {
    var form = TicketForm(type: type)
    form.press(.up)
    #expect(form.focus == .field(.mode))
    for key in keys { form.press(key) }
    #expect(form.fields[0].text == value)
    #expect(form.focus == .field(.mode))
  }

  @Test func `a choice without values stays without`() {
    var choice = FormChoice([])
    choice.step(by: 1)
    choice.choose(by: "f")
    #expect(choice.value == "")
  }

  // MARK: Typing

  @Test func `Hangul in a text field is text`() {
    let form = TicketForm(.reconcile, typing: "ㅑㄹ정산")
    #expect(form.fields[1].text == "ㅑㄹ정산")
  }

  @Test func `a paste goes into a text field, on one line`() {
    var form = TicketForm(type: .acknowledge)
    form.press(.paste("push\n1"))
    #expect(form.fields[0].text == "push 1")
  }

  @Test(arguments: [.character("q"), .character("n"), .character("ㅂ"), .paste("q\nD\n")] as [Key])
  func `on the button text does nothing and goes nowhere else`(_ key: Key) {
    var form = TicketForm(type: .reconcile)
    form.press(.tab, .tab)
    #expect(form.focus == .button)
    let before = form
    form.press(key, gives: .handled)
    #expect(form == before)
  }

  @Test func `F1 asks for the keys, whatever the form does`() {
    for keys in [[], [.tab], [.up], [.control("p")], [.control("s")]] as [[Key]] {
      var form = TicketForm(.reconcile, typing: "정산")
      for key in keys { _ = form.handle(key) }
      let before = form
      form.press(.function(1), gives: .help)
      #expect(form == before)
    }
  }

  @Test(arguments: [.function(12), .control("c"), .control("z"), .insert, .pageUp] as [Key])
  func `keys without a use here are left to others`(_ key: Key) {
    for keys in [[], [.tab], [.tab, .tab], [.up], [.control("p")]] as [[Key]] {
      // In the preview a page key has a use.
      if key == .pageUp, keys == [.control("p")] { continue }
      var form = TicketForm(type: .reconcile)
      for key in keys { form.press(key) }
      form.press(key, gives: .ignored)
    }
  }

  // MARK: The preview

  @Test func `the preview comes with Ctrl-P and goes with it or Esc`() {
    for key in [Key.control("p"), .escape] {
      var form = TicketForm(.reconcile, typing: "정산")
      let before = form
      form.press(.control("p"))
      #expect(form.face == .preview(page: 0))
      form.press(key)
      #expect(form == before)
    }
  }

  @Test(arguments: [.character("x"), .backspace, .enter, .tab, .paste("x"), .control("u")] as [Key])
  func `a key for the fields that are not seen only brings them back`(_ key: Key) {
    var form = TicketForm(.reconcile, typing: "정산")
    let before = form
    form.press(.control("p"), key)
    #expect(form == before)
  }

  @Test func `what is previewed can be sent`() throws {
    var form = TicketForm(.acknowledge, typing: "push")
    form.press(.control("p"))
    let expected = try TicketSubmission(json: ["request_type": "ACKNOWLEDGE", "payload": ["message_id": "push"]])
    form.press(.control("s"), gives: .send(expected))
    #expect(form.face == .fields)
  }

  // MARK: The table

  @Test func `in one place a key stands in the table once`() {
    for place in FormKey.Place.allCases {
      let keys = TicketForm.keys.filter { $0.place == place || $0.place == .anywhere && place != .preview }
        .flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(place)")
    }
  }

  @Test func `a text field takes the keys that the table gives it`() {
    for row in TicketForm.keys where row.place == .text {
      for key in row.keys {
        var field = TextField(text: "정산 불일치")
        let taken = field.handle(key)
        #expect(taken, "\(key)")
      }
    }
  }

  @Test func `everything that keys do stands in the table, in both languages`() {
    let meanings = TicketForm.keys.map(\.meaning)
    for command in FormKey.Command.allCases { #expect(meanings.contains(.command(command))) }
    for edit in FormKey.Edit.allCases { #expect(meanings.contains(.edit(edit))) }
    for row in TicketForm.keys {
      #expect(!row.keys.isEmpty)
      #expect(row.meaning(in: .english) != row.meaning(in: .korean))
    }
  }
}
