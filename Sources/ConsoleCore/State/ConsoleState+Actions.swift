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
    if let index = layers.firstIndex(where: { $0.form != nil }) { goBack(to: index) }
    layers.append(.form(drafts.removeValue(forKey: type) ?? TicketForm(type: type)))
  }

  /// Asks before something is appended to a log; says why not, if it is not possible.
  mutating func ask(_ command: ConsoleCommand, _ world: World) {
    guard let id = subject, let ticket = world.board.ticket(id) else { return askForTicket() }
    guard command.isPossible(ticket.status) else {
      return answer(.warning, words.notPossible(command, ticket.status))
    }
    var confirmation = Confirmation(.ticket(id, command))
    if confirmation.message != nil, let typed = unsentMessages[id] { confirmation.message = typed }
    layers.append(.confirmation(confirmation))
  }

  /// The operator confirmed: looks again at what the ticket is now.
  mutating func confirm(_ confirmation: Confirmation, _ world: World) -> [Effect] {
    layers.removeLast()
    guard case .ticket(let id, _) = confirmation.subject, let step = confirmation.step else {
      return quit(asking: false)
    }
    guard let refusal = refusal(of: confirmation, world) else {
      noteSent(step, of: id)
      keepMessage(of: confirmation)
      return [.take(step, of: id)]
    }
    unsentMessages[id] = confirmation.message
    answer(.warning, withoutMessage(of: id, refusal))
    return []
  }

  /// Why what is asked about is not possible any more; nil if it is.
  func refusal(of confirmation: Confirmation, _ world: World) -> String? {
    guard case .ticket(let id, _) = confirmation.subject, let step = confirmation.step else { return nil }
    guard let ticket = world.board.ticket(id) else {
      return TicketServiceError(.notFound, context: id.description).sentence(in: settings.language)
    }
    return ticket.status.accepts(step.status) ? nil : words.tooLate(id.description, ticket.status)
  }

  mutating func copy(_ command: ConsoleCommand, _ world: World) -> [Effect] {
    guard let id = subject else {
      askForTicket()
      return []
    }
    guard command == .copyRecord else { return copy(id.description, saying: words.copied(id.description)) }
    guard let ticket = world.board.ticket(id) else {
      answer(.warning, words.notOnBoard)
      return []
    }
    let records = world.records.history(of: ticket).map(\.raw).joined(separator: "\n")
    return copy(records, saying: words.copiedRecords(of: id.description))
  }

  private mutating func copy(_ text: String, saying sentence: String) -> [Effect] {
    guard let sequence = ClipboardSequence(text) else {
      answer(.error, words.tooLongToCopy)
      return []
    }
    answer(.info, sentence)
    return [.copy(sequence)]
  }

  mutating func noteServing(_ address: String?) {
    guard address != serving else { return }
    serving = address
    answer(.info, address.map(words.servingAt) ?? words.servingEnded)
  }

  mutating func toggleWorker() -> [Effect] {
    answer(.info, workerIsToStart ? words.workerAsked : words.workerAskedOff)
    return [workerIsToStart ? .startWorker : .stopWorker]
  }

  /// What the worker's key does now. A stop that was asked for is taken back: pressed twice, the key changes nothing.
  var workerIsToStart: Bool {
    switch worker {
    case .off, .stopping: true
    case .acquiring, .blocked, .choosing, .idle, .working, .retrying: false
    }
  }

  /// Goes to the column where a ticket is on the board now.
  mutating func showInColumn(_ id: Ticket.ID?, _ world: World) {
    guard let id else { return askForTicket() }
    guard let ticket = board.shown(world.board).ticket(id) else { return answer(.warning, words.notOnBoard) }
    goBack(to: 0)
    board.focus(on: ticket, world.board, layout)
  }
}

extension ConsoleCommand {
  /// The type of the form that it opens, if it opens one.
  var formType: RequestType? {
    switch self {
    case .newReconcile: .reconcile
    case .newReports: .reports
    case .newAcknowledge: .acknowledge
    default: nil
    }
  }
}

extension World {
  var problemCount: Int { LogFile.allCases.reduce(0) { $0 + board.problemCount($1) } }

  /// The problems at some ranks, the requests' first.
  func problems(at ranks: Range<Int>) -> [Problem] {
    let before = board.problemCount(.requests)
    let results = max(0, ranks.lowerBound - before)..<max(0, ranks.upperBound - before)
    return board.problems(.requests, at: ranks) + board.problems(.results, at: results)
  }
}
