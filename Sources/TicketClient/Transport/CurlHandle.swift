import CCurl
import TicketCore

/// A handle of libcurl and the connection that it keeps open.
///
/// Unchecked: a handle is used by one thread at a time; `HTTPTransport` hands it to one call only.
final class CurlHandle: @unchecked Sendable {
  /// How long a call may take.
  enum Patience: Hashable, Sendable {
    /// The whole call; milliseconds.
    case whole(Int)
    /// As long as something comes at least this often, and in all; seconds.
    case silence(Int, atMost: Int? = nil)
  }

  private static let connectPatience = 2_000
  /// false where the machine lacks libcurl.
  static let isLibraryReady = ccurl_global_init() == CURLE_OK

  private let handle: UnsafeMutableRawPointer

  /// nil if there is no memory for one, or no library.
  init?() {
    guard Self.isLibraryReady, let handle = curl_easy_init() else { return nil }
    self.handle = handle
  }

  deinit { curl_easy_cleanup(handle) }

  /// Makes the call and waits for its end; the bytes of the answer go to `sink` as they come. `isWanted` is asked about
  /// once a second, and ends the call.
  func perform(
    _ request: HTTPRequest, at endpoint: APIEndpoint, token: APIToken?, patience: Patience,
    isWanted: @escaping () -> Bool, sink: @escaping Transfer.Sink
  ) throws(TransportError) -> HTTPAnswer {
    // Forgets all options; connections stay.
    curl_easy_reset(handle)
    setUp(endpoint, patience)
    set(CURLOPT_URL, endpoint.base + request.path)
    let headers = HeaderList(lines(of: request, token))
    _ = ccurl_set_headers(handle, headers.list)
    if case .post(let body) = request.method {
      _ = body.withUnsafeBytes { bytes in bytes.baseAddress.map { ccurl_set_body(handle, $0, bytes.count) } }
      // On a connection that was kept, libcurl sends a request again by itself when it finds that one closed; whether
      // the server had taken the first is unknown then, and a POST must not be done twice.
      set(CURLOPT_FRESH_CONNECT, 1)
    }
    let transfer = Transfer(handle: handle, sink: sink, isWanted: isWanted)
    transfer.attach()
    let trusted = token == nil ? nil : endpoint.socketPath.map { TrustedSocket(handle: handle, path: $0) }
    trusted?.attach()
    let code = withExtendedLifetime((transfer, headers, trusted)) { curl_easy_perform(handle) }
    guard code == CURLE_OK else { throw trusted?.failure ?? failure(code) }
    return HTTPAnswer(status: number(CURLINFO_RESPONSE_CODE), entityTag: header("ETag"))
  }

  private func lines(of request: HTTPRequest, _ token: APIToken?) -> [String] {
    // Without `Expect:` libcurl may wait a second for a 100 before it sends a body.
    var lines = request.headers + ["Expect:", "Accept: application/json, text/event-stream"]
    if case .post = request.method { lines.append("Content-Type: application/json") }
    if let token { lines.append("Authorization: Bearer \(token.text)") }
    return lines
  }

  private func setUp(_ endpoint: APIEndpoint, _ patience: Patience) {
    // Timeouts must not use signals in a program with threads.
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_PROXY, "")
    // An id may be called `..`.
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, Self.connectPatience)
    switch patience {
    case .whole(let milliseconds): set(CURLOPT_TIMEOUT_MS, milliseconds)
    case .silence(let seconds, let whole):
      set(CURLOPT_LOW_SPEED_LIMIT, 1)
      set(CURLOPT_LOW_SPEED_TIME, seconds)
      if let whole { set(CURLOPT_TIMEOUT_MS, whole * 1_000) }
    }
    if let path = endpoint.socketPath { set(CURLOPT_UNIX_SOCKET_PATH, path) }
  }

  private func failure(_ code: CURLcode) -> TransportError {
    let kind: TransportError.Kind =
      switch code {
      case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: .notConnected
      case CURLE_OPERATION_TIMEDOUT: .timedOut
      case CURLE_ABORTED_BY_CALLBACK, CURLE_WRITE_ERROR: .aborted
      default: .broken
      }
    // The bytes of the request that were given to the connection.
    let wasSent = kind != .notConnected && number(CURLINFO_REQUEST_SIZE) > 0
    let number = CInt(number(CURLINFO_OS_ERRNO))
    let reason = kind == .notConnected && number != 0 ? systemText(number) : String(cString: curl_easy_strerror(code))
    return TransportError(kind: kind, wasSent: wasSent, reason: reason)
  }

  private func set(_ option: CURLoption, _ value: Int) { _ = ccurl_set_long(handle, option, value) }

  private func set(_ option: CURLoption, _ text: String) { _ = ccurl_set_text(handle, option, text) }

  private func number(_ info: CURLINFO) -> Int {
    var value = 0
    _ = ccurl_get_long(handle, info, &value)
    return value
  }

  private func header(_ name: String) -> String? {
    var found: UnsafeMutablePointer<curl_header>?
    guard curl_easy_header(handle, name, 0, UInt32(CURLH_HEADER), -1, &found) == CURLHE_OK else { return nil }
    return found?.pointee.value.map { String(cString: $0) }
  }
}

/// Header lines as libcurl wants them.
private final class HeaderList {
  let list: UnsafeMutablePointer<curl_slist>?

  init(_ lines: [String]) { list = lines.reduce(nil) { curl_slist_append($0, $1) } }

  deinit { curl_slist_free_all(list) }
}
