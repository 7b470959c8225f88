import ConsoleCore
import Glibc
import ProcessEvents
import TicketCore
import TicketLog
import Worker

/// The console at work: waits for events, lets the state decide, and does what it asks for. Main thread only.
struct ConsoleSession: ~Copyable {
  /// How long the end waits for the ticket in hand (spec: console.md, "The embedded worker"), and for what is just being
  /// written.
  private static let longestFarewell = Duration.seconds(3)

  /// How long the demo's board is at rest.
  private static let firstLook = Duration.seconds(4)

  /// How often the idle worker looks by itself where it is told of each change of the board and of the lock.
  private static let toldWorkerPoll = Duration.seconds(30)

  private let options: ConsoleOptions
  private let place: TicketPlace
  /// false while there is no thread for reading.
  private var isFed: Bool
  private let clock = SystemClock()
  private let began = ContinuousClock.now
  private let mailbox: Mailbox<ConsoleMail>
  private let worker: TicketWorker
  private let calls: ServiceCalls
  private let searches: RecordSearches
  /// nil where the tickets are a server's already.
  private let server: ConsoleServer?
  private var terminal: Terminal
  private var loop: EventLoop<ConsoleMail>
  private var state: ConsoleState
  private var departure: Departure?
  /// When the demo's worker begins by itself, unless the operator was first: the board is seen at rest before.
  private var workerBegins: ContinuousClock.Instant?
  /// Why nothing can be written into the folder, seen at the start.
  private let folderTrouble: TicketServiceError?

  /// Leaving, for good or to the shell, waits for the ticket in hand and for answers; the screen lives meanwhile.
  private struct Departure {
    enum Purpose { case quit, suspend }

    let purpose: Purpose
    let deadline: ContinuousClock.Instant
    /// Whether the worker is to go on when the operator comes back.
    let resumesWorker: Bool
  }

  /// With a `demoDelay` it is the demo: its worker begins by itself, and takes so long for a ticket.
  init(_ options: ConsoleOptions, demoDelay: Duration? = nil) throws {
    // With SIGTTIN among them, to read in the background fails instead of stopping a job that may be told to end.
    guard let signals = SignalQueue(SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT, SIGTTIN) else {
      throw TerminalError.failed("signalfd")
    }
    // The terminal itself knows its size, whatever they say; later, other threads may be reading the environment.
    for name in ["LINES", "COLUMNS"] { unsetenv(name) }
    let mailbox = try Mailbox<ConsoleMail>()
    let folder = StateFolder(path: options.statePath)
    // A server's board can be looked at without any folder.
    let folderTrouble = options.server == nil ? try Self.make(folder) : try? Self.make(folder)
    let place = try TicketPlace(options, clock: clock)
    // Reads while the terminal is got ready.
    let isFed = place.feed.start { mailbox.post(.feed) }
    terminal = try Terminal()
    loop = EventLoop(signals: signals, mailbox: mailbox)
    var pace = place.store == nil ? WorkerPace() : WorkerPace(poll: Self.toldWorkerPoll)
    pace.delay = demoDelay ?? pace.delay
    worker = TicketWorker(service: place.service, lock: place.lock, clock: clock, pid: Int(getpid()), pace: pace) {
      mailbox.post(.worker($0, $1))
    }
    calls = ServiceCalls(service: place.service) { mailbox.post(.answer($0)) }
    searches = RecordSearches(board: place.board) { mailbox.post(.search) }
    server = place.store.map { store in
      ConsoleServer(
        store: store, service: place.service, lock: place.lock, guard: place.stateGuard, options: options
      ) {
        mailbox.post(.answer($0))
      }
    }
    workerBegins = demoDelay.map { _ in .now + Self.firstLook }
    let settings = ConsoleSettings(
      language: options.language, offset: options.utcOffset, borders: terminal.prefersASCII ? .ascii : .lines,
      asciiOnly: options.ascii, folder: place.name, isOverAPI: options.server != nil, isDemo: demoDelay != nil,
      pid: Int(getpid()))
    state = ConsoleState(settings: settings, size: terminal.size, now: clock.now())
    self.options = options
    self.isFed = isFed
    self.folderTrouble = folderTrouble
    self.place = place
    self.mailbox = mailbox
  }

  /// Makes what is missing. A folder that cannot be written can be looked at all the same: why it cannot.
  private static func make(_ folder: StateFolder) throws(TicketServiceError) -> TicketServiceError? {
    do {
      try folder.create()
      return nil
    } catch  where folder.exists {
      return error
    }
  }

  /// Runs until the operator or a signal ends it; then says what became of what was just being written.
  mutating func run() throws(TerminalError) -> [LastWord] {
    if !isFed {
      take(.message(.error, WorkerFailure.noThread.sentence(in: options.language, now: clock.now())))
    }
    if let folderTrouble { take(.message(.warning, folderTrouble.sentence(in: options.language))) }
    if let warning = place.networkWarning(in: options.language) { take(.message(.warning, warning)) }
    if terminal.usesFallbackLocale { take(.message(.warning, options.language.localeNotice)) }
    while true {
      draw()
      let event = try loop.next(&terminal, deadline: departure?.deadline)
      if case .hangup = event {
        leaveSilently()
        return []
      }
      if case .continued = event { try goOn() }
      take(event)
      let isAtRest = isAtRest && !state.awaitsAnswers
      guard let departure, isAtRest || ContinuousClock.now >= departure.deadline else { continue }
      if departure.purpose == .quit {
        end(hasJustReleased: departure.resumesWorker)
        return state.lastWords + lockLeft
      }
      try suspend(resumingWorker: departure.resumesWorker)
    }
  }

  private mutating func draw() {
    let frame = look { state, world in state.view(world) }
    terminal.draw(frame)
  }

