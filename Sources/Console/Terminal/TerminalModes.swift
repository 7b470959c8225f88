import CNcurses
import Glibc

/// How the terminal was found, how the console wants it, and what is sent to come and go.
struct TerminalModes {
  private let file: CInt
  private let found: termios
  /// What is sent first.
  let enter: [UInt8]
  private let leave: [UInt8]

  /// `file` is a terminal that does not block; `setupterm` has read its description.
  init(_ file: CInt) throws(TerminalError) {
    var found = termios()
    guard tcgetattr(file, &found) == 0 else { throw .failed("tcgetattr") }
    self.file = file
    self.found = found
    let speaksANSI = Capability("cup").bytes.starts(with: [0x1B, UInt8(ascii: "[")])
    enter = Self.capabilities("smcup", "sgr0", "rmir", "smam", "smkx") + (speaksANSI ? Self.enterANSI : [])
    leave = (speaksANSI ? Self.leaveANSI : []) + Self.capabilities("sgr0", "op", "rmacs", "rmkx", "cnorm") + Self.below
  }

  /// The whole screen scrolls, and pastes are bracketed.
  private static let enterANSI = Array("\u{1B}[r\u{1B}[?2004h".utf8)
  private static let leaveANSI = Array("\u{1B}[?2004l".utf8)

  /// Back to the shell's screen, or below what was drawn if the terminal has only one.
  private static var below: [UInt8] {
    let shell = Capability("rmcup").bytes
    return shell.isEmpty ? Capability("cud", 999).bytes + [0x0D, 0x0A] : shell
  }

  private static func capabilities(_ names: String...) -> [UInt8] {
    names.flatMap { Capability($0).bytes }
  }

  /// Makes the terminal the console's; from now on every way out brings it back.
  func begin() throws(TerminalError) {
    var found = found
    guard cn_restore_arm(file, &found, leave, leave.count) == 0 else { throw TerminalError(.failed, "cn_restore_arm") }
    var raw = found
    raw.c_iflag &= ~tcflag_t(BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON)
    raw.c_oflag &= ~tcflag_t(ONLCR)
    raw.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
    raw.c_cflag = raw.c_cflag & ~tcflag_t(CSIZE | PARENB) | tcflag_t(CS8)
    withUnsafeMutableBytes(of: &raw.c_cc) {
      $0[Int(VMIN)] = 1
      $0[Int(VTIME)] = 0
    }
    while tcsetattr(file, TCSANOW, &raw) != 0 {
      guard errno == EINTR else { throw .failed("tcsetattr") }
    }
  }

  /// Gives the terminal back, if it is the console's. At most 0.3 s.
  func end() {
    cn_restore()
  }
}
