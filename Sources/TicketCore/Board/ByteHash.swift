/// A fast hash of bytes, eight at a time.
enum ByteHash {
  private static let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// The same for the same seed. Tables that foreign texts fill need a seed that nobody knows.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = seed ^ UInt64(truncatingIfNeeded: raw.count)
    var offset = 0
    while offset + 8 <= raw.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), multiplier)
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < raw.count {
      tail = tail << 8 | UInt64(raw[offset])
      offset += 1
    }
    return mix(hash ^ tail, seed ^ multiplier)
  }

  /// Both halves of the product: each bit of the one moves all of the other.
  static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}
