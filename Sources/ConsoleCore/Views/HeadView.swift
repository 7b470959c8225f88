import TicketCore
import Worker

/// A part of the head; the least important ones give way first.
private struct HeadPart {
  let text: TerminalText
  let role: Style.Role
  let importance: Int
}

extension ConsoleState {
  /// What the operator must know at every moment: live or not, the worker, the lock, what is wrong, the time.
  func drawHead(_ frame: inout Frame, _ world: World) {
    let line = layout.head
    frame.fill(line)
    let room = frame.putRight(clock, in: line, style: Style(.strong))
    var parts = headParts(world)
    while parts.reduce(-2, { $0 + $1.text.width + 2 }) > room - 2,
      let least = parts.indices.min(by: { parts[$0].importance < parts[$1].importance }), parts.count > 1
    {
      parts.remove(at: least)
    }
    var column = 0
    for part in parts {
      let left = room - 2 - column
      guard left > 0 else { break }
      column += 2 + frame.put(part.text, at: Position(column: column, row: 0), style: Style(part.role), within: left)
    }
  }

  private var clock: TerminalText {
    let civil = CivilTime(microseconds: now.microseconds, offset: settings.offset)
    return TerminalText(size.columns >= 60 ? "\(civil.time) \(settings.offset)" : civil.time)
  }

  private func headParts(_ world: World) -> [HeadPart] {
    var parts = [
      HeadPart(text: "tickets", role: .title, importance: 3),
      HeadPart(text: TerminalText(settings.folder).clipped(to: 24), role: .dim, importance: 0),
      feedPart(world),
      workerPart,
    ]
    if let lock {
      let text = words.lockHeld(pid: name(of: lock), age: Age.text(seconds: lock.age(at: now)))
      parts.append(HeadPart(text: TerminalText(text), role: .plain, importance: 2))
    }
    if stuckCount > 0 {
      parts.append(HeadPart(text: TerminalText(words.stuck(stuckCount)), role: .stuck, importance: 6))
    }
    let problems = world.problemCount
    if problems > 0 {
      parts.append(HeadPart(text: TerminalText(words.problems(problems)), role: .warning, importance: 5))
    }
    if board.follows { parts.append(HeadPart(text: TerminalText(words.following), role: .plain, importance: 1)) }
    if isHangul { parts.append(HeadPart(text: TerminalText(words.hangulMode), role: .warning, importance: 4)) }
    return parts
  }

  private func feedPart(_ world: World) -> HeadPart {
    func part(_ text: String, _ role: Style.Role) -> HeadPart {
      HeadPart(text: TerminalText(text), role: role, importance: 9)
    }
    if let missed = board.missed(world.board) { return part(words.paused(new: missed), .warning) }
    switch feed {
    case .loading(let share): return part("\(words.loading) \(Int(share * 100))%", .warning)
    case .live: return part(words.live, .success)
    case .reloading(let share): return part("\(words.reloading) \(Int(share * 100))%", .warning)
    case .stale(let reason): return part("\(words.stale): \(reason)", .error)
    case .unfinished(let file): return part("\(words.live), \(words.unfinishedLine(file.rawValue))", .warning)
    }
  }

  private var workerPart: HeadPart {
    func part(_ text: String, _ role: Style.Role) -> HeadPart {
      HeadPart(text: TerminalText(text), role: role, importance: 8)
    }
    switch worker {
    case .off: return part(words.workerOff, .dim)
    case .acquiring: return part(words.workerStarting, .inProgress)
    case .blocked(let error): return part(blocked(error), .warning)
    case .choosing, .idle: return part(words.workerIdle, .success)
    case .working(let ticket, let since):
      let type = ticket.type.shortName
      return part(words.workerWorking(on: type, since: Age.text(of: since, at: now)), .inProgress)
    case .retrying(_, let error): return part(words.workerRetrying(error.sentence(in: settings.language)), .error)
    case .stopping: return part(words.workerStopping, .warning)
    }
  }

  private func blocked(_ error: WorkerLockError) -> String {
    guard case .locked(let holder) = error.code else {
      return words.workerRetrying(error.sentence(in: settings.language, now: now))
    }
    return words.workerBlocked(pid: name(of: holder), age: Age.text(seconds: holder.age(at: now)))
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
