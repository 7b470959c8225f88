import CMicroHTTPD
import Glibc
import TicketCore

/// Serves `/metrics` on a thread of its own while it lives.
///
/// Unchecked: the daemon is only touched at the beginning and at the end.
final class MetricsServer: @unchecked Sendable {
  private let page: Page
  private let daemon: OpaquePointer

  /// What is served; lives as long as the daemon.
  private final class Page: Sendable {
    let text: @Sendable () -> String

    init(_ text: @escaping @Sendable () -> String) { self.text = text }
  }

  /// `text` is asked for at each call, on the server's thread.
  init(at address: SocketAddress, text: @escaping @Sendable () -> String) throws(ListenError) {
    guard cm_load() else { throw ListenError(errno: ELIBACC) }
    let page = Page(text)
    let listening = try address.listen().get()
    let started = BackgroundThread.withSignalsBlocked {
      cm_start_small(listening, Unmanaged.passUnretained(page).toOpaque(), Self.handle)
    }
    guard let started else {
      close(listening)
      throw ListenError(errno: EAGAIN)
    }
    self.page = page
    daemon = started
  }

  deinit { MHD_stop_daemon(daemon) }

  private static let handle: MHD_AccessHandlerCallback = {
    @Sendable context, connection, target, method, _, _, size, _ in
    guard let context, let connection, let target, let method else { return .NO }
    // A body is not wanted; it is let through until the last call, which has none.
    if let size, size.pointee > 0 {
      size.pointee = 0
      return .YES
    }
    guard ["GET", "HEAD"].contains(String(cString: method)) else {
      return answer(connection, 405, "Only GET is taken here.\n", type: "text/plain")
    }
    guard String(cString: target) == "/metrics" else {
      return answer(connection, 404, "See /metrics.\n", type: "text/plain")
    }
    let page = Unmanaged<Page>.fromOpaque(context).takeUnretainedValue()
    return answer(connection, 200, page.text(), type: "text/plain; version=0.0.4; charset=utf-8")
  }

  private static func answer(
    _ connection: OpaquePointer, _ status: UInt32, _ text: String, type: String
  ) -> MHD_Result {
    var bytes = Array(text.utf8)
    guard let response = MHD_create_response_from_buffer(bytes.count, &bytes, .RESPMEM_MUST_COPY) else { return .NO }
    defer { MHD_destroy_response(response) }
    MHD_add_response_header(response, "Content-Type", type)
    return MHD_queue_response(connection, status, response)
  }
}
