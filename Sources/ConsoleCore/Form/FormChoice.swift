import TicketCore

/// One value out of a few, changed by steps or by its first letter.
struct FormChoice: Hashable, Sendable {
  let values: [String]
  private(set) var index = 0

  /// Opens with the first value.
  init(_ values: [String]) {
    self.values = values
  }

  var value: String { values.indices.contains(index) ? values[index] : "" }

  /// Goes that many values on; the first comes after the last.
  mutating func step(by distance: Int) {
    guard !values.isEmpty else { return }
    index = ((index + distance) % values.count + values.count) % values.count
  }

  /// Goes to the next value that begins with the character, in any case or typed on the Korean keyboard.
  ///
  /// Of a syllable, which is several keys, each in turn counts.
  mutating func choose(by character: Character) {
    for letter in (Hangul.latin(for: character) ?? String(character)).uppercased() {
      let after = values.indices.map { (index + 1 + $0) % values.count }
      if let next = after.first(where: { values[$0].first == letter }) { index = next }
    }
  }
}
