import Glibc

/// The calls that a full or failing disk answers; others in tests.
struct SystemCalls: Sendable {
  /// As `write(2)`.
  var write: @Sendable (CInt, UnsafeRawBufferPointer) -> Int
  /// As `fdatasync(2)`.
  var sync: @Sendable (CInt) -> CInt

  /// Those of the system.
  static let system = SystemCalls(
    write: { Glibc.write($0, $1.baseAddress, $1.count) },
    sync: { fdatasync($0) })
}
