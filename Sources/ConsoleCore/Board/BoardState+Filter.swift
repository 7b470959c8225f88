import TicketCore

extension BoardState {
  /// Narrows the board, or no longer, with nil. The selection stays with its ticket; where the filter takes that out of
  /// sight, the one nearest to its place stands in for it until it is back.
  mutating func narrow(
    to filter: TicketFilter?, _ live: TicketsBoard, _ layout: BoardLayout, isWhole: Bool, now: Timestamp
  ) {
    let original = hidden ?? selected
    let board = shown(live)
    if let filter, self.filter != nil {
      self.filter?.change(to: filter, of: board, now: now)
    } else {
      self.filter = filter.map { BoardFilter($0, of: board, now: now) }
    }
    hidden = nil
    settle(live, layout: layout, isWhole: isWhole, now: now)
    guard !follows, let original, let ordinal = board.ordinal(of: original) else { return }
    if self.filter == nil || order(focus, live).contains(ordinal) {
      columns[focus, default: ColumnState()].select(original)
      update(focus, live, layout) { $0.settle(in: $1, $2, visible: $3, keeping: true) }
    } else {
      hidden = original
      columns[focus, default: ColumnState()].deselect()
      selectNearHidden(live, layout)
    }
  }

  /// The operator is done with the filter: what is selected now was meant.
  mutating func keepSelection() {
    if selected != nil { hidden = nil }
  }

  mutating func selectNearHidden(_ live: TicketsBoard, _ layout: BoardLayout) {
    let order = order(focus, live)
    guard order.count > 0, let ordinal = hidden.flatMap(shown(live).ordinal) else { return }
    select(at: order.index(of: ordinal), live, layout)
  }

  // MARK: The search

  /// The search that has to be begun now, if any; it begins with what may come to stand on the screen.
  mutating func nextSearch(number: Int, _ live: TicketsBoard, _ layout: BoardLayout) -> RecordSearch? {
    let board = shown(live)
    guard let search = filter?.nextSearch(of: board) else { return nil }
    let visible = TicketStatus.allCases.flatMap { status in
      let order = ColumnOrder(status, board.tickets(status).intersection(search.candidates))
      return (0..<layout.cards(in: status)).compactMap(order.ordinal)
    }
    let selected = (hidden ?? selected).flatMap(board.ordinal)
    let whole = search.beginning(with: (selected.map { [$0] } ?? []) + visible)
    filter?.begin(whole, number: number)
    return whole
  }

  mutating func note(_ hits: [RecordHit], share: Double, number: Int, _ live: TicketsBoard) {
    let board = shown(live)
    filter?.note(hits, share: share, number: number, on: board)
  }

  mutating func noteSearchEnd(number: Int, isWhole: Bool) {
    filter?.noteEnd(number: number, isWhole: isWhole)
  }
}
