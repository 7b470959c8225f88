import CNcurses
import Glibc
import ProcessEvents

/// How the terminal was found, how the console wants it, and what is sent to come and go.
struct TerminalModes {
  private let file: CInt
  private var found = termios()
  /// What is sent first.
  let enter: [UInt8]
  private let leave: [UInt8]

  /// `file` is the terminal of `kind`.
  init(_ file: CInt, _ kind: TerminalKind) {
    self.file = file
    let speaksANSI = kind.speaksANSI
    enter = Self.capabilities("smcup", "sgr0", "rmir", "smam", "smkx") + (speaksANSI ? Self.enterANSI : [])
    leave = (speaksANSI ? Self.leaveANSI : []) + Self.capabilities("op", "sgr0", "rmacs", "rmkx", "cnorm") + Self.below
  }

  /// The whole screen scrolls, and pastes are bracketed.
  private static let enterANSI = Array("\u{1B}[r\u{1B}[?2004h".utf8)
  /// ncurses scrolls parts of the screen; the end may come in between.
  private static let leaveANSI = Array("\u{1B}[r\u{1B}[?2004l".utf8)

  /// Back to the shell's screen, or below what was drawn if the terminal has only one.
  private static var below: [UInt8] {
    let shell = Capability("rmcup").bytes
    return shell.isEmpty ? Capability("cud", 999).bytes + [0x0D, 0x0A] : shell
  }

  private static func capabilities(_ names: String...) -> [UInt8] {
    names.flatMap { Capability($0).bytes }
  }

  /// Makes the terminal the console's, once the console is in its foreground: in the background it is set up for the
  /// shell's own line. From now on every way out brings back what was found, which is looked up where `isNew` says that
  /// the terminal was another's. False, and nothing is done, if the process is told to end before that.
  mutating func begin(isNew: Bool) throws(TerminalError) -> Bool {
    switch JobControl.awaitForeground(of: file, ends: SIGTERM, SIGHUP, SIGINT) {
    case .reached: break
    case .ended: return false
    case .unreachable: throw TerminalError(.inBackground)
    }
    if isNew, tcgetattr(file, &found) != 0 { throw .failed("tcgetattr") }
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
    return true
  }

  /// Gives the terminal back, if it is the console's. At most 0.3 s.
  func end() {
    cn_restore()
  }
}
