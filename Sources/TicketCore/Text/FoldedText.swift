/// UTF-8 read as the scalars by which texts are compared: composed as in NFC, and in lower case.
///
/// Composed are Hangul, and the letters of Latin, Greek, Cyrillic and Kana with one mark. Bytes that are no UTF-8 read
/// as U+FFFD one by one.
struct FoldedText {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// All scalars of a text.
  static func scalars(of text: String) -> [UInt32] {
    text.withBytes { bytes in
      let folded = FoldedText(bytes)
      var (index, scalars) = (0, [UInt32]())
      while index < bytes.count { scalars.append(folded.next(&index)) }
      return scalars
    }
  }

  /// The scalar that begins at `index`, which must be within the bytes; `index` is then behind it and what it was
  /// composed of.
  func next(_ index: inout Int) -> UInt32 {
    let byte = bytes[index]
    if byte < 0x80 {
      index += 1
      let letter = UInt32(byte.lowercasedASCII)
      return index < bytes.count && bytes[index] >= 0xCC ? composed(letter, &index) : letter
    }
    let scalar = decode(&index)
    guard index < bytes.count, bytes[index] >= 0xCC else { return Self.lowercased(scalar) }
    return composed(Self.lowercased(scalar), &index)
  }

  /// With what follows, where both are one.
  private func composed(_ base: UInt32, _ index: inout Int) -> UInt32 {
    var whole = base
    while index < bytes.count {
      // Marks and conjoining letters begin with one of four bytes.
      guard bytes[index] == 0xCC || bytes[index] == 0xCD || bytes[index] == 0xE1 || bytes[index] == 0xE3 else { break }
      var after = index
      guard let joined = Composition.pair(whole, decode(&after)) else { break }
      (whole, index) = (joined, after)
    }
    return whole
  }

  private func decode(_ index: inout Int) -> UInt32 {
    let first = UInt32(bytes[index])
    let (length, bits): (Int, UInt32) =
      switch first {
      case 0xC2...0xDF: (2, first & 0x1F)
      case 0xE0...0xEF: (3, first & 0x0F)
      case 0xF0...0xF4: (4, first & 0x07)
      default: (1, first < 0x80 ? first : 0xFFFD)
      }
    guard length > 1 else {
      index += 1
      return bits
    }
    guard index + length <= bytes.count else {
      index += 1
      return 0xFFFD
    }
    var scalar = bits
    for offset in 1..<length {
      let next = bytes[index + offset]
      guard next & 0xC0 == 0x80 else {
        index += 1
        return 0xFFFD
      }
      scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    index += length
    return scalar
  }

  private static func lowercased(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    // Where letters have two cases: neither in Hangul and Han, nor in punctuation, nor in emoji.
    case 0xC0..<0x1100, 0x1200..<0x2000, 0x2100..<0x2E80, 0xA640..<0xAC00, 0xFF21...0xFF3A, 0x1_0400..<0x1_F000: break
    default: return scalar
    }
    // ASCII is looked for in ASCII alone: the sign of the kelvin is no k.
    guard let lower = Unicode.Scalar(scalar)?.properties.lowercaseMapping.unicodeScalars, lower.count == 1,
      let letter = lower.first?.value, letter >= 0x80
    else { return scalar }
    return letter
  }
}

extension UInt8 {
  /// The lower case of an ASCII letter; anything else as it is.
  var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
