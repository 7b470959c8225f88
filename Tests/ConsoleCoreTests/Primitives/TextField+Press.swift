import ConsoleCore
import Testing

extension TextField {
  /// Presses keys that the field must take.
  mutating func press(_ keys: Key...) {
    for key in keys {
      let taken = handle(key)
      #expect(taken, "\(key)")
    }
  }

  /// Types a text, one character after the other.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }
}
