import TicketCore
import Worker

extension ConsoleState {
  /// What the operator must know at every moment: live or not, the worker, the lock, what is wrong, the time.
  func drawHead(_ frame: inout Frame, _ world: World) {
    let line = layout.head
    frame.fill(line)
    frame.putRight(clock, in: line, style: Style(.strong))
    let room = headColumns
    var column = 0
    for part in HeadPart.fit(headParts(world), into: room) where column < room {
      let start = Position(column: column, row: line.row)
      column += 2 + frame.put(part.text, at: start, style: Style(part.role), within: room - column)
    }
  }

  /// What is wrong just now, whole, where the head has no room for it.
  func standingTrouble(_ world: World) -> HeadPart? {
    let parts = headParts(world)
    let shown = HeadPart.fit(parts, into: headColumns)
    return parts.filter { $0.importance >= .worker && $0.isTrouble }.first { part in
      !shown.contains { $0.importance == part.importance && $0.text == part.text }
    }
  }

  private var headColumns: Int { layout.head.columns - clock.width - 2 }

  private var clock: TerminalText {
    let civil = CivilTime(microseconds: now.microseconds, offset: settings.offset)
    return TerminalText(size.columns >= 80 ? "\(civil.time) \(settings.offset)" : civil.time)
  }

  private func headParts(_ world: World) -> [HeadPart] {
    var parts = [titlePart, folderPart, feedPart(world)]
    if let part = writingPart { parts.append(part) }
    parts.append(workerPart)
    if let lock = lockPart { parts.append(lock) }
    if let serving {
      let text = "API \(serving)"
      parts.append(HeadPart(.server, text, short: "API", .success))
    }
    if stuckTickets.count > 0 {
      let text = words.stuck(stuckTickets.count)
      parts.append(HeadPart(.stuck, text, short: text, .stuck))
    }
    if case let problems = world.problemCount, problems > 0 {
      let text = words.problems(problems)
      parts.append(HeadPart(.problems, text, short: text, .warning))
    }
    if board.follows { parts.append(HeadPart(.follow, words.following, short: words.following, .plain)) }
    if isHangul { parts.append(HeadPart(.hangul, words.hangulMode, short: words.hangulMode, .warning)) }
    return parts
  }

  private var titlePart: HeadPart {
    guard settings.isDemo else { return HeadPart(.title, "tickets", short: "", .title) }
    return HeadPart(.demo, "tickets \(words.demo)", short: words.demo, .title)
  }

  private var folderPart: HeadPart {
    HeadPart(.folder, TerminalText(settings.folder).clipped(to: 24).string, short: "", .dim)
  }

  // MARK: The board

  private func feedPart(_ world: World) -> HeadPart {
    let (text, short, role) = feedText
    guard let missed = board.missed(world.board) else { return HeadPart(.feed, text, short: short, role) }
    let paused = words.paused(new: missed)
    guard feed != .live else { return HeadPart(.feed, paused, short: paused, .warning) }
    return HeadPart(.feed, "\(paused), \(text)", short: "\(paused), \(short)", role)
  }

  private var feedText: (text: String, short: String, role: Style.Role) {
    switch feed {
    case .loading(let share): (words.share(words.loading, share), words.share(words.loading, share), .warning)
    case .live: (words.live, words.live, .success)
    case .reloading(let share): (words.share(words.reloading, share), words.share(words.reloading, share), .warning)
    case .stale(let reason): ("\(words.stale): \(reason)", words.stale, .error)
    case .unfinished(let file): ("\(words.live), \(words.unfinishedLine(file.rawValue))", words.live, .warning)
    }
  }

  /// That the last write failed, or may have failed, unless the worker's part says so.
  private var writingPart: HeadPart? {
    guard let writeFailure else { return nil }
    if case .retrying(_, writeFailure) = worker { return nil }
    let sentence = writeFailure.sentence(in: settings.language)
    guard writeFailure.isUnknownWrite else {
      return HeadPart(.writing, "\(words.notWritten): \(sentence)", short: words.notWritten, .error)
    }
    return HeadPart(.writing, words.mayBeWritten(sentence), short: words.mayBeWritten, .error)
  }

  // MARK: The worker and the lock

  private var workerPart: HeadPart {
    func part(_ text: String, _ short: String, _ role: Style.Role) -> HeadPart {
      HeadPart(.worker, text, short: short, role)
    }
    switch worker {
    case .off: return part(words.workerOff, words.workerOff, .dim)
    case .acquiring: return part(words.workerStarting, words.workerStarting, .inProgress)
    case .blocked(let error): return blockedPart(error)
    case .choosing, .idle: return part(words.workerIdle, words.workerIdle, .success)
    case .working(let ticket, let since):
      let text = words.workerWorking(on: ticket.type.shortName, since: Age.text(of: since, at: now))
      return part(text, text, .inProgress)
    case .retrying(_, let error):
      return part(words.workerRetrying(error.sentence(in: settings.language)), words.workerRetries, .error)
    case .stopping(nil): return part(words.workerStopping, words.workerStopping, .warning)
    case .stopping(let ticket?):
      return part(words.workerFinishing(ticket.type.shortName), words.workerStopping, .warning)
    }
  }

  private func blockedPart(_ error: WorkerLockError) -> HeadPart {
    guard case .locked(let asked) = error.code else {
      let sentence = error.sentence(in: settings.language, now: now)
      return HeadPart(.worker, "\(words.workerWaits): \(sentence)", short: words.workerWaits, .warning)
    }
    // The worker last asked some time ago; the lock's file is watched.
    let holder = lock ?? asked
    let age = Age.text(seconds: holder.age(at: now))
    let short = "\(words.workerWaits): \(name(of: holder)), \(age)"
    return HeadPart(.worker, words.workerWaits(for: name(of: holder), renewed: renewed(holder)), short: short, .warning)
  }

  /// Who holds the lock, unless the worker's part says so.
  private var lockPart: HeadPart? {
    guard let lock else { return nil }
    if case .blocked(let error) = worker, case .locked = error.code { return nil }
    let age = Age.text(seconds: lock.age(at: now))
    let short = words.lock(name(of: lock), age: age)
    guard lock.pid != nil, lock.pid == settings.pid else {
      return HeadPart(.lock, words.foreignLock(name(of: lock), renewed: renewed(lock)), short: short, .plain)
    }
    return HeadPart(.lock, words.ownLock(name(of: lock), renewed: renewed(lock)), short: short, .dim)
  }

  private func renewed(_ holder: LockHolder) -> String {
    words.renewed(holder.age(at: now), isAlive: holder.isAlive || holder.pid == nil)
  }

  private func name(of holder: LockHolder) -> String {
    holder.pid.map { words.process($0, isAlive: holder.isAlive) } ?? words.unknownProcess
  }
}

extension Ticket.TypeName {
  /// As columns say it: without the word that all share.
  var shortName: String {
    switch self {
    case .known(let type): type.shortName
    case .foreign(let text): text
    }
  }
}
