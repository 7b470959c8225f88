import CMicroHTTPD
import Glibc

/// A request's headers as libmicrohttpd tells them, and whether they are all that was sent.
struct ReceivedHead {
  private(set) var headers = HeaderList()
  private let start: UnsafeRawPointer
  private var layout: HeadLayout

  var isWhole: Bool { layout.isWhole }

  /// Reads them on the connection's thread; `method` and `version` are those that libmicrohttpd gave, within the head.
  init(of connection: OpaquePointer, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>) {
    start = UnsafeRawPointer(method)
    let bytes = UnsafeRawBufferPointer(start: start, count: cm_head_size(connection))
    layout = HeadLayout(Array(bytes), requestLineEnd: UnsafeRawPointer(version) - start + strlen(version))
    withUnsafeMutablePointer(to: &self) { head in
      _ = MHD_get_connection_values_n(
        connection, .HEADER_KIND,
        { @Sendable context, _, name, nameSize, value, valueSize in
          let head = context?.assumingMemoryBound(to: ReceivedHead.self)
          head?.pointee.take(
            UnsafeRawBufferPointer(start: name, count: name == nil ? 0 : nameSize),
            UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueSize))
          return .YES
        }, head)
    }
  }

  private mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    let field = String(decoding: name, as: UTF8.self)
    // Blanks behind a value are no part of it. Of a length or coding libmicrohttpd takes them for one.
    let isFraming = ["Content-Length", "Transfer-Encoding"].contains { field.isSameASCII(as: $0) }
    let text = isFraming ? value[...] : value[...].trimmingBlanksBehind
    headers.add(field, String(decoding: text, as: UTF8.self))
    layout.take(name: place(of: name), value: place(of: value))
  }

  /// Before the head's start for what has no place.
  private func place(of text: UnsafeRawBufferPointer) -> Range<Int> {
    guard let first = text.baseAddress else { return -1 ..< -1 }
    let offset = first - start
    return offset..<offset + text.count
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate var trimmingBlanksBehind: Self {
    let last = lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    return self[startIndex..<(last.map { $0 + 1 } ?? startIndex)]
  }
}
