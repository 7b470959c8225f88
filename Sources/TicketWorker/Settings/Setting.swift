import TicketClient
import TicketCore

/// Everything that the program can be told; the raw value is what stands behind the two dashes.
enum Setting: String, CaseIterable {
  case api
  case tokenFile = "token-file"
  case state
  case once, drain, follow
  case delay
  case concurrency
  case maxRetries = "max-retries"
  case backoffBase = "backoff-base-ms"
  case logLevel = "log-level"
  case metrics
  case utcOffset = "utc-offset"
  case help, version

  /// As it is typed: `--max-retries`.
  var word: String { "--" + rawValue }

  /// The environment variable that says the same where the option is not given.
  var variable: String? {
    switch self {
    case .api: "TICKETS_API"
    case .tokenFile: "TICKETS_TOKEN_FILE"
    case .state: "TICKETS_STATE"
    case .concurrency: "WORKER_CONCURRENCY"
    case .maxRetries: "MAX_RETRIES"
    case .backoffBase: "BACKOFF_BASE_MS"
    case .logLevel: "LOG_LEVEL"
    case .once, .drain, .follow, .delay, .metrics, .utcOffset, .help, .version: nil
    }
  }

  /// What help calls its value; nil for one that takes none.
  var placeholder: String? {
    switch self {
    case .api: "URL"
    case .tokenFile: "FILE"
    case .state: "DIR"
    case .delay: "SECONDS"
    case .concurrency, .maxRetries, .backoffBase: "N"
    case .logLevel: "LEVEL"
    case .metrics: "ADDRESS:PORT"
    case .utcOffset: "+09:00"
    case .once, .drain, .follow, .help, .version: nil
    }
  }

  /// What would be right, to follow its name.
  var expectation: String {
    switch self {
    case .api: APIEndpoint.expectation(in: .english)
    case .tokenFile: "takes a file"
    case .state: "takes a folder"
    case .delay: "takes seconds from 0 to 3600, such as 0.5"
    case .concurrency: "takes a whole number from 1 to 1000"
    case .maxRetries: "takes a whole number from 0 to 10"
    case .backoffBase: "takes a whole number from 100 to 10000"
    case .logLevel: "takes \(LogLevel.allCases.map(\.rawValue).joined(separator: ", "))"
    case .metrics: "takes an address and a port, such as 127.0.0.1:9090, or unix:PATH"
    case .utcOffset: "takes a distance from UTC such as +09:00 or -03:30"
    case .once, .drain, .follow, .help, .version: "takes no value"
    }
  }

  var summary: String {
    switch self {
    case .api: "work through the API at http://HOST:PORT or unix:PATH"
    case .tokenFile: "the file, of mode 0600, that holds the API's token"
    case .state: "the folder of worker.lock and, without an API, of tickets/ (else ./state)"
    case .once: "process one OPEN ticket, then end"
    case .drain: "process all OPEN tickets, then end"
    case .follow: "stay and process what comes (the default)"
    case .delay: "how long the mock execution of a ticket takes (else 1)"
    case .concurrency: "how many tickets at a time, 1 to 1000 (else 1)"
    case .maxRetries: "how often what failed is tried again, 0 to 10 (else 5)"
    case .backoffBase: "the longest first wait before that, in milliseconds, 100 to 10000 (else 1000)"
    case .logLevel: "the least weighty lines to log: debug, info, warn, error (else info)"
    case .metrics: "where to serve /metrics for Prometheus; or unix:PATH"
    case .utcOffset: "the offset in which times are written (else +09:00)"
    case .help: "say how it is used"
    case .version: "say which version this is"
    }
  }
}
