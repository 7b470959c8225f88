import Glibc

/// Standard output: buffered, and it remembers that it failed.
///
/// After the first failure everything is dropped; `failure` says why. One thread only.
final class Output {
  private static let capacity = 1 << 16
  /// What a pipe with room for anything takes at once.
  private static let piece = Int(PIPE_BUF)

  private let sink: any ByteSink
  private var buffer: [UInt8] = []
  /// What the first failed write failed with.
  private(set) var failure: FileError?
  /// Asked before each piece of at most `PIPE_BUF` bytes, for a command that may have to end while nobody reads; false
  /// ends the output with EINTR. nil: all is written, however long it takes.
  var hasRoom: (() -> Bool)?

  init(_ sink: any ByteSink) { self.sink = sink }

  /// Takes it for no failure that nobody reads any more, or that there is no time left: for commands that would go on
  /// forever.
  func forgiveEnd() {
    if failure?.errno == EPIPE || failure?.errno == EINTR { failure = nil }
  }

  func write(_ bytes: some Sequence<UInt8>) {
    guard failure == nil else { return }
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.capacity { flush() }
  }

  func write(_ text: String) { write(text.utf8) }

  /// Hands over what is buffered.
  func flush() {
    guard failure == nil, !buffer.isEmpty else { return }
    do throws(FileError) {
      try hand(buffer)
    } catch {
      failure = error
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func hand(_ bytes: [UInt8]) throws(FileError) {
    guard let hasRoom else { return try sink.write(bytes) }
    var rest = bytes[...]
    while !rest.isEmpty {
      guard hasRoom() else { throw FileError(errno: EINTR) }
      try sink.write(Array(rest.prefix(Self.piece)))
      rest = rest.dropFirst(Self.piece)
    }
  }
}
