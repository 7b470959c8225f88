import CNcurses
import Glibc
import ProcessEvents

/// What is on its way to the terminal. Nothing here ever waits for the terminal: what it does not take stays here.
///
/// ncurses writes into a file in memory, from which its bytes are collected: left to itself it would block in the
/// middle of a frame for as long as a stalled connection lasts, and no signal could end the console.
struct TerminalOutput: ~Copyable {
  /// The terminal, opened once more so as not to block: the flag would otherwise be the shell's as well.
  let file: CInt
  /// The file in memory.
  let memory: CInt
  /// The terminal could not be opened once more, as after `su`, where it belongs to another user: `file` blocks.
  private let blocks: Bool
  /// What a blocking terminal is given at once, and only when it says that it has room: it need not have more.
  private static let blockingPiece = 1

  private var saver: LookSaver
  private var bytes: [UInt8] = []
  private var written = 0

  /// The terminal refused for good.
  private(set) var isGone = false

  /// Whether the terminal has taken everything.
  var isEmpty: Bool { written == bytes.count }

  /// `speaksANSI` says whether the terminal is one of ECMA-48.
  init(speaksANSI: Bool) throws(TerminalError) {
    saver = LookSaver(leavesAlone: !speaksANSI)
    let reopened = Self.reopen(STDOUT_FILENO)
    let file = reopened ?? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard file >= 0 else { throw .failed("dup of the terminal") }
    let memory = memfd_create("screen", 1)  // MFD_CLOEXEC, which glibc shows to GNU sources only
    guard memory >= 0 else {
      close(file)
      throw .failed("memfd_create")
    }
    self.file = file
    self.memory = memory
    blocks = reopened == nil
  }

  deinit {
    close(file)
    close(memory)
  }

  /// The bytes of a frame on the largest screen, and some: the limit of the process's files is that of the file in memory
  /// too, and what is over it would be missing on the screen without a word.
  private static let mostOfAFrame: rlim_t = 4 << 20

  /// Refuses a limit of the process's files that leaves no room for a frame.
  static func requireRoom() throws(TerminalError) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0, limit.rlim_cur < mostOfAFrame else {
      return
    }
    throw TerminalError(.filesTooSmall, "4 MiB")
  }

  /// nil if the system does not let it be opened.
  private static func reopen(_ file: CInt) -> CInt? {
    let flags = O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    for path in ["/proc/self/fd/\(file)", "/dev/tty"] {
      let opened = open(path, flags)
      // `/dev/tty` may be another terminal.
      if opened >= 0, isatty(opened) == 1, TerminalDevice(opened) == TerminalDevice(file) { return opened }
      if opened >= 0 { close(opened) }
    }
    return nil
  }

  /// What ncurses knows nothing of.
  mutating func append(_ more: [UInt8]) {
    distrust()
    add(more)
  }

  private mutating func add(_ more: [UInt8]) {
    if isEmpty {
      bytes = more
      written = 0
    } else {
      bytes += more
    }
  }

  /// Takes over what ncurses has written.
  mutating func collect() {
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return }
    let sent = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(memory, buffer.baseAddress, count, 0))
    }
    add(saver.save(sent))
    // What stands there is overwritten the next time: to have it freed would cost more than the frame.
    lseek(memory, 0, SEEK_SET)
  }

  /// Takes nothing for granted of the terminal any more: another program may have written to it.
  mutating func distrust() { saver.forget() }

  /// Forgets what the terminal has not taken.
  mutating func discard() {
    distrust()
    written = bytes.count
  }

  /// Whether the terminal is the console's to draw on. A job that was stopped by force may go on in the background,
  /// where it would draw on the shell's screen or be stopped again, whoever wants to end it.
  var isInForeground: Bool { JobControl.isInForeground(of: file) }

  /// Writes as much as the terminal takes at this moment; in the background nothing.
  mutating func flush() {
    var next = written
    isGone = !write(from: &next) || isGone
    written = next
  }

  /// Writes the rest once and for all, as far as the terminal takes it in that time.
  func finish(within time: Duration) {
    let end = ContinuousClock.now + time
    var next = written
    var room = pollfd(file: file, POLLOUT)
    while write(from: &next), next < bytes.count, isInForeground, poll(&room, 1, (end - .now).pollTimeout) > 0 {}
  }

  private var hasRoom: Bool {
    var room = pollfd(file: file, POLLOUT)
    return poll(&room, 1, 0) > 0
  }

  /// False if the terminal is gone.
  private func write(from next: inout Int) -> Bool {
    while next < bytes.count, isInForeground {
      if blocks, !hasRoom { return true }
      let most = blocks ? Self.blockingPiece : bytes.count
      let size = min(bytes.count - next, most)
      let count = bytes.withUnsafeBytes { all in all.baseAddress.map { cn_write(file, $0 + next, size) } ?? 0 }
      if count > 0 {
        next += count
      } else if count == 0 || errno == EAGAIN {
        return true
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
