/// One value out of a few, changed by the arrows or by its first letter.
struct FormChoice: Hashable, Sendable {
  let values: [String]
  private(set) var index = 0

  /// Opens with the first value.
  init(_ values: [String]) {
    self.values = values
  }

  var value: String { values.indices.contains(index) ? values[index] : "" }

  /// Takes an arrow, or a letter of any case or of the Korean keyboard; says whether it meant a value.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .left: step(by: values.count - 1)
    case .right: step(by: 1)
    case .character(let character): choose(by: Hangul.latin(for: character) ?? String(character))
    default: false
    }
  }

  private mutating func step(by distance: Int) -> Bool {
    guard !values.isEmpty else { return false }
    index = (index + distance) % values.count
    return true
  }

  /// Each letter in turn, for a syllable is several keys.
  private mutating func choose(by letters: String) -> Bool {
    letters.uppercased().reduce(false) { chose($1) || $0 }
  }

  /// Goes to the next value that begins with the letter, the first again after the last.
  private mutating func chose(_ letter: Character) -> Bool {
    let others = (1...max(1, values.count)).map { (index + $0) % max(1, values.count) }
    guard let next = others.first(where: { values.indices.contains($0) && values[$0].first == letter }) else {
      return false
    }
    index = next
    return true
  }
}
