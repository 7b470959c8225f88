/// Which two scalars are one in NFC.
enum Composition {
  /// Those that belong to the letter before, whichever it is.
  static let marks: ClosedRange<UInt32> = 0x0300...0x036F

  /// The one that both are; nil if they stay two.
  static func pair(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    switch mark {
    case 0x1161...0x1175 where (0x1100...0x1112).contains(base):
      return 0xAC00 + ((base - 0x1100) * 21 + mark - 0x1161) * 28
    case 0x11A8...0x11C2:
      guard let syllable = HangulSyllable(base), syllable.trailing == 0 else { return nil }
      return base + mark - 0x11A7
    case marks, 0x3099, 0x309A:
      return marked(base, mark)
    default:
      return nil
    }
  }

  private static func marked(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    guard let base = Unicode.Scalar(base), let mark = Unicode.Scalar(mark) else { return nil }
    return composed[String(String.UnicodeScalarView([base, mark]))]
  }

  /// The standard library calls a letter with its mark equal to the one scalar that it is in NFC: its own table of
  /// compositions, to be asked by hash.
  private static let composed: [String: UInt32] = {
    let blocks: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x370...0x4FF, 0x1E00...0x1FFF, 0x3040...0x30FF]
    var table: [String: UInt32] = [:]
    for scalar in blocks.joined().compactMap(Unicode.Scalar.init) where table[String(scalar)] == nil {
      table[String(scalar)] = scalar.value
    }
    return table
  }()
}
