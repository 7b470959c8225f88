import CNcurses
import Glibc

/// What is on its way to the terminal. Nothing here ever waits for the terminal: what it does not take stays here.
///
/// ncurses writes into a file in memory, from which its bytes are collected: left to itself it would block in the
/// middle of a frame for as long as a stalled connection lasts, and no signal could end the console.
struct TerminalOutput: ~Copyable {
  /// The terminal, opened once more so as not to block: the flag would otherwise be the shell's as well.
  let file: CInt
  /// The file in memory.
  let memory: CInt

  private var bytes: [UInt8] = []
  private var written = 0

  /// The terminal refused for good.
  private(set) var isGone = false

  /// Whether the terminal has taken everything.
  var isEmpty: Bool { written == bytes.count }

  init() throws(TerminalError) {
    let memory = memfd_create("screen", 1)  // MFD_CLOEXEC, which glibc shows to GNU sources only
    guard memory >= 0 else { throw .failed("memfd_create") }
    do {
      file = try Self.reopen(STDOUT_FILENO)
    } catch {
      close(memory)
      throw error
    }
    self.memory = memory
  }

  deinit {
    close(file)
    close(memory)
  }

  private static func reopen(_ file: CInt) throws(TerminalError) -> CInt {
    let flags = O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    for path in ["/proc/self/fd/\(file)", "/dev/tty"] {
      let opened = open(path, flags)
      if opened >= 0, isatty(opened) == 1 { return opened }
      if opened >= 0 { close(opened) }
    }
    throw .failed("open of the terminal")
  }

  mutating func append(_ more: [UInt8]) {
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
    append(
      [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        initialized = max(0, pread(memory, buffer.baseAddress, count, 0))
      })
    _ = ftruncate(memory, 0)
    lseek(memory, 0, SEEK_SET)
  }

  /// Forgets what the terminal has not taken.
  mutating func discard() {
    written = bytes.count
  }

  /// Writes as much as the terminal takes at this moment.
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
    while write(from: &next), next < bytes.count, poll(&room, 1, (end - .now).pollTimeout) > 0 {}
  }

  /// False if the terminal is gone.
  private func write(from next: inout Int) -> Bool {
    while next < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + next }, $0.count - next) }
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
