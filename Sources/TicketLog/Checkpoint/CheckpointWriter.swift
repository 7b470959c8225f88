import Glibc
import TicketCore

/// Writes the parts of a checkpoint one behind the other; what goes wrong is told at the end.
struct CheckpointWriter {
  private let file: BorrowedDescriptor
  private var directory = ContiguousArray<CheckpointFile.Part>()
  private var end = 0
  private var failure: SystemError?

  init(_ file: BorrowedDescriptor) { self.file = file }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    directory.append(CheckpointFile.Part(offset: end, count: bytes.count, digest: LogDigest.value(of: bytes)))
    write(bytes)
  }

  /// Writes what makes it a checkpoint. Throws what went wrong on the way.
  mutating func finish() throws(SystemError) {
    let offset = end
    let digest = directory.withUnsafeBytes { LogDigest.value(of: $0) }
    directory.withUnsafeBytes { write($0) }
    let footer = CheckpointFile.Footer(
      directoryOffset: offset, directoryCount: directory.count, directoryDigest: digest)
    withUnsafeBytes(of: footer) { write($0) }
    if let failure { throw failure }
  }

  private mutating func write(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while !rest.isEmpty, failure == nil {
      let count = Glibc.write(file.number, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 {
        failure = SystemError(number: count < 0 ? errno : ENOSPC)
      } else {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        end += count
      }
    }
  }
}
