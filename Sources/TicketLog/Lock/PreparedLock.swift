import Glibc
import TicketCore

/// A lock that is whole on disk but not in its place yet: nobody ever sees an empty or half one. Its file is gone when
/// it goes out of scope.
struct PreparedLock: ~Copyable {
  let name: String
  private let path: String
  let bytes: [UInt8]
  let sign: SignOfLife

  /// Written and synced when it returns.
  init(_ bytes: [UInt8], in folder: StateFolder) throws(SystemError) {
    let random = String(UInt32.random(in: .min ... .max), radix: 16)
    let name = "worker.lock.\(getpid()).\(random).tmp"
    let path = "\(folder.path)/\(name)"
    let sign = SignOfLife(try Descriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o666))
    do throws(SystemError) {
      try Self.write(bytes, to: sign.file)
      _ = try SystemError.check { fsync(sign.file.number) }
    } catch {
      // An initialiser that throws runs no deinit.
      unlink(path)
      throw error
    }
    self.name = name
    self.path = path
    self.bytes = bytes
    self.sign = sign
  }

  deinit { unlink(path) }

  /// Whether a prepared lock is called so: `worker.lock.PID.RANDOM.tmp`.
  static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 5 && parts[0] == "worker" && parts[1] == "lock" && Int(parts[2]) != nil
      && UInt32(parts[3], radix: 16) != nil && parts[4] == "tmp"
  }

  private static func write(_ bytes: [UInt8], to file: borrowing Descriptor) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw SystemError(number: errno) }
      done += count
    }
  }
}
