import TicketCore

/// What the operator made of the board: focus, selections, follow and pause.
struct BoardState {
  private(set) var focus = TicketStatus.open
  private(set) var follows = false
  /// The board as it stood when it was paused.
  private(set) var paused: TicketsBoard?
  private var columns: [TicketStatus: ColumnState] = [:]
  /// To be selected as soon as it is on the board, unless the operator goes elsewhere before.
  private var awaited: Ticket.ID?
  /// The selection was made for the operator on a board that is not whole yet: its ticket's next step may just not
  /// have been read.
  private(set) var isProvisional = false

  subscript(status: TicketStatus) -> ColumnState { columns[status] ?? ColumnState() }

  var selected: Ticket.ID? { self[focus].selected }

  /// The board that is on the screen.
  func shown(_ live: TicketsBoard) -> TicketsBoard { paused ?? live }

  /// How much changed since the pause; nil if not paused.
  func missed(_ live: TicketsBoard) -> Int? { paused.map { max(0, live.revision - $0.revision) } }

  mutating func togglePause(_ live: TicketsBoard) { paused = paused == nil ? live : nil }

  mutating func resume() { paused = nil }

  mutating func toggleFollow() {
    follows.toggle()
    awaited = nil
  }

  mutating func await(_ ticket: Ticket.ID) { awaited = ticket }

  /// Follows what happened to the board. One that is not `whole` may lack tickets for a while: they stay selected.
  mutating func settle(_ live: TicketsBoard, layout: BoardLayout, isWhole: Bool) {
    let board = shown(live)
    if let ticket = awaited.flatMap(board.ticket) { focus(on: ticket, live, layout) }
    for status in TicketStatus.allCases {
      let order = ColumnOrder(status, in: board)
      let visible = layout.cards(in: status)
      columns[status, default: ColumnState()].settle(in: board, order, visible: visible, keeping: !isWhole)
    }
    let order = ColumnOrder(focus, in: board)
    let isHere = selected.flatMap(board.ordinal).map(order.contains) ?? false
    if follows {
      select(at: order.newest, live, layout)
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
    isProvisional = false
    let board = shown(live)
    let order = ColumnOrder(focus, in: board)
    if selected.flatMap(board.ordinal) != order.ordinal(at: order.newest) { follows = false }
  }

  /// Goes to a column; its own selection is taken up, or, where that is not in it, the card nearest to where it was.
  mutating func focus(on status: TicketStatus, _ live: TicketsBoard, _ layout: BoardLayout) {
    awaited = nil
    isProvisional = false
    let isNew = status != focus
    focus = status
    let board = shown(live)
    let order = ColumnOrder(status, in: board)
    let isHere = selected.flatMap(board.ordinal(of:)).map(order.contains) ?? false
    if follows, isNew {
      select(at: order.newest, live, layout)
    } else if !isHere {
      select(at: self[status].index, live, layout)
    }
  }

  /// Goes to a ticket of the board that is on the screen, in the column where it is there.
  mutating func focus(on ticket: Ticket, _ live: TicketsBoard, _ layout: BoardLayout) {
    follows = false
    awaited = nil
    isProvisional = false
    focus = ticket.status
    columns[focus, default: ColumnState()].select(ticket.id)
    update(focus, live, layout) { $0.settle(in: $1, $2, visible: $3, keeping: true) }
  }

  private mutating func select(at index: Int, _ live: TicketsBoard, _ layout: BoardLayout) {
    update(focus, live, layout) { $0.select(at: index, in: $1, $2, visible: $3) }
  }

  private mutating func update(
    _ status: TicketStatus, _ live: TicketsBoard, _ layout: BoardLayout,
    _ change: (inout ColumnState, TicketsBoard, ColumnOrder, Int) -> Void
  ) {
    let board = shown(live)
    let order = ColumnOrder(status, in: board)
    change(&columns[status, default: ColumnState()], board, order, layout.cards(in: status))
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
