import TicketCore

/// Messages that are typed for the step that ends a ticket: what was typed is there until it is written.
extension ConsoleState {
  var holdsMessage: Bool {
    !unsentMessages.isEmpty
      || layers.contains { if case .confirmation(let open) = $0 { open.message?.isEmpty == false } else { false } }
  }

  mutating func keepMessage(of confirmation: Confirmation) {
    guard case .ticket(let id, _) = confirmation.subject, let message = confirmation.message else { return }
    unsentMessages[id] = message.isEmpty ? nil : message
  }

  /// A sentence that says why a ticket's message will never be sent, and the message: it can be looked up there.
  mutating func withoutMessage(of id: Ticket.ID, _ sentence: String) -> String {
    guard let message = unsentMessages.removeValue(forKey: id), !message.isEmpty else { return sentence }
    return "\(sentence) \(words.notSent(message.text))"
  }

  /// Tickets that others ended meanwhile take no message any more.
  mutating func settleMessages(_ world: World) {
    guard !unsentMessages.isEmpty, feed.isSettled else { return }
    for id in unsentMessages.keys where !isBeingTold(id) && !isAsking(about: id) {
      guard let ticket = world.board.ticket(id), !ticket.status.accepts(.done) else { continue }
      answer(.warning, withoutMessage(of: id, words.tooLate(id.description, ticket.status)))
    }
  }

  /// A step of that ticket was sent, and its answer has not come.
  func isBeingTold(_ id: Ticket.ID) -> Bool { (underWay + lost).contains { $0.stepped == id } }

  private func isAsking(about id: Ticket.ID) -> Bool {
    layers.contains { layer in
      guard case .confirmation(let open) = layer, case .ticket(id, _) = open.subject else { return false }
      return true
    }
  }
}
