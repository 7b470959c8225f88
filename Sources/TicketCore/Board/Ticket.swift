/// One ticket as the board knows it: compact facts, and where its records stand.
public struct Ticket: Hashable, Sendable, Identifiable {
  /// A `request_type` as it stands in the file: one of the contract's, or a foreign one, which is kept and shown.
  public enum TypeName: Hashable, Sendable {
    case known(RequestType)
    case foreign(String)

    /// The contract's type of that name, or a foreign one.
    public init(_ text: String) { self = RequestType(exactly: text).map(TypeName.known) ?? .foreign(text) }

    /// As it stands in the file.
    public var text: String {
      switch self {
      case .known(let type): type.rawValue
      case .foreign(let text): text
      }
    }
  }

  /// The `request_id`.
  public let id: ID
  /// The ticket's rank in file order, from 0: it never changes while the log stands.
  public let ordinal: Int
  /// The `request_type`.
  public let type: TypeName
  /// `payload.mode`, where the record has one.
  public let mode: String?
  /// What the fold made of its results.
  public let status: TicketStatus
  /// nil where the record has no readable time.
  public let requestedAt: Timestamp?
  /// The newest readable time of the records that count: the request's, or an applied result's.
  public let lastAt: Timestamp?
  /// Who took it; nil while OPEN.
  public let processor: String?
  /// Where its request stands in `ticket_requests.jsonl`.
  public let request: RecordPlace
  /// Where the result that took it stands in `ticket_results.jsonl`; nil while OPEN.
  public let consumed: RecordPlace?
  /// Where the result that ended it stands; nil before.
  public let completed: RecordPlace?
}
