/// What a terminal sends after `ESC [`, byte by byte, for the keys that the terminal's description does not know.
struct ControlSequence: Sendable {
  /// What a sequence turned out to mean.
  enum Meaning: Equatable {
    case incomplete
    case key(Key)
    case pasteBegins
    /// Three characters follow, whatever they are: another program has left the mouse on, in the way of X10.
    case mouse
    /// Complete, or none at all: it is no key of ours and nothing of it may be taken for text.
    case nothing
  }

  /// Longer ones are given up.
  private static let limit = 32

  private var parameters = ""

  var isEmpty: Bool { parameters.isEmpty }

  mutating func add(_ byte: UInt8) -> Meaning {
    switch byte {
    case 0x20...0x3F where parameters.utf8.count < Self.limit:
      parameters.unicodeScalars.append(Unicode.Scalar(byte))
      return .incomplete
    case 0x40...0x7E:
      return meaning(of: Unicode.Scalar(byte))
    default:
      return .nothing
    }
  }

  private func meaning(of last: Unicode.Scalar) -> Meaning {
    switch (parameters, last) {
    case ("200", "~"): .pasteBegins
    case ("", "M"): .mouse
    case ("1;5", "C"), ("1;3", "C"): .key(.wordRight)
    case ("1;5", "D"), ("1;3", "D"): .key(.wordLeft)
    case ("", _),
      ("1", _) where last != "~":
      Self.letters[last].map(Meaning.key) ?? .nothing
    case (_, "~"): Self.numbers[parameters].map(Meaning.key) ?? .nothing
    default: .nothing
    }
  }

  /// `ESC [ A` and, from keypads in application mode, `ESC O A`.
  static let letters: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab, "M": .enter,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  private static let numbers: [String: Key] = [
    "1": .home, "2": .insert, "3": .delete, "4": .end, "5": .pageUp, "6": .pageDown, "7": .home, "8": .end,
    "11": .function(1), "12": .function(2), "13": .function(3), "14": .function(4), "15": .function(5),
    "17": .function(6), "18": .function(7), "19": .function(8), "20": .function(9), "21": .function(10),
    "23": .function(11), "24": .function(12),
  ]
}
