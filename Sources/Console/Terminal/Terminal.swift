import CNcurses
import ConsoleCore
import Glibc
import ProcessEvents

/// The operator's terminal: a screen to draw on and a keyboard, held as long as this value lives.
///
/// Main thread only, one in a process. However the process ends, `SIGKILL` excepted, the terminal is as it was before.
/// No call here waits for the terminal: frames that it does not take yet are replaced by later ones.
struct Terminal: ~Copyable {
  typealias Instant = ContinuousClock.Instant

  /// Whether everything is to be drawn with ASCII only: it was asked for, or `TERM` names such a terminal.
  let prefersASCII: Bool
  /// Whether UTF-8 had to be forced, for the locale does not have it: worth a notice.
  let usesFallbackLocale: Bool

  private var modes: TerminalModes
  /// Not while the process only waits to end in the background.
  private var isHeld: Bool
  private var output: TerminalOutput
  private var screen: Screen
  private var keyboard: Keyboard
  /// The frame that is drawn as soon as there is room and time.
  private var waiting: Frame?
  /// The last frame that was given, to be drawn again after the terminal has been someone else's.
  private var latest: Frame?
  private var pace = FramePace(from: .now)

  /// Takes the terminal over; nothing is sent before the first frame. Throws before it changes anything.
  init(ascii: Bool = false) throws(TerminalError) {
    let kind = try TerminalKind.examine()
    try TerminalOutput.requireRoom()
    let coding = CharacterCoding.establish()
    let output = try TerminalOutput(speaksANSI: kind.speaksANSI)
    var modes = TerminalModes(output.file, kind)
    let window = try Self.startCurses(kind.name, output.memory)
    let keyboard = try Keyboard()
    cn_restore_install()
    isHeld = try modes.begin(isNew: true)
    prefersASCII = ascii || kind.isASCII
    usesFallbackLocale = coding == .fallback
    self.modes = modes
    self.output = output
    self.keyboard = keyboard
    screen = Screen(window, colored: kind.colored)
    screen.resize(to: size)
    // What ncurses sends at its start could not be undone as a whole: a title saved twice, `meta`.
    doupdate()
    self.output.collect()
    self.output.discard()
    screen.forget()
    if isHeld { self.output.append(modes.enter) }
  }

  deinit {
    output.finish(within: .milliseconds(200))
    modes.end()
  }

  private static func startCurses(
    _ name: String, _ memory: CInt
  ) throws(TerminalError) -> UnsafeMutablePointer<WINDOW> {
    guard let into = fdopen(memory, "w"), let from = fdopen(STDIN_FILENO, "r") else { throw .failed("fdopen") }
    // Where it finds a handler, ncurses leaves the signal alone. Else it ignores it during each update, and one that
    // waits to be taken is lost.
    let stopping = signal(SIGTSTP) { _ in }
    defer { signal(SIGTSTP, stopping) }
    guard newterm(name, into, from) != nil, let window = cn_stdscr() else { throw TerminalError(.failed, "newterm") }
    // Behind `newterm`, which takes it from the environment: as long as this, Escape holds up the main thread.
    set_escdelay(25)
    // Only how ncurses itself behaves; the terminal's modes are set by `TerminalModes`.
    noecho()
    nonl()
    typeahead(-1)
    return window
  }
}

// MARK: - The screen

extension Terminal {
  /// The terminal's size at this moment, which may be nothing at all. Of a larger terminal than any screen shows a part
  /// stays blank: the kernel takes 65,535 rows and columns, for which no memory would do.
  var size: Size {
    var size = winsize()
    guard ioctl(output.file, UInt(TIOCGWINSZ), &size) == 0 else { return Size(columns: 80, rows: 24) }
    return Size(columns: min(Int(size.ws_col), 1000), rows: min(Int(size.ws_row), 500))
  }

  /// Shows a frame, of which only the differences are sent. An isolated frame is sent at once; in a storm, and while
  /// the terminal is slow, the latest one is sent when there is time and room, by `advance`.
  mutating func draw(_ frame: Frame) {
    latest = frame
    waiting = frame
    advance(at: .now)
  }

  /// Sends the whole screen again, over whatever another program has left there.
  mutating func redrawEverything() {
    screen.forget()
    output.distrust()
    waiting = latest
    advance(at: .now)
  }

  /// Fits the screen to the terminal's size, and returns it.
  mutating func resize() -> Size {
    let size = size
    screen.resize(to: size)
    return size
  }

  /// Puts a text into the operator's clipboard.
  mutating func copy(_ sequence: ClipboardSequence) {
    guard isHeld else { return }
    output.append(sequence.bytes)
    output.flush()
  }

  /// Sends what waits, as far as there is time and room for it.
  mutating func advance(at now: Instant) {
    guard isHeld, output.isInForeground else { return }
    output.flush()
    guard output.isEmpty, now >= pace.next, let frame = waiting else { return }
    waiting = nil
    guard screen.draw(frame) else { return }
    pace.sent(at: now)
    output.collect()
    output.flush()
  }
}

// MARK: - The shell

extension Terminal {
  /// Gives the terminal back, stops the process as the shell expects it, and returns the terminal's size when the
  /// process goes on, with the terminal taken over again and the latest frame on its way.
  mutating func suspend() throws(TerminalError) -> Size {
    output.finish(within: .milliseconds(200))
    modes.end()
    JobControl.stop(.job)
    isHeld = false
    return try resume()
  }

  /// Takes the terminal over again, after another process may have changed it, as soon as the console is in its
  /// foreground; never if the process is told to end before that. Returns the terminal's size.
  mutating func resume() throws(TerminalError) -> Size {
    isHeld = try modes.begin(isNew: !isHeld)
    output.discard()
    if isHeld { output.append(modes.enter) }
    let size = resize()
    redrawEverything()
    return size
  }
}

// MARK: - The keyboard

extension Terminal {
  /// The keys that have come, or are complete because nothing follows them; nil if nothing at all has come.
  mutating func readKeys(at now: Instant) -> [Key]? {
    let late = keyboard.expire(at: now)
    guard let keys = keyboard.read(at: now) else { return late.isEmpty ? nil : late }
    return late + keys
  }

  /// Whether keys are to be read although nothing more comes.
  func hasKeys(at now: Instant) -> Bool {
    keyboard.hasMore || keyboard.deadline.map { $0 <= now } ?? false
  }
}

// MARK: - The loop

extension Terminal {
  /// What has to become writable for `advance` to go on, if anything.
  var blockedFile: CInt? { output.isEmpty || !output.isInForeground ? nil : output.file }

  /// Whether keys that come are the console's.
  var isInForeground: Bool { output.isInForeground }

  /// Whether nobody is there any more to see anything.
  var isGone: Bool { output.isGone }

  /// Until then a new frame would only wait.
  var frameTime: Instant { pace.next }

  /// When `advance` or `readKeys` has something to do although nothing happens.
  var deadline: Instant? {
    let frame = isHeld && waiting != nil && output.isEmpty && output.isInForeground ? pace.next : nil
    return [frame, keyboard.deadline].compactMap(\.self).min()
  }
}
