/// The three types of ticket (contract: Ticket Request V1, 2-A).
public enum RequestType: String, CaseIterable, Sendable {
  case reconcile = "REQUEST_RECONCILE"
  case reports = "REQUEST_REPORTS"
  case acknowledge = "ACKNOWLEDGE"

  /// The type without the word that all share, as columns and commands say it: `RECONCILE`.
  public var shortName: String {
    switch self {
    case .reconcile: "RECONCILE"
    case .reports: "REPORTS"
    case .acknowledge: "ACKNOWLEDGE"
    }
  }

  /// Reads a contract name or a short one, in any case: `REQUEST_REPORTS`, `reports`.
  public init?(name: String) {
    let upper = name.uppercased()
    guard let type = Self.allCases.first(where: { $0.rawValue == upper || $0.shortName == upper }) else { return nil }
    self = type
  }
}
