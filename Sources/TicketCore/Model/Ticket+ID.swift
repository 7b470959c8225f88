extension Ticket {
  /// A `request_id`: any non-empty string, compared byte for byte.
  ///
  /// Lower-case UUIDs, which is what writers make, are held in 16 bytes; anything else as its text.
  public enum ID: Hashable, Sendable {
    case uuid(high: UInt64, low: UInt64)
    case text(String)

    /// Nothing, if `text` is empty.
    public init?(_ text: String) {
      guard !text.isEmpty else { return nil }
      self = text.withBytes { UUIDParser.parse($0) }.map(ID.uuid) ?? .text(text)
    }

    /// The same from UTF-8 bytes; nothing, if there are none or they are not UTF-8.
    public init?(utf8: UnsafeBufferPointer<UInt8>) {
      if let (high, low) = UUIDParser.parse(utf8) {
        self = .uuid(high: high, low: low)
      } else {
        guard !utf8.isEmpty, let text = String(validating: utf8, as: UTF8.self) else { return nil }
        self = .text(text)
      }
    }

    /// A new random (version 4) UUID.
    public static func random(using generator: inout some RandomNumberGenerator) -> ID {
      let high = (generator.next() as UInt64) & ~0xf000 | 0x4000
      let low = (generator.next() as UInt64) & ~(0xc << 60) | (0x8 << 60)
      return .uuid(high: high, low: low)
    }

    // `String` calls canonically equivalent texts equal; ids are equal only byte for byte.
    /// Whether both are the same bytes.
    public static func == (left: ID, right: ID) -> Bool {
      switch (left, right) {
      case (.uuid(let a, let b), .uuid(let c, let d)): a == c && b == d
      case (.text(let a), .text(let b)): a.isExactly(b)
      case (.uuid, .text), (.text, .uuid): false
      }
    }

    /// Over the bytes, as `==` compares them.
    public func hash(into hasher: inout Hasher) {
      switch self {
      case .uuid(let high, let low):
        hasher.combine(high)
        hasher.combine(low)
      case .text(let text):
        hasher.combine(ExactText(text))
      }
    }
  }
}

extension Ticket.ID: CustomStringConvertible {
  /// As it stands in the file.
  public var description: String {
    switch self {
    case .text(let text): text
    case .uuid(let high, let low):
      String(unsafeUninitializedCapacity: 36) { buffer in
        var index = 0
        for nibble in 0..<32 {
          if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
            buffer[index] = UInt8(ascii: "-")
            index += 1
          }
          let word = nibble < 16 ? high : low
          let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - (nibble % 16) * 4)) & 0xf
          buffer[index] = value < 10 ? 0x30 + value : 0x57 + value
          index += 1
        }
        return index
      }
    }
  }
}
