@testable import TicketCore

/// A filter that is typed letter by letter while the board changes: it lets through what its words ask for, whatever was
/// known before.
enum FilterEntry {
  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let text = choices.text(upTo: 0)
    var world = FilterBoard(choices: choices)
    for _ in 0..<6 { world.step() }
    var tickets = FilteredTickets(filter("", world), of: world.board, now: world.now)
    let letters = Array(text)
    for length in stride(from: 0, through: letters.count, by: max(1, letters.count / 4)) {
      tickets.change(to: filter(String(letters.prefix(length)), world), of: world.board, now: world.now)
      world.step()
      tickets.follow(world.board, now: world.now)
    }
    try check(&tickets, text, &world)
    // From the end to the beginning, as somebody types it who changes his mind.
    tickets.change(to: filter(String(letters.suffix(letters.count / 2)), world), of: world.board, now: world.now)
    try check(&tickets, text, &world)
    try checkWords(text)
  }

  private static func filter(_ text: String, _ world: FilterBoard) -> TicketFilter {
    TicketFilter(text, now: world.now, offset: .korea)
  }

  private static func check(
    _ typed: inout FilteredTickets, _ text: String, _ world: inout FilterBoard
  ) throws(Finding) {
    typed.change(to: filter(text, world), of: world.board, now: world.now)
    var fresh = FilteredTickets(filter(text, world), of: world.board, now: world.now)
    try world.search(&typed)
    try world.search(&fresh)
    let wanted = world.through(fresh.filter)
    for status in TicketStatus.allCases {
      for (way, tickets) in [("typed", typed), ("at once", fresh)] {
        let set = tickets.tickets(status)
        try Finding.unlessSame(
          set.members(at: 0..<set.count), wanted.filter { world.board.status(at: $0) == status },
          "\(text), \(way), \(status.rawValue)")
      }
    }
  }

  /// What is said about a filter and what is offered can be said of any text.
  private static func checkWords(_ text: String) throws(Finding) {
    let filter = TicketFilter(text, now: Timestamp(microseconds: 0), offset: .korea)
    for problem in filter.problems {
      for language in Language.allCases {
        try Finding.unless(!problem.sentence(in: language).isEmpty, "nothing is said of \(problem)")
      }
    }
    for word in text.split(separator: " ") {
      guard let longer = FilterCompletion.complete(String(word)) else { continue }
      try Finding.unless(!longer.isEmpty, "\(word) was completed to nothing")
    }
  }
}
