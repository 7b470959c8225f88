import TicketServer

/// How the HTTP API is to be served.
struct ServeCommand: Hashable, Sendable {
  var listener = Listener.standard
  var tokenPath: String?
  var allowedOrigins: [String] = []
}
