import TicketCore
import Worker

extension ConsoleState {
  /// What `n` offers.
  static let newTickets: [ConsoleCommand] = [.newReconcile, .newReports, .newAcknowledge]

  /// The ticket that a command is about: the opened one, else the selected one.
  var subject: Ticket.ID? {
    for case .detail(let detail) in layers.reversed() { return detail.ticket }
    return board.selected
  }

  mutating func askForTicket() { answer(.warning, words.nothingSelected) }

  /// Takes up the draft of a type, or a new form.
  mutating func openForm(_ type: RequestType) {
    var form = drafts.removeValue(forKey: type) ?? TicketForm(type: type)
    if case .failed = form.phase { form.phase = .editing }
    layers.append(.form(form))
  }

  /// Asks before something is appended to a log; says why not, if it is not possible.
  mutating func ask(_ command: ConsoleCommand, _ world: World) {
    guard let id = subject, let ticket = world.board.ticket(id) else { return askForTicket() }
    guard isPossible(command, ticket) else { return }
    layers.append(.confirmation(Confirmation(.ticket(id, command))))
  }

  /// The operator confirmed: looks again at what the ticket is now.
  mutating func confirm(_ confirmation: Confirmation, _ world: World) -> [Effect] {
    layers.removeLast()
    guard case .ticket(let id, let command) = confirmation.subject, let step = confirmation.step else {
      return quit(asking: false)
    }
    guard let ticket = world.board.ticket(id) else {
      answer(.error, TicketServiceError(.notFound, context: id.description).sentence(in: settings.language))
      return []
    }
    return isPossible(command, ticket) ? [.take(step, of: id)] : []
  }

  private mutating func isPossible(_ command: ConsoleCommand, _ ticket: Ticket) -> Bool {
    guard let next = command.nextStatus, !ticket.status.accepts(next) else { return true }
    answer(.warning, words.tooLateFor(ticket.id.description, ticket.status))
    return false
  }

  mutating func copy(_ command: ConsoleCommand, _ world: World) -> [Effect] {
    guard let id = subject else {
      askForTicket()
      return []
    }
    guard command == .copyRecord else {
      answer(.info, words.copied(id.description))
      return [.copy(id.description)]
    }
    guard let ticket = world.board.ticket(id) else { return [] }
    let lines = world.records.history(of: ticket).map(\.raw).joined(separator: "\n")
    answer(.info, words.copied(id.description))
    return [.copy(lines)]
  }

  mutating func toggleWorker() -> [Effect] {
    switch worker {
    case .off:
      answer(.info, words.workerAsked)
      return [.startWorker]
    case .stopping(_):
      return []
    case .acquiring, .blocked(_), .choosing, .idle, .working(_, _), .retrying(_, _):
      answer(.info, words.workerAskedOff)
      return [.stopWorker]
    }
  }
}

extension World {
  var problemCount: Int { LogFile.allCases.reduce(0) { $0 + board.problemCount($1) } }

  /// All problems, the requests' first.
  var problems: [Problem] { LogFile.allCases.flatMap { board.problems($0) } }
}
