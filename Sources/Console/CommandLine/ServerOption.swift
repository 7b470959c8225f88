import TicketClient

/// The API to work through, where one was named.
struct ServerOption: Hashable, Sendable {
  let endpoint: APIEndpoint
  var tokenPath: String?
}
