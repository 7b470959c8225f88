import Synchronization
import TicketCore

/// Calls one server, from any number of threads, over connections that are kept.
final class HTTPTransport: Sendable {
  private static let wholeCall = CurlHandle.Patience.whole(10_000)
  /// An answer that is held in memory has at most so many bytes.
  private static let longestAnswer = 16 << 20
  /// So many connections are kept.
  private static let keptHandles = 8

  let endpoint: APIEndpoint
  private let token: APIToken?
  private let idle = Mutex<[CurlHandle]>([])
  private let isAbandoned = Atomic(false)
  private let unanswered = Atomic(0)

  /// How many writes were sent, and left without a whole answer, so far.
  var unansweredWrites: Int { unanswered.load(ordering: .relaxed) }

  init(endpoint: APIEndpoint, token: APIToken?) {
    self.endpoint = endpoint
    self.token = token
  }

  /// Makes a call whose answer is short.
  func call(_ request: HTTPRequest) throws(TransportError) -> HTTPAnswer {
    var body: [UInt8] = []
    var answer: HTTPAnswer
    do throws(TransportError) {
      answer = try stream(request, patience: Self.wholeCall) { _, bytes in
        body += bytes
        return body.count <= Self.longestAnswer
      }
    } catch {
      note(error, of: request)
      throw error
    }
    answer.body = body
    return answer
  }

  func note(_ error: TransportError, of request: HTTPRequest) {
    if case .post = request.method, error.wasSent { unanswered.add(1, ordering: .relaxed) }
  }

  /// Makes a call whose answer is handed out as it comes; `isWanted` is asked about once a second.
  func stream(
    _ request: HTTPRequest, patience: CurlHandle.Patience, isWanted: @escaping () -> Bool = { true },
    sink: @escaping Transfer.Sink
  ) throws(TransportError) -> HTTPAnswer {
    guard let handle = idle.withLock({ $0.popLast() }) ?? CurlHandle() else {
      let reason =
        CurlHandle.isLibraryReady ? "no memory for a connection" : "libcurl is not here: apt-get install libcurl4"
      throw TransportError(kind: .notConnected, wasSent: false, reason: reason)
    }
    defer { idle.withLock { if $0.count < Self.keptHandles { $0.append(handle) } } }
    return try handle.perform(
      request, at: endpoint, token: token, patience: patience,
      isWanted: { isWanted() && !self.isAbandoned.load(ordering: .relaxed) }, sink: sink)
  }

  /// What a server says, without the token in it.
  func withoutToken(_ text: String) -> String {
    guard let secret = token?.text else { return text }
    return text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "(token)")
  }

  /// Ends the calls that are being made, within about a second, and all that come.
  func abandon() { isAbandoned.store(true, ordering: .relaxed) }
}
