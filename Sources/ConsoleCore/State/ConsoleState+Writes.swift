import TicketCore

/// Whether the logs can be written, as far as the last attempt tells (spec: tickets.md, "What a writer does").
extension ConsoleState {
  /// An append failed, or nobody knows: that is said until one succeeds.
  mutating func noteFailure(_ error: TicketServiceError) {
    if error.isFailedWrite || error.isUnknownWrite { writeFailure = error }
  }

  mutating func noteSuccess() { writeFailure = nil }

  // MARK: What was sent

  /// To be called before the effect that sends it.
  mutating func noteSent(_ submission: TicketSubmission, _ world: World) {
    // While the board is read, old tickets come behind the new ones' place.
    underWay.append(.ticket(submission, from: feed.isLoading ? .max : world.board.count))
  }

  /// The same of a step.
  mutating func noteSent(_ step: TicketStep, of id: Ticket.ID) { underWay.append(.step(step.status, of: id)) }

  /// The answer to something that was sent has come, or will never come: then only the board can tell.
  mutating func noteAnswer(_ failure: TicketServiceError?, _ sentence: String, to isMeant: (SentWrite) -> Bool) {
    guard let index = underWay.firstIndex(where: isMeant) else { return }
    let write = underWay.remove(at: index)
    if isQuitting { toldAtLast.append(lastWord(on: write, failure, sentence)) }
    if failure?.code == .answerLost { lost.append(write) }
  }

  /// What the board shows was done, though its answer was lost.
  mutating func findLost(_ world: World) {
    guard !lost.isEmpty else { return }
    var missing: [SentWrite] = []
    for var write in lost {
      if let ticket = write.outcome(in: world) { found(ticket, by: write) } else { missing.append(write) }
    }
    if missing.isEmpty, writeFailure?.code == .answerLost { noteSuccess() }
    lost = missing
  }

  /// A form that says something else by now, or is being sent again, is another ticket's.
  private mutating func found(_ ticket: Ticket, by write: SentWrite) {
    let sentence = words.foundOnBoard(ticket.id.description, ticket.status)
    answer(.success, sentence, settling: .writing)
    if let id = write.stepped { unsentMessages[id] = nil }
    guard case .ticket(let submission, _) = write, let form = form(submission.payload.type), form.phase != .sending,
      (try? form.submission.get()) == submission
    else { return }
    drop(form.type, for: ticket.id, saying: sentence)
  }

  /// A form's ticket is filed: it is selected, unless the operator has left its form for something else meanwhile.
  /// `sentence` is what was said of it last.
  mutating func drop(_ type: RequestType, for ticket: Ticket.ID, saying sentence: String) {
    expectStrayKeys(at: type, sentence)
    drafts[type] = nil
    // What lies over the form has the keys, and keeps them.
    guard let index = layers.firstIndex(where: { $0.form?.type == type }) else { return }
    layers.removeSubrange(...index)
    board.await(ticket)
  }

  /// A form that has the keys changes or goes by itself, as the last message says: whoever is typing has not seen that yet.
  /// What happens at once, happens by the key that has sent it.
  mutating func expectStrayKeys(at type: RequestType, _ sentence: String) {
    let isExpected = sentAt.map { moment - $0 < StrayKeys.pause } ?? false
    guard let form = layers.last?.form, form.type == type, !isExpected else { return }
    strayKeys = StrayKeys(since: moment, count: form.droppedKeys, message: messages.newest, sentence: sentence)
  }

  /// The form of a type, on the screen, under something else, or left as a draft.
  func form(_ type: RequestType) -> TicketForm? {
    layers.lazy.compactMap(\.form).first { $0.type == type } ?? drafts[type]
  }
}

// MARK: The end

extension ConsoleState {
  /// Whether something was sent whose answer was not taken in yet.
  public var awaitsAnswers: Bool { !underWay.isEmpty }

  /// What became of what was under way when the end began, for who sees no screen any more.
  public var lastWords: [LastWord] {
    toldAtLast + underWay.map { LastWord(sentence: words.lastUnknown($0.name), isDone: false) }
  }

  private func lastWord(on write: SentWrite, _ failure: TicketServiceError?, _ sentence: String) -> LastWord {
    guard let failure else { return LastWord(sentence: sentence, isDone: true) }
    let said = failure.isUnknownWrite ? words.lastUnknown(write.name) : words.lastFailure(write.name, sentence)
    return LastWord(sentence: said, isDone: false)
  }
}

extension TicketServiceError {
  /// Whether the ticket is one that will never take that step.
  var isFinal: Bool {
    switch code {
    case .conflict, .notFound: true
    case .unwritable, .diskFull, .busy, .unreachable, .unauthorized, .untrusted, .lockLost, .unreadable, .changing,
      .tooLarge, .refused, .durabilityUnknown, .answerLost:
      false
    }
  }

  /// Whether it is the folder, the disk or the guard that kept a record from being written, and not the record itself.
  fileprivate var isFailedWrite: Bool {
    switch code {
    case .unwritable, .diskFull, .busy, .unreachable, .unauthorized, .untrusted: true
    case .notFound, .conflict, .lockLost, .unreadable, .changing, .tooLarge, .refused, .durabilityUnknown, .answerLost:
      false
    }
  }

  /// Whether the record may have been written all the same.
  var isUnknownWrite: Bool {
    switch code {
    case .durabilityUnknown, .answerLost: true
    case .unwritable, .diskFull, .busy, .unreachable, .unauthorized, .untrusted, .notFound, .conflict, .lockLost,
      .unreadable, .changing, .tooLarge, .refused:
      false
    }
  }
}
