import Glibc
import Synchronization
import TicketCore
import TicketLog

/// A state folder of its own for one test, with a clock that stands still, removed at the end.
final class LockFolder: Sendable {
  static let start = Timestamp(microseconds: 1_767_421_800_123_456)
  /// No Linux gives a process this number.
  static let deadPID = 99_999_999

  let folder: StateFolder
  let clock = SetClock(LockFolder.start)

  init() {
    var template = Array("/tmp/worker-lock-XXXXXX".utf8CString)
    let made = mkdtemp(&template) != nil
    precondition(made, "no scratch folder")
    folder = StateFolder(path: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  deinit {
    for file in LogFile.allCases { unlink(folder.path(of: file)) }
    for name in names { Glibc.remove(folder.path + "/" + name) }
    rmdir(folder.path)
  }

  /// A lock as another process would have it: with a guard of its own.
  func lock(patience: Duration = .seconds(2)) -> WorkerLockFile {
    WorkerLockFile(guard: StateGuard(folder: folder, patience: patience), clock: clock)
  }

  /// What stands in a file of the folder; nil if nothing does.
  func content(_ name: String = "worker.lock") -> String? {
    guard let file = fopen(folder.path + "/" + name, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// Puts a file there as a foreign program would, last changed `age` seconds before the clock's now.
  func put(_ content: String, in name: String = "worker.lock", age: Int = 0) {
    let path = folder.path + "/" + name
    guard let file = fopen(path, "w") else { preconditionFailure("cannot write \(path)") }
    fwrite(content, 1, content.utf8.count, file)
    fclose(file)
    let changed = clock.now().microseconds - Int64(age) * 1_000_000
    let time = timeval(tv_sec: Int(changed / 1_000_000), tv_usec: Int(changed % 1_000_000))
    utimes(path, [time, time])
  }

  /// Everything in the folder, sorted.
  var names: [String] {
    guard let directory = opendir(folder.path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  /// A lock's content by this pid, `age` seconds before the clock's now.
  func content(pid: Int = deadPID, age: Int) -> String {
    let at = Timestamp(microseconds: clock.now().microseconds - Int64(age) * 1_000_000).at(.korea)
    return #"{"pid": \#(pid), "acquired_at": "\#(at.text)"}"#
  }
}

/// A clock that shows what it was set to.
final class SetClock: TicketClock {
  private let time: Mutex<Timestamp>

  init(_ time: Timestamp) { self.time = Mutex(time) }

  func now() -> Timestamp { time.withLock { $0 } }

  func pass(seconds: Int) {
    time.withLock { $0 = Timestamp(microseconds: $0.microseconds + Int64(seconds) * 1_000_000) }
  }
}
