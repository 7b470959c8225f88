import TicketCore

/// What the operator made of the board: focus, selections, follow and pause.
struct BoardState {
  private(set) var focus = TicketStatus.open
  private(set) var follows = false
  /// The board as it stood when it was paused.
  private(set) var paused: TicketsBoard?
  var columns: [TicketStatus: ColumnState] = [:]
  /// To be selected as soon as it is on the board, unless the operator goes elsewhere before.
  private var awaited: Ticket.ID?
  /// The selection was made for the operator on a board that is not whole yet: its ticket's next step may just not
  /// have been read.
  private(set) var isProvisional = false
  /// What narrows the board; nil while nothing does.
  var filter: BoardFilter?
  /// The ticket that was selected when the filter took it out of sight: it is selected again when it is back, unless
  /// the operator goes elsewhere before.
  var hidden: Ticket.ID?

  subscript(status: TicketStatus) -> ColumnState { columns[status] ?? ColumnState() }

  var selected: Ticket.ID? { self[focus].selected }

  /// The board that is on the screen.
  func shown(_ live: TicketsBoard) -> TicketsBoard { paused ?? live }

  /// How much changed since the pause; nil if not paused.
  func missed(_ live: TicketsBoard) -> Int? { paused.map { max(0, live.revision - $0.revision) } }

  /// The tickets of a column that are on the screen, in its order.
  func order(_ status: TicketStatus, _ live: TicketsBoard) -> ColumnOrder {
    ColumnOrder(status, tickets(status, live))
  }

  /// The tickets of a column that the filter lets through.
  func tickets(_ status: TicketStatus, _ live: TicketsBoard) -> TicketSet {
    filter?.tickets.tickets(status) ?? shown(live).tickets(status)
  }

  /// Whether the selection stands in its column, and not only where it stood.
  func isSelectionInSight(_ live: TicketsBoard) -> Bool {
    selected.flatMap(shown(live).ordinal).map(order(focus, live).contains) ?? false
  }

  mutating func togglePause(_ live: TicketsBoard) { paused = paused == nil ? live : nil }

  mutating func resume() { paused = nil }

  mutating func toggleFollow() {
    follows.toggle()
    awaited = nil
  }

  mutating func await(_ ticket: Ticket.ID) { awaited = ticket }

  /// Follows what happened to the board. One that is not `whole` may lack tickets for a while: they stay selected.
  mutating func settle(_ live: TicketsBoard, layout: BoardLayout, isWhole: Bool, now: Timestamp) {
    let board = shown(live)
    filter?.follow(board, now: now)
    if let ticket = awaited.flatMap(board.ticket) { focus(on: ticket, live, layout) }
    for status in TicketStatus.allCases {
      let visible = layout.cards(in: status)
      columns[status, default: ColumnState()].settle(
        in: board, order(status, live), visible: visible, keeping: !isWhole)
    }
    let order = order(focus, live)
    let isHere = isSelectionInSight(live)
    if follows {
      select(at: order.newest, live, layout)
    } else if selected == nil, hidden != nil {
      selectNearHidden(live, layout)
    } else if selected == nil || isProvisional && !isHere, order.count > 0 {
      select(at: self[focus].index, live, layout)
      isProvisional = true
    }
    if isWhole { isProvisional = false }
  }

  mutating func move(by distance: Int, _ live: TicketsBoard, _ layout: BoardLayout) {
    update(focus, live, layout) { $0.move(by: distance, in: $1, $2, visible: $3) }
    operatorMoved(live)
  }

  mutating func move(toLast: Bool, _ live: TicketsBoard, _ layout: BoardLayout) {
    select(at: toLast ? .max : 0, live, layout)
    operatorMoved(live)
  }

  /// Whoever moves away from the newest ticket does not want to be taken back there.
  private mutating func operatorMoved(_ live: TicketsBoard) {
    awaited = nil
    hidden = nil
    isProvisional = false
    let board = shown(live)
    let order = order(focus, live)
    if selected.flatMap(board.ordinal) != order.ordinal(at: order.newest) { follows = false }
  }

  /// Goes to a column; its own selection is taken up, or, where that is not in it, the card nearest to where it was.
  mutating func focus(on status: TicketStatus, _ live: TicketsBoard, _ layout: BoardLayout) {
    awaited = nil
    hidden = nil
    isProvisional = false
    let isNew = status != focus
    focus = status
    if follows, isNew {
      select(at: order(status, live).newest, live, layout)
    } else if !isSelectionInSight(live) {
      select(at: self[status].index, live, layout)
    }
  }

  /// Goes to a ticket of the board that is on the screen, in the column where it is there.
  mutating func focus(on ticket: Ticket, _ live: TicketsBoard, _ layout: BoardLayout) {
    follows = false
    awaited = nil
    hidden = nil
    isProvisional = false
    focus = ticket.status
    columns[focus, default: ColumnState()].select(ticket.id)
    update(focus, live, layout) { $0.settle(in: $1, $2, visible: $3, keeping: true) }
  }

  mutating func select(at index: Int, _ live: TicketsBoard, _ layout: BoardLayout) {
    update(focus, live, layout) { $0.select(at: index, in: $1, $2, visible: $3) }
  }

  mutating func update(
    _ status: TicketStatus, _ live: TicketsBoard, _ layout: BoardLayout,
    _ change: (inout ColumnState, TicketsBoard, ColumnOrder, Int) -> Void
  ) {
    let visible = layout.cards(in: status)
    change(&columns[status, default: ColumnState()], shown(live), order(status, live), visible)
  }
}

extension TicketStatus {
  /// The column to the right or left; the board does not wrap around.
  func neighbour(_ distance: Int) -> TicketStatus {
    let all = Self.allCases
    let here = all.firstIndex(of: self) ?? 0
    return all[max(0, min(here + distance, all.count - 1))]
  }
}
