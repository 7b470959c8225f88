extension Duration {
  /// In whole milliseconds for `poll`, rounded up, so that it never wakes too early; at least 0.
  public var pollTimeout: CInt {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    let millisecond: Int64 = 1_000_000_000_000_000
    return CInt(clamping: min(seconds, 1_000_000) * 1000 + (attoseconds + millisecond - 1) / millisecond)
  }
}
