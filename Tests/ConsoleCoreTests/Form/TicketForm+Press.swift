import ConsoleCore
import TicketCore
import Testing

extension TicketForm {
  /// A form in which that was typed, field after field, with Enter between them.
  init(_ type: RequestType, typing texts: String...) {
    self.init(type: type)
    for (index, text) in texts.enumerated() {
      if index > 0 { press(.enter) }
      enter(text)
    }
  }

  /// Presses keys that the form must take.
  mutating func press(_ keys: Key...) {
    for key in keys {
      let outcome = handle(key)
      #expect(outcome == .handled, "\(key)")
    }
  }

  /// Presses a key of which that must come.
  mutating func press(_ key: Key, gives expected: Outcome) {
    let outcome = handle(key)
    #expect(outcome == expected, "\(key)")
  }

  /// Presses a key that must send the form; what is sent, or nil if it is not.
  mutating func send(by key: Key) -> TicketSubmission? {
    guard case .send(let submission) = handle(key) else { return nil }
    return submission
  }

  /// Types a text, one character after the other.
  mutating func enter(_ text: String) {
    for character in text { press(.character(character)) }
  }

  func frame(_ columns: Int, _ rows: Int, _ notes: FormNotes = FormNotes(language: .korean)) -> Frame {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    draw(on: &frame, in: frame.bounds, notes: notes)
    return frame
  }
}
