import Glibc
import TicketCore
import TicketJSON

/// What stands in `worker.lock`. Its identity is its exact bytes; the pid is for people (spec: lock.md).
struct FoundLock: Equatable {
  let bytes: [UInt8]
  /// The file's own time.
  let modified: Timestamp
  /// Whether its holder has it open, on whatever side of a container. Foreign workers do not.
  var isHeld = false

  /// Who it says holds it. Where it does not say since when, the file's own time counts.
  var holder: LockHolder {
    let json = try? JSONReader.value(bytes)
    let pid = json?["pid"]?.integer
    return LockHolder(
      pid: pid, acquiredAt: json?["acquired_at"]?.string.flatMap { Timestamp($0) } ?? modified,
      isAlive: isHeld || pid.map(Self.isAlive) ?? false, content: String(decoding: bytes, as: UTF8.self))
  }

  /// What a worker writes of itself: `{"pid": 12345, "acquired_at": "2026-01-03T15:30:00.123456+09:00"}`.
  static func content(pid: pid_t, acquiredAt: Timestamp) -> [UInt8] {
    JSONWriter.line(["pid": .integer(pid), "acquired_at": .string(acquiredAt.text)])
  }

  /// Whether a process of this pid lives on this machine.
  private static func isAlive(_ pid: Int) -> Bool {
    // 0 and negative numbers mean groups of processes.
    guard let pid = pid_t(exactly: pid), pid > 0 else { return false }
    return kill(pid, 0) == 0 || errno == EPERM
  }
}

extension JSONValue {
  fileprivate var integer: Int? {
    if case .number(let digits) = self { Int(digits) } else { nil }
  }
}
