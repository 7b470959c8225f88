import TicketCore

struct APIChanges {
  let service: HTTPTicketService
  func changes(since cursor: BoardCursor) throws(TicketServiceError) -> BoardChanges {
    throw TicketServiceError(.refused, context: "")
  }
}
