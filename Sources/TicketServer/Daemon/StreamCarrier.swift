import CMicroHTTPD

/// Hands a stream to libmicrohttpd in the sizes that it asks for. Only the connection's thread touches it.
final class StreamCarrier {
  private let stream: any BodyStream
  private var rest: ArraySlice<UInt8> = []

  init(_ stream: any BodyStream) { self.stream = stream }

  deinit { stream.close() }

  /// The answer that reads `stream` to its end; nil without memory.
  static func response(_ stream: any BodyStream) -> OpaquePointer? {
    let carrier = Unmanaged.passRetained(StreamCarrier(stream))
    let response = MHD_create_response_from_callback(
      .max, 32 << 10,
      { @Sendable context, _, room, size in
        guard let context, let room else { return -2 }
        let carrier = Unmanaged<StreamCarrier>.fromOpaque(context).takeUnretainedValue()
        return carrier.fill(UnsafeMutableRawBufferPointer(start: room, count: size))
      },
      carrier.toOpaque(),
      { @Sendable context in
        if let context { Unmanaged<StreamCarrier>.fromOpaque(context).release() }
      })
    if response == nil { carrier.release() }
    return response
  }

  /// How many bytes came, or libmicrohttpd's marks for the end (-1) and for a stream that broke (-2).
  private func fill(_ room: UnsafeMutableRawBufferPointer) -> Int {
    while rest.isEmpty {
      switch stream.next() {
      case .bytes(let bytes): rest = bytes[...]
      case .end: return -1
      case .broken: return -2
      }
    }
    let part = rest.prefix(room.count)
    room.copyBytes(from: part)
    rest = rest.dropFirst(part.count)
    return part.count
  }
}
