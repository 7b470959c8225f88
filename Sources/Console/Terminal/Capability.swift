import CNcurses

/// What the description of the terminal says to send for something; empty if it cannot do that.
struct Capability {
  let bytes: [UInt8]

  init(_ name: String) {
    bytes = Self.string(name).map { Self.withoutDelays($0) } ?? []
  }

  /// A capability that takes a number, such as how far.
  init(_ name: String, _ value: CInt) {
    bytes = Self.string(name).flatMap { cn_tparm($0, value) }.map { Self.withoutDelays($0) } ?? []
  }

  private static func string(_ name: String) -> UnsafePointer<CChar>? {
    // -1 says that there is no capability of that name for strings.
    guard let found = tigetstr(name), found != UnsafeMutablePointer(bitPattern: -1) else { return nil }
    return UnsafePointer(found)
  }

  /// Delays such as `$<5>` were for terminals on a slow wire.
  private static func withoutDelays(_ capability: UnsafePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    var inDelay = false
    var rest = String(cString: capability).utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<") {
        inDelay = true
      } else if !inDelay {
        bytes.append(byte)
      } else if byte == UInt8(ascii: ">") {
        inDelay = false
      }
    }
    return bytes
  }
}
