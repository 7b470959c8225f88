/// Tells of a ticket whether it is what a term asks for, by what the board keeps in memory.
protocol EntryTest: Sendable {
  /// May remember what it found out of texts that many tickets share.
  mutating func matches(_ entry: TicketEntry, on board: borrowing TicketsBoard) -> Bool
}
