/// Finds a ticket's ordinal by its id: open addressing with linear probing, 4 bytes a slot, at most three quarters full.
struct TicketIndex: Sendable {
  private static let empty = UInt32.max

  private var slots: [UInt32] = Array(repeating: empty, count: 64)
  private var count = 0
  // Ids come from foreign programs: without a secret seed they could be chosen to collide.
  private let seed = UInt64.random(in: .min ... .max)

  /// The ordinal of `id`; `isMatch` compares it with the id of a candidate.
  func find(_ id: Ticket.ID, isMatch: (Int) -> Bool) -> Int? {
    var slot = home(of: id)
    while slots[slot] != Self.empty {
      if isMatch(Int(slots[slot])) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds an id that is not there yet; `idOf` gives the id of an ordinal when the table grows.
  mutating func insert(_ id: Ticket.ID, ordinal: Int, idOf: (Int) -> Ticket.ID) {
    if (count + 1) * 4 > slots.count * 3 { grow(idOf) }
    place(ordinal, home: home(of: id))
    count += 1
  }

  private mutating func grow(_ idOf: (Int) -> Ticket.ID) {
    let old = slots
    slots = Array(repeating: Self.empty, count: old.count * 2)
    for ordinal in old where ordinal != Self.empty { place(Int(ordinal), home: home(of: idOf(Int(ordinal)))) }
  }

  private mutating func place(_ ordinal: Int, home: Int) {
    var slot = home
    while slots[slot] != Self.empty { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(ordinal)
  }

  private func home(of id: Ticket.ID) -> Int {
    let mixed: UInt64
    switch id {
    case .uuid(let high, let low):
      let product = (high ^ seed).multipliedFullWidth(by: low ^ seed ^ 0x9e37_79b9_7f4a_7c15)
      mixed = product.high ^ product.low
    case .text:
      mixed = UInt64(bitPattern: Int64(id.hashValue))
    }
    return Int(truncatingIfNeeded: mixed) & (slots.count - 1)
  }
}
