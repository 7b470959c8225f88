import TicketCore

extension ConsoleState {
  /// Takes one event in and says what is to be done outside. Pure: the same state, event and world give the same.
  ///
  /// `moment` is when it happened, counted from any start by a clock that never steps.
  public mutating func update(_ event: ConsoleEvent, _ world: World, at moment: Duration) -> [Effect] {
    self.moment = moment
    followItems(world)
    var effects = take(event, world)
    narrowAsTyped(world)
    effects += searchEffects(world)
    messageRows = neededMessageRows(world)
    return effects
  }

  private mutating func take(_ event: ConsoleEvent, _ world: World) -> [Effect] {
    switch event {
    case .key(let key):
      return press(key, world)
    case .keys(let keys):
      return keys.flatMap { press($0, world) }
    case .resize(let size):
      self.size = size
    case .tick(let time):
      now = time
      if board.filter != nil { settle(world) }
      countStuck(world.board)
      return []
    case .boardChanged(let feed, let lock):
      note(feed)
      self.feed = feed
      self.lock = lock
      countStuck(world.board)
    case .serving(let address):
      noteServing(address)
    case .leaving:
      _ = quit(asking: false)
    case .reloaded(let reason):
      // What stood still points into a file that is not there any more.
      board.resume()
      say(.warning, reason)
    case .worker(let phase, let event):
      worker = phase
      if let event { hear(event) }
    case .submitted(let type, let result):
      submitted(type, result)
    case .stepped(let id, let result):
      stepped(id, result)
    case .found(let hits, let share, let number):
      board.note(hits, share: share, number: number, world.board)
    case .searchEnded(let number, let isWhole):
      board.noteSearchEnd(number: number, isWhole: isWhole)
      if number == searches { isSearching = false }
    case .message(let kind, let text):
      say(kind, text)
    }
    findLost(world)
    settleMessages(world)
    settle(world)
    return []
  }

  /// Adds to the messages; what is only of interest later is not put on the message line, unless it ends what stands
  /// there.
  mutating func say(
    _ kind: Message.Kind, _ text: String, about topic: Message.Topic? = nil, settling settled: Message.Topic? = nil
  ) {
    messages.add(Message(at: now, kind: kind, text: text, topic: topic), show: kind != .info, settling: settled)
  }

  /// Answers a key: shown, but nothing to be read up later would be lost with it.
  mutating func answer(
    _ kind: Message.Kind, _ text: String, about topic: Message.Topic? = nil, settling settled: Message.Topic? = nil
  ) {
    messages.add(Message(at: now, kind: kind, text: text, topic: topic), settling: settled)
  }

  mutating func settle(_ world: World) {
    board.settle(world.board, layout: layout, isWhole: feed.isSettled, now: now)
  }

  private mutating func countStuck(_ live: TicketsBoard) {
    // Of tickets whose next step is not read yet, there would be too many.
    guard !feed.isLoading else { return }
    stuckTickets.follow(live, lock: workersLock, now: now)
  }

  private mutating func note(_ next: FeedStatus) {
    switch (feed, next) {
    case (.stale(let before), .stale(let reason)) where before == reason: break
    case (_, .stale(let reason)): say(.error, words.staleLog(reason), about: .log)
    case (.stale, _) where next.isSettled: say(.success, words.liveAgain, settling: .log)
    case (_, _): break
    }
  }

  private mutating func submitted(_ type: RequestType, _ result: Result<SubmitReceipt, TicketServiceError>) {
    let sentence =
      switch result {
      case .success(let receipt): words.submitted(receipt.requestID.description)
      case .failure(let error): error.sentence(in: settings.language)
      }
    noteAnswer(result.failure, sentence) { $0.formType == type }
    let dropped = form(type)?.droppedKeys ?? 0
    switch result {
    case .success(let receipt):
      noteSuccess()
      answer(.success, words.meanwhile(sentence, dropped: dropped), settling: .writing)
      // Whoever sent it again has looked; its ticket is not the first time's.
      lost.removeAll { $0.formType == type }
      drop(type, for: receipt.requestID, saying: sentence)
    case .failure(let error):
      noteFailure(error)
      answer(.error, words.meanwhile(sentence, dropped: dropped), about: .writing)
      expectStrayKeys(at: type, sentence)
      changeForm(type) { $0.phase = error.isUnknownWrite ? .unknown(sentence) : .failed(sentence) }
    }
  }

  private mutating func stepped(_ id: Ticket.ID, _ result: Result<StepReceipt, TicketServiceError>) {
    let sentence =
      switch result {
      case .success(let receipt): words.stepped(id.description, receipt.newStatus)
      case .failure(let error): error.sentence(in: settings.language)
      }
    noteAnswer(result.failure, sentence) { $0.stepped == id }
    switch result {
    case .success:
      noteSuccess()
      unsentMessages[id] = nil
      answer(.success, sentence, settling: .writing)
    case .failure(let error):
      noteFailure(error)
      answer(.error, error.isFinal ? withoutMessage(of: id, sentence) : sentence, about: .writing)
    }
  }

  /// A form may be on the screen, under something else, or left as a draft.
  private mutating func changeForm(_ type: RequestType, _ change: (inout TicketForm) -> Void) {
    for index in layers.indices {
      guard case .form(var form) = layers[index], form.type == type else { continue }
      change(&form)
      layers[index] = .form(form)
      return
    }
    if var draft = drafts[type] {
      change(&draft)
      drafts[type] = draft
    }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

extension Layer {
  var form: TicketForm? {
    guard case .form(let form) = self else { return nil }
    return form
  }
}
