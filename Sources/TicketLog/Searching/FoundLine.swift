import TicketCore

/// A line that holds words that are looked for.
struct FoundLine {
  /// Where it begins.
  let offset: Int
  let id: Ticket.ID
  let words: WordMask
}
