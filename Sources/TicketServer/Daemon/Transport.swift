import CMicroHTTPD
import Glibc
import Synchronization
import TicketCore

/// Carries requests from libmicrohttpd to a site, and its answers back. Each call comes on its connection's thread.
final class Transport: Sendable {
  let site: any Site
  let connections = ConnectionTable()
  private let onAnswer: (@Sendable (AccessRecord) -> Void)?
  private let isStopping = Atomic(false)

  init(site: any Site, onAnswer: (@Sendable (AccessRecord) -> Void)? = nil) {
    self.site = site
    self.onAnswer = onAnswer
  }

  /// From now on each answer ends its connection.
  func beginStopping() { isStopping.store(true, ordering: .releasing) }

  /// The next part of a request: first its headers, then pieces of its body, some of them empty, then nil, which is its end.
  func proceed(
    _ exchange: Exchange, _ connection: OpaquePointer, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>,
    body: UnsafeRawBufferPointer?
  ) -> MHD_Result {
    switch exchange.progress {
    case .started:
      let head = head(of: exchange, connection, method, version)
      let start = ContinuousClock.now
      switch site.admit(head) {
      case .answer(let response, let call):
        var response = response
        if head.hasBody { response.closes = true }
        return give(response, to: call, head, exchange, connection, since: start)
      case .receive(let call, let target):
        exchange.progress = .receiving(head, call, target)
        return .YES
      }
    case .receiving(let head, let call, let target):
      if let body {
        exchange.receive(body)
        return .YES
      }
      let start = ContinuousClock.now
      connections.turn(exchange.socket, to: .answering, endless: call == .stream)
      let response =
        exchange.isTooLarge
        ? .bodyTooLarge : site.answer(call, Request(head: head, target: target, body: exchange.body))
      return give(response, to: call, head, exchange, connection, since: start)
    case .answered:
      return .YES
    }
  }

  /// The exchange is over, or was broken off.
  func finish(_ exchange: Exchange) { connections.turn(exchange.socket, to: .receiving) }

  private func head(
    of exchange: Exchange, _ connection: OpaquePointer, _ method: UnsafePointer<CChar>,
    _ version: UnsafePointer<CChar>
  ) -> RequestHead {
    let received = ReceivedHead(of: connection, method: method, version: version)
    return RequestHead(
      method: Method(String(cString: method)), rawTarget: exchange.rawTarget, version: String(cString: version),
      headers: received.headers, isWhole: received.isWhole && exchange.isWholeTarget(before: version),
      peer: PeerAddress.text(of: cm_peer(connection)), connection: exchange.socket)
  }

  private func give(
    _ response: Response, to call: Call?, _ head: RequestHead, _ exchange: Exchange, _ connection: OpaquePointer,
    since start: ContinuousClock.Instant
  ) -> MHD_Result {
    exchange.progress = .answered
    connections.turn(exchange.socket, to: .answering, endless: call == .stream)
    var response = site.rules.dressed(response, for: head)
    if response.closes || isStopping.load(ordering: .acquiring) { response.headers.add("Connection", "close") }
    let duration = ContinuousClock.now - start
    site.note(call, response.status, in: duration)
    onAnswer?(AccessRecord(head, response.status, duration))
    return response.queue(on: connection)
  }
}

extension Response {
  /// Gives the answer to libmicrohttpd; `.NO` ends the connection.
  fileprivate func queue(on connection: OpaquePointer) -> MHD_Result {
    let made: OpaquePointer?
    switch body {
    case .bytes(let bytes):
      var bytes = bytes
      made = bytes.withUnsafeMutableBytes {
        MHD_create_response_from_buffer($0.count, $0.baseAddress, .RESPMEM_MUST_COPY)
      }
    case .stream(let stream):
      made = StreamCarrier.response(stream)
    }
    guard let made else { return .NO }
    defer { MHD_destroy_response(made) }
    for field in headers.fields { MHD_add_response_header(made, field.name, field.value) }
    return MHD_queue_response(connection, UInt32(status.rawValue), made)
  }
}
