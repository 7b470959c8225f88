import CMicroHTTPD
import Glibc
import Synchronization
import TicketCore

/// libmicrohttpd at work on a listening socket, a thread for each connection.
final class Daemon: Sendable {
  /// Unchecked: libmicrohttpd's functions may be called from any thread, and only one takes this out to end it.
  private struct Running: @unchecked Sendable {
    let daemon: OpaquePointer
  }

  private let transport: Transport
  private let room: ConnectionRoom
  private let running = Mutex<Running?>(nil)

  init(_ transport: Transport, room: ConnectionRoom) {
    self.transport = transport
    self.room = room
  }

  /// Takes over the socket; false without threads or memory.
  func start(_ listening: CInt) -> Bool {
    guard BackgroundThread.run({ [connections = transport.connections] in connections.watch() }) else { return false }
    let context = Unmanaged.passRetained(transport)
    let daemon = BackgroundThread.withSignalsBlocked {
      cm_start(listening, limits, context.toOpaque(), Self.handle, Self.begin, Self.end, Self.notice)
    }
    guard let daemon else {
      context.release()
      transport.connections.end()
      return false
    }
    running.withLock { $0 = Running(daemon: daemon) }
    return true
  }

  /// Accepts no connection any more, lets what runs finish for as long as `patience`, then ends all threads.
  func stop(patience: Duration) {
    guard let daemon = running.withLock({ $0.take() })?.daemon else { return }
    transport.beginStopping()
    let listening = MHD_quiesce_daemon(daemon)
    if listening >= 0 { close(listening) }
    transport.site.endStreams()
    transport.connections.waitUntilQuiet(until: .now + patience)
    MHD_stop_daemon(daemon)
    transport.connections.end()
    Unmanaged.passUnretained(transport).release()
  }

  private var limits: cm_limits {
    cm_limits(
      connections: UInt32(room.connections), connections_per_address: UInt32(room.eachAddress), idle_seconds: 30,
      connection_memory: 32 << 10, thread_stack: 512 << 10)
  }

  // MARK: libmicrohttpd's callbacks

  private static let begin: cm_target_callback = { @Sendable context, target, connection in
    guard context != nil, let target, let connection else { return nil }
    let bytes = UnsafeRawBufferPointer(start: target, count: strlen(target))
    let exchange = Exchange(
      rawTarget: PercentCoding.escaped(bytes), end: target + bytes.count, socket: cm_socket(connection))
    return Unmanaged.passRetained(exchange).toOpaque()
  }

  private static let handle: MHD_AccessHandlerCallback = {
    @Sendable context, connection, _, method, version, upload, size, exchange in
    guard let context, let connection, let method, let version, let size, let known = exchange?.pointee else {
      return .NO
    }
    let transport = Unmanaged<Transport>.fromOpaque(context).takeUnretainedValue()
    let body = upload.map { UnsafeRawBufferPointer(start: $0, count: size.pointee) }
    size.pointee = 0
    return transport.proceed(
      Unmanaged<Exchange>.fromOpaque(known).takeUnretainedValue(), connection, method: method, version: version,
      body: body)
  }

  private static let end: MHD_RequestCompletedCallback = { @Sendable context, _, exchange, _ in
    guard let context, let known = exchange?.pointee else { return }
    exchange?.pointee = nil
    let exchange = Unmanaged<Exchange>.fromOpaque(known).takeRetainedValue()
    Unmanaged<Transport>.fromOpaque(context).takeUnretainedValue().finish(exchange)
  }

  private static let notice: MHD_NotifyConnectionCallback = { @Sendable context, connection, _, notice in
    guard let context, let connection else { return }
    let connections = Unmanaged<Transport>.fromOpaque(context).takeUnretainedValue().connections
    switch notice {
    case .CONNECTION_NOTIFY_STARTED: connections.open(cm_socket(connection))
    case .CONNECTION_NOTIFY_CLOSED: connections.close(cm_socket(connection))
    @unknown default: break
    }
  }
}
