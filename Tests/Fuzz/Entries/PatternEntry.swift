@testable import TicketCore

/// A word and texts, each behind a NUL: what is found is there, and what is certainly there is found.
enum PatternEntry {
  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let word = choices.text(upTo: 0)
    guard let pattern = TextPattern(word) else { return try Finding.unless(word.isEmpty, "no pattern: \(word)") }
    let wider = TextPattern(String(word.unicodeScalars.prefix(choices.number(below: 8))))
    while !choices.isEmpty {
      let text = choices.take(upTo: 0)
      try check(pattern, word, text)
      // What another word has found, one that narrows it need not look for elsewhere.
      guard let wider, pattern.narrows(wider), matches(pattern, text) else { continue }
      try Finding.unless(matches(wider, text), "\(word) is found, but not \(wider.word), which it narrows")
    }
  }

  private static func matches(_ pattern: TextPattern, _ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { pattern.matches($0) }
  }

  private static func check(_ pattern: TextPattern, _ word: String, _ text: [UInt8]) throws(Finding) {
    let range = text.withUnsafeBufferPointer { pattern.range(in: $0) }
    try Finding.unlessSame(range != nil, matches(pattern, text), "found, and found somewhere")
    if let range {
      try Finding.unless(range.lowerBound >= 0 && range.upperBound <= text.count && !range.isEmpty, "at \(range)")
    }
    try checkScan(pattern, text)
    let isASCII = text.allSatisfy { $0 < 0x80 } && word.utf8.allSatisfy { $0 < 0x80 }
    if isASCII {
      let isThere = contains(text.map(lower), word.utf8.map(lower))
      try Finding.unlessSame(range != nil, isThere, "\(word) in \(String(decoding: text, as: UTF8.self))")
    } else if word.unicodeScalars.allSatisfy(isSyllable), String(validating: text, as: UTF8.self) != nil {
      // Whole syllables stand for themselves, whatever else they may stand for; but one before a final consonant is
      // another syllable.
      let isThere = contains(text.filter { _ in !hasJamo(text) }, Array(word.utf8))
      try Finding.unless(range != nil || !isThere, "\(word) is not found in \(String(decoding: text, as: UTF8.self))")
    }
  }

  /// All places, one after the other, as the search through the logs finds them.
  private static func checkScan(_ pattern: TextPattern, _ text: [UInt8]) throws(Finding) {
    var scan = PatternScan([pattern])
    scan.begin()
    var at = 0
    try text.withUnsafeBufferPointer { (text) throws(Finding) in
      while let place = scan.next(in: text, from: at) {
        try Finding.unlessSame(pattern.range(in: text, from: at)?.lowerBound, place, "the next place from \(at)")
        at = place + 1
      }
      try Finding.unless(pattern.range(in: text, from: at) == nil, "the scan ended at \(at), but there is one more")
    }
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    part.count <= text.count && (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5a).contains(byte) ? byte + 0x20 : byte }

  private static func isSyllable(_ scalar: Unicode.Scalar) -> Bool { (0xac00...0xd7a3).contains(scalar.value) }

  private static func hasJamo(_ text: [UInt8]) -> Bool {
    String(decoding: text, as: UTF8.self).unicodeScalars.contains { (0x1100...0x11ff).contains($0.value) }
  }
}
