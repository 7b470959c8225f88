import CCurl

/// What a transfer in progress calls back to; lives on the stack of the call that waits for it.
final class Transfer {
  /// Takes the next bytes of an answer of this status; false ends the transfer.
  typealias Sink = (_ status: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool

  private let handle: UnsafeMutableRawPointer
  private let sink: Sink
  private let isWanted: () -> Bool

  init(handle: UnsafeMutableRawPointer, sink: @escaping Sink, isWanted: @escaping () -> Bool) {
    self.handle = handle
    self.sink = sink
    self.isWanted = isWanted
  }

  /// Has libcurl call back to this, which must outlive the transfer.
  func attach() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = ccurl_set_sink(
      handle,
      { @Sendable bytes, size, count, context in
        guard let context else { return 0 }
        let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(buffer) ? size * count : 0
      }, context)
    _ = ccurl_set_progress(
      handle,
      { @Sendable context, _, _, _, _ in
        guard let context else { return 1 }
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().isWanted() ? 0 : 1
      }, context)
  }

  private func take(_ buffer: UnsafeRawBufferPointer) -> Bool {
    var status = 0
    _ = ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    return isWanted() && buffer.withMemoryRebound(to: UInt8.self) { sink(status, $0) }
  }
}
