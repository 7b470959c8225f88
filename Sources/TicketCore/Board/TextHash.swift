/// A small hash of a text: the same in every process, so that it may be compared across them.
public enum TextHash {
  /// Over the bytes of its UTF-8.
  public static func hash(_ text: String) -> UInt32 {
    text.withBytes { hash(utf8: $0) }
  }

  /// The same from UTF-8 bytes.
  public static func hash(utf8 bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: ByteHash.hash(bytes, seed: 0x5449_434b_4554_5331))
  }
}
