import Glibc

/// The calls that a full or failing disk answers; others in tests.
struct SystemCalls: Sendable {
  /// As `write(2)`.
  var write: @Sendable (CInt, UnsafeRawBufferPointer) -> Int
  /// As `fdatasync(2)`.
  var sync: @Sendable (CInt) -> CInt
  /// As `fsync(2)`, of a folder.
  var syncNames: @Sendable (CInt) -> CInt = { fsync($0) }

  /// Those of the system.
  static let system = SystemCalls(
    write: { Glibc.write($0, $1.baseAddress, $1.count) },
    sync: { fdatasync($0) })
}
