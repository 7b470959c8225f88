/// The 32-bit FNV-1a hash: the same in every process, so that it may be compared across them.
public enum FNV1a {
  /// Over the bytes in their order.
  public static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}
