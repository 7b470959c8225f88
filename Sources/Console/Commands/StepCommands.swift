import TicketCore

extension CommandContext {
  /// `tickets consume`.
  func consume(_ id: Ticket.ID, by processor: String, at service: some TicketService) -> ExitCode {
    give(answer { () throws(TicketServiceError) in try service.consume(id, by: processor) })
  }

  /// `tickets complete`.
  func complete(_ command: CompleteCommand, at service: some TicketService) -> ExitCode {
    give(
      answer { () throws(TicketServiceError) in
        try service.complete(
          command.id, command.outcome, message: command.message, by: command.processor, artifacts: command.artifacts)
      })
  }

  private func answer(_ step: () throws(TicketServiceError) -> StepReceipt) -> Answer {
    do {
      return Answer(try step())
    } catch {
      return Answer(error, in: language)
    }
  }
}
