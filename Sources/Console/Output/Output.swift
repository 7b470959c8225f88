import Glibc

/// Standard output: buffered, and it remembers that it failed.
///
/// After the first failure everything is dropped; `failure` says why. One thread only.
final class Output {
  private static let capacity = 1 << 16

  private let sink: any ByteSink
  private var buffer: [UInt8] = []
  /// What the first failed write failed with.
  private(set) var failure: FileError?

  init(_ sink: any ByteSink) { self.sink = sink }

  /// Takes it for no failure that nobody reads any more: for commands that would go on forever.
  func forgiveClosedPipe() {
    if failure?.errno == EPIPE { failure = nil }
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
    do {
      try sink.write(buffer)
    } catch {
      failure = error
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
