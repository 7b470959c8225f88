import ConsoleCore
import TicketCore

extension ScreenWorld {
  var selected: Ticket.ID? { console.selected }

  /// Whether that stands somewhere on the screen, in one row.
  func shows(_ text: String) -> Bool { frame.text.contains(text) }

  var head: String { frame.rowText(0) }
  var messageLine: String { frame.rowText(frame.size.rows - 2) }
  var footer: String { frame.rowText(frame.size.rows - 1) }

  /// What stands in a column of the wide board, row by row, without its border.
  func column(_ status: TicketStatus) -> [String] {
    let frame = frame
    let place = TicketStatus.allCases.firstIndex(of: status) ?? 0
    let columns = frame.size.columns / TicketStatus.allCases.count
    let rows = (2..<frame.size.rows).prefix { !frame.rowText($0).hasPrefix("└") }
    return rows.map { row in
      frame.row(row).dropFirst(place * columns + 1).prefix(columns - 2).map(\.text).joined()
    }
  }
}
