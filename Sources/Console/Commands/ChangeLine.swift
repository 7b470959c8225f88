import ConsoleCore
import TicketCore

/// One change of a ticket as one line for people.
struct ChangeLine {
  let text: TerminalText

  /// `record` is the one that did it, where it can be read.
  init(_ change: TicketChange, _ ticket: Ticket, _ record: StoredRecord?, _ offset: UTCOffset) {
    let time = record?.timeText.flatMap { Timestamp($0) }.map {
      CivilTime(microseconds: $0.microseconds, offset: offset)
    }
    let said =
      switch change.file {
      case .requests: record?.payloadText("reason") ?? record?.payloadText("message_id")
      case .results: record?.text("message")
      }
    let words = [
      time.map { "\($0.date) \($0.time)" } ?? "-",
      change.status.rawValue + String(repeating: " ", count: Self.widestStatus - change.status.rawValue.count),
      ticket.id.description, ticket.type.shortText, ticket.mode,
      change.file == .results ? record?.text("processor_id") : nil, said,
    ]
    text = TerminalText(words.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "  "))
  }

  private static let widestStatus = TicketStatus.allCases.map(\.rawValue.count).max() ?? 0
}

extension Ticket.TypeName {
  /// The contract's types without the word that all share; foreign ones as they are.
  var shortText: String {
    switch self {
    case .known(let type): type.shortName
    case .foreign(let text): text
    }
  }
}