  /// Lets the state see the board; the reading waits meanwhile.
  private mutating func look<R: Sendable>(_ body: (inout ConsoleState, World) -> R) -> R {
    place.board.withRecords { board, records in body(&state, World(board: board, records: records)) }
  }

  // MARK: Events

  private mutating func take(_ event: LoopEvent<ConsoleMail>) {
    switch event {
    case .keys(let keys): take(ConsoleEvent.keys(keys))
    case .resized(let size): take(.resize(size))
    case .tick: tick()
    case .mail(let mail): read(mail)
    case .suspend: leave(to: .suspend)
    case .terminate:
      take(.leaving)
      leave(to: .quit)
    case .continued, .deadline, .hangup: break
    }
  }

  private mutating func read(_ mail: [ConsoleMail]) {
    var hasLooked = false
    for message in mail {
      switch message {
      case .feed:
        // One look sees all that was told of before it; in a storm many tell at once.
        if !hasLooked { readFeed() }
        hasLooked = true
      case .worker(let phase, let event): take(.worker(phase, event))
      case .search: for event in searches.take() { take(event) }
      case .answer(let event): take(event)
      }
    }
  }

  private mutating func readFeed() {
    lookAtFeed()
    worker.nudge()
    server?.notify()
  }

  private mutating func tick() {
    take(.tick(clock.now()))
    if !isFed { isFed = place.feed.start { [mailbox] in mailbox.post(.feed) } }
    place.feed.glance()
    if let workerBegins, ContinuousClock.now >= workerBegins { startWorker() }
    // An unfinished line becomes worth a word by time alone.
    lookAtFeed()
  }

  private mutating func lookAtFeed() {
    for news in place.feed.news(in: options.language) { take(news) }
    let status = place.feed.status(at: clock.now(), in: options.language)
    take(.boardChanged(status, lock: place.feed.lockHolder))
  }

  private mutating func take(_ event: ConsoleEvent) {
    let moment = ContinuousClock.now - began
    for effect in look({ state, world in state.update(event, world, at: moment) }) { perform(effect) }
  }

  // MARK: Effects

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .submit(let submission): calls.add(.submit(submission))
    case .take(let step, let id): calls.add(.take(step, of: id))
    case .startWorker: startWorker()
    case .stopWorker: worker.stop()
    case .startServer: startServer()
    case .stopServer: server?.stop()
    case .search(let search, let number): searches.begin(search, number: number)
    case .endSearch: searches.end()
    case .copy(let sequence): terminal.copy(sequence)
    case .repaint: terminal.redrawEverything()
    case .suspend: leave(to: .suspend)
    case .quit: leave(to: .quit)
    }
  }

  /// Whoever leaves takes no new ticket in hand.
  private mutating func startWorker() {
    guard departure == nil else { return }
    workerBegins = nil
    worker.start()
  }

  private mutating func startServer() {
    guard departure == nil else { return }
    if let server { return server.start() }
    take(.message(.warning, options.language.servedAlready))
  }

  /// Finishes the ticket in hand first; to quit is final.
  private mutating func leave(to purpose: Departure.Purpose) {
    guard departure?.purpose != .quit else { return }
    let wasOn = worker.phase != .off
    worker.stop()
    if purpose == .quit { server?.stop() }
    departure = Departure(purpose: purpose, deadline: .now + Self.longestFarewell, resumesWorker: wasOn)
  }

  /// Waits for the terminal, if it is another's; meanwhile nobody may have to wait for us.
  private mutating func goOn() throws(TerminalError) {
    stay()
    take(.resize(try place.stateGuard.withoutGuard { () throws(TerminalError) in try terminal.resume() }))
  }

  /// Who is told to go on before it has stopped does not stop any more.
  private mutating func stay() {
    guard let departure, departure.purpose == .suspend else { return }
    self.departure = nil
    if departure.resumesWorker { worker.start() }
  }

  private mutating func suspend(resumingWorker: Bool) throws(TerminalError) {
    departure = nil
    take(.resize(try place.stateGuard.withoutGuard { () throws(TerminalError) in try terminal.suspend() }))
    if resumingWorker { worker.start() }
    tick()
  }

  /// The terminal is gone: nobody sees how the ticket in hand is finished.
  private func leaveSilently() {
    let deadline = ContinuousClock.now + Self.longestFarewell
    let wasOn = worker.phase != .off
    worker.stop()
    while !isAtRest, ContinuousClock.now < deadline {
      mailbox.wait(until: deadline)
      _ = mailbox.take()
    }
    end(hasJustReleased: wasOn)
  }

  /// A lock that could not be released when the worker was turned off is tried once more: nobody else could work before
  /// it is stale.
  private func end(hasJustReleased: Bool) {
    if !hasJustReleased { worker.releaseLeftover() }
    place.feed.stop()
  }

  /// What is to be said of a lock that is left all the same.
  private var lockLeft: [LastWord] {
    guard worker.phase == .off, worker.hasLeftover else { return [] }
    let sentence = WorkerEvent.releaseFailed.sentence(in: options.language, now: clock.now())
    return [LastWord(sentence: sentence, isDone: false)]
  }

  /// Nothing is in hand, and nothing is being written.
  private var isAtRest: Bool {
    worker.phase == .off && calls.areAnswered && (departure?.purpose == .suspend || server?.isOn != true)
  }
}

extension Language {
  fileprivate var localeNotice: String {
    pick("This machine lacks your locale; C.UTF-8 is used instead.", "이 시스템에 로캘이 없어 C.UTF-8을 사용합니다.")
  }
  fileprivate var servedAlready: String {
    pick("These tickets are a server's already.", "이미 서버의 티켓을 보고 있습니다.")
  }
}
