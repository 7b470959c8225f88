/// Gives each different text a small number: what thousands of tickets share is kept once.
struct Symbols: Sendable {
  private var texts: [String] = []
  private var numbers: [ExactText: UInt32] = [:]

  /// How many different texts; their numbers run from 0.
  var count: Int { texts.count }

  mutating func number(of text: String) -> UInt32 {
    if let number = existing(text) { return number }
    let number = UInt32(texts.count)
    texts.append(text)
    numbers[ExactText(text)] = number
    return number
  }

  /// The number of a text that was met before.
  func existing(_ text: String) -> UInt32? { numbers[ExactText(text)] }

  subscript(number: UInt32) -> String { texts[Int(number)] }
}
