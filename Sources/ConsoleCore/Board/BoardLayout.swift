import TicketCore

/// Where the parts of the board stand on a screen of some size.
struct BoardLayout: Hashable {
  static let least = Size(columns: 40, rows: 10)
  private static let wideColumns = 100

  let size: Size
  /// A message that is too long for a row takes a second one, of the panel: the columns stand still.
  let messageRows: Int
  /// The filter's line, and below it, while it is typed, what there is to say of it; none without a filter. They take
  /// from the panel, too; where there is none, the columns are shorter by one.
  let filterRows: Int

  init(size: Size, messageRows: Int = 1, filterRows: Int = 0) {
    self.size = size
    self.messageRows = Self.panelRows(size) > 0 ? messageRows : 1
    // Of the panel two borders and a line are left.
    self.filterRows = min(filterRows, max(1, Self.panelRows(size) - 2 - self.messageRows))
  }

  /// The most rows that a message may take.
  static func mostMessageRows(_ size: Size) -> Int { panelRows(size) > 0 ? 2 : 1 }

  private static func panelRows(_ size: Size) -> Int { size.rows >= 22 ? 6 : size.rows >= 16 ? 5 : 0 }

  /// Too small to show anything but that it is.
  var isTooSmall: Bool { size.columns < Self.least.columns || size.rows < Self.least.rows }
  /// One column at a time, with tabs.
  var isNarrow: Bool { size.columns < Self.wideColumns }

  var head: Rect { Rect(size).line(0) }
  var tabs: Rect { isNarrow ? Rect(size).line(1) : Rect(column: 0, row: 1, columns: size.columns, rows: 0) }
  var message: Rect {
    Rect(column: 0, row: size.rows - 1 - messageRows, columns: size.columns, rows: messageRows)
  }
  /// Where the filter stands, when there is one.
  var filter: Rect {
    Rect(column: 0, row: message.row - filterRows, columns: size.columns, rows: filterRows)
  }
  var footer: Rect { Rect(size).line(size.rows - 1) }

  /// What is said of the selected ticket, with its border.
  var panel: Rect {
    let row = size.rows - 2 - Self.panelRows(size)
    return Rect(column: 0, row: row, columns: size.columns, rows: filter.row - row)
  }

  /// The columns together, with their borders.
  private var columnsArea: Rect {
    Rect(column: 0, row: tabs.endRow, columns: size.columns, rows: min(panel.row, filter.row) - tabs.endRow)
  }

  /// A column with its border; nil if it is not on the screen.
  func column(_ status: TicketStatus, focus: TicketStatus) -> Rect? {
    guard !isNarrow else { return status == focus ? columnsArea : nil }
    let all = TicketStatus.allCases
    let place = all.firstIndex(of: status) ?? 0
    let left = size.columns * place / all.count
    let right = size.columns * (place + 1) / all.count
    return Rect(column: left, row: columnsArea.row, columns: right - left, rows: columnsArea.rows)
  }

  /// Rows a card takes: one where a line has room for all of it.
  func cardRows(_ status: TicketStatus) -> Int {
    guard !isNarrow else { return 1 }
    switch status {
    case .open, .done, .failed: return 2
    case .inProgress: return 3
    }
  }

  /// How many whole cards a column shows.
  func cards(in status: TicketStatus) -> Int { max(0, columnsArea.rows - 2) / cardRows(status) }
}
