/// A log that was opened, whatever stands at its path by now: while somebody holds it, its inode is given to no other file.
final class OpenLog: Sendable {
  private let descriptor: Descriptor

  init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

  /// For the system's calls, as long as this lives.
  var borrowed: BorrowedDescriptor { descriptor.borrowed }

  /// Up to `count` bytes at `offset`, fewer where the log ends.
  func bytes(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    try descriptor.bytes(at: offset, count: count)
  }
}
