import TicketCore

/// Reads the numbers that options take; nil for anything else.
enum WordReading {
  /// A whole number from 0, in decimal digits.
  static func count(_ word: String) -> Int? {
    guard isDigits(word[...]) else { return nil }
    return Int(word)
  }

  /// Seconds with or without a decimal fraction, from 0 to `ValueKind.mostSeconds`; exact to the microsecond.
  static func seconds(_ word: String) -> Duration? {
    let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, word != ".", word != "" else { return nil }
    let fraction = parts.count > 1 ? parts[1] : ""
    guard whole.isEmpty || isDigits(whole), fraction.isEmpty || isDigits(fraction) else { return nil }
    guard whole.count <= 9, let seconds = Int64(whole.isEmpty ? "0" : whole),
      let part = Int64((fraction + "000000").prefix(6))
    else { return nil }
    let duration = Duration.microseconds(seconds * 1_000_000 + part)
    return duration <= .seconds(ValueKind.mostSeconds) ? duration : nil
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension TicketStatus {
  /// Reads a contract name in any case, with dash or underscore: `IN_PROGRESS`, `in-progress`.
  init?(name: String) {
    self.init(rawValue: String(name.uppercased().map { $0 == "-" ? "_" : $0 }))
  }
}
