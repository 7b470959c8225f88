extension UnsafeBufferPointer<UInt8> {
  /// Where an ASCII word, given in lower case, first stands at or behind `start`, in any case.
  func firstPlace(of word: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let first = word.first, start >= 0 else { return nil }
    let last = count - word.count
    var at = start
    while at <= last {
      at = skip(to: first, word.count > 1 ? word[1] : nil, from: at, last: last)
      if at <= last, isWord(word, at: at) { return at }
      at += 1
    }
    return nil
  }

  private func isWord(_ word: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    for index in 0..<word.count where self[start + index].lowercasedASCII != word[index] { return false }
    return true
  }

  /// Passes over places where the first two letters of a word do not stand, 16 at a time.
  private func skip(to first: UInt8, _ second: UInt8?, from start: Int, last: Int) -> Int {
    guard let base = UnsafeRawPointer(baseAddress) else { return start }
    let caseBit = SIMD16<UInt8>(repeating: 0x20)
    let firsts = SIMD16<UInt8>(repeating: first | 0x20)
    let seconds = SIMD16<UInt8>(repeating: (second ?? 0) | 0x20)
    var at = start
    while at + 17 <= count {
      var found = base.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self) | caseBit .== firsts
      if second != nil {
        found .&= base.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self) | caseBit .== seconds
      }
      let halves = unsafeBitCast(found, to: SIMD2<UInt64>.self)
      if halves.x != 0 { return at + halves.x.trailingZeroBitCount / 8 }
      if halves.y != 0 { return at + 8 + halves.y.trailingZeroBitCount / 8 }
      at += 16
    }
    // What is left is shorter than one look.
    while at <= last, self[at].lowercasedASCII != first { at += 1 }
    return at
  }

  /// Whether one of `Composition.marks` begins there, as `FoldedText` reads it: a broken one is none.
  func isMark(at index: Int) -> Bool {
    guard index + 1 < count else { return false }
    return switch self[index] {
    case 0xCC: (0x80...0xBF).contains(self[index + 1])
    case 0xCD: (0x80...0xAF).contains(self[index + 1])
    default: false
    }
  }

  /// The first byte at or behind `start` that is not ASCII, or the end.
  func endOfASCII(from start: Int) -> Int {
    var at = start
    if let base = UnsafeRawPointer(baseAddress) {
      let high: UInt64 = 0x8080_8080_8080_8080
      while at + 8 <= count {
        let found = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self)) & high
        if found != 0 { return at + found.trailingZeroBitCount / 8 }
        at += 8
      }
    }
    while at < count, self[at] < 0x80 { at += 1 }
    return at
  }
}
