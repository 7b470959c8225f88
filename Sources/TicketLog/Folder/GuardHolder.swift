import Glibc

/// Finds in `/proc/locks` who holds the guard, for people to read.
enum GuardHolder {
  /// `process 1234 (tickets)`, with `, stopped` where it is; several are joined by a comma.
  static func name(of folder: FileIdentity?) -> String {
    guard let folder else { return "another process" }
    let pids = pids(holding: folder, locks: text(of: "/proc/locks"))
    guard !pids.isEmpty else { return "another process" }
    return pids.map(describe).joined(separator: ", ")
  }

  /// The processes that hold (not: wait for) a `flock` of the file. Lines look like
  /// `3: FLOCK  ADVISORY  WRITE 1234 fe:00:262146 0 EOF`.
  static func pids(holding file: FileIdentity, locks: String) -> [Int] {
    let wanted = [hex(file.deviceMajor), hex(file.deviceMinor), String(file.inode)]
    let found = locks.split(separator: "\n").compactMap { line -> (pid: Int, isSameDevice: Bool)? in
      let fields = line.split(separator: " ")
      guard fields.count >= 6, fields[1] == "FLOCK", let pid = Int(fields[4]) else { return nil }
      let place = fields[5].split(separator: ":").map(String.init)
      guard place.count == 3, place[2] == wanted[2] else { return nil }
      return (pid, place == wanted)
    }
    // Some file systems give `stat` another device number than the kernel's locks.
    let sameDevice = found.filter(\.isSameDevice)
    return (sameDevice.isEmpty ? found : sameDevice).map(\.pid)
  }

  private static func describe(_ pid: Int) -> String {
    guard let command = text(of: "/proc/\(pid)/comm").split(separator: "\n").first else { return "process \(pid)" }
    let state = text(of: "/proc/\(pid)/stat").split(separator: ")").last?.split(separator: " ").first
    return "process \(pid) (\(command)\(state == "T" ? ", stopped" : ""))"
  }

  private static func text(of path: String) -> String {
    guard let file = try? Descriptor(opening: path, O_RDONLY), let bytes = try? file.bytes(at: 0, count: 1 << 16) else {
      return ""
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hex(_ number: UInt) -> String {
    let digits = String(number, radix: 16)
    return digits.count < 2 ? "0" + digits : digits
  }
}
