import TicketCore

/// What one column shows: which ticket is selected, and which card is at the top.
///
/// The selection belongs to a ticket. When the ticket leaves the column, it stays selected, and the column remembers
/// the place between its former neighbours.
struct ColumnState: Hashable {
  private(set) var selected: Ticket.ID?
  /// Where the selected ticket stands in the column, or stood.
  private(set) var index = 0
  /// The first visible card.
  private(set) var top = 0

  /// Follows what happened to the column. `keeping` a ticket that is not on the board, because the board is not whole.
  mutating func settle(in board: TicketsBoard, _ order: ColumnOrder, visible: Int, keeping: Bool) {
    if let selected {
      if let ordinal = board.ordinal(of: selected) {
        let now = order.index(of: ordinal)
        // Someone who scrolled down keeps the picture; at the top, new tickets come in at the top.
        if top > 0 { top += now - index }
        index = now
      } else if !keeping {
        self.selected = nil
      }
    }
    scroll(order, visible: visible)
  }

  /// Selects the card at `target`, or the nearest one.
  mutating func select(at target: Int, in board: TicketsBoard, _ order: ColumnOrder, visible: Int) {
    index = max(0, min(target, order.count - 1))
    selected = order.ordinal(at: index).map { board.id(at: $0) }
    scroll(order, visible: visible)
  }

  /// Selects a ticket; `settle` finds out where it stands.
  mutating func select(_ id: Ticket.ID) { selected = id }

  /// Nothing is selected any more; the place is remembered.
  mutating func deselect() { selected = nil }

  /// Selects `distance` cards further. Next to a gap that the selected ticket left, the first step goes to a neighbour.
  mutating func move(by distance: Int, in board: TicketsBoard, _ order: ColumnOrder, visible: Int) {
    let isHere = selected.flatMap(board.ordinal(of:)).map(order.contains) ?? false
    let step = isHere || distance < 0 ? distance : distance - 1
    select(at: index + (selected == nil ? 0 : step), in: board, order, visible: visible)
  }

  private mutating func scroll(_ order: ColumnOrder, visible: Int) {
    if selected != nil {
      top = min(top, index)
      if visible > 0 { top = max(top, min(index, order.count - 1) - visible + 1) }
    }
    top = max(0, min(top, order.count - visible))
  }
}
