import CXXHash
import TicketCore

/// A digest of the first bytes of a log, however they came: of blocks of 4 KiB, so that any thread may do a part.
///
/// Against accidents and edits, not against a forger.
struct LogDigest: Sendable {
  static let block = 4_096

  /// The blocks that lie whole within some bytes.
  struct Part: Sendable {
    /// How many bytes stand before the first of them.
    let head: Int
    /// How many before the end of the last.
    let end: Int
    let sum: UInt64

    /// `bytes` stand at `offset`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
      let raw = UnsafeRawBufferPointer(bytes)
      let head = min(raw.count, (LogDigest.block - offset % LogDigest.block) % LogDigest.block)
      var at = head
      var sum: UInt64 = 0
      while at + LogDigest.block <= raw.count {
        let block = UnsafeRawBufferPointer(rebasing: raw[at..<(at + LogDigest.block)])
        sum &+= LogDigest.hash(block, number: (offset + at) / LogDigest.block)
        at += LogDigest.block
      }
      self.head = head
      end = at
      self.sum = sum
    }
  }

  private var sum: UInt64 = 0
  /// How many bytes it is of.
  private(set) var count = 0
  /// The last bytes, which are no whole block yet.
  private var rest: [UInt8] = []

  /// Adds the next bytes, of which `part` is.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ part: Part) {
    rest.append(contentsOf: bytes[..<part.head])
    count += part.head
    if rest.count == Self.block {
      sum &+= rest.withUnsafeBytes { Self.hash($0, number: count / Self.block - 1) }
      rest.removeAll(keepingCapacity: true)
    }
    guard part.head < bytes.count else { return }
    sum &+= part.sum
    rest = Array(bytes[part.end...])
    count += bytes.count - part.head
  }

  init() {}

  /// The digest of all that was added.
  var value: UInt64 { rest.withUnsafeBytes { sum &+ Self.hash($0, number: count / Self.block) } }

  /// Of a whole block, or of less at the end; different for each place.
  private static func hash(_ bytes: UnsafeRawBufferPointer, number: Int) -> UInt64 {
    cxxhash(bytes.baseAddress, bytes.count, UInt64(truncatingIfNeeded: number))
  }
}

extension LogDigest {
  func encode(in bytes: inout ByteWriter) {
    bytes.add(sum)
    bytes.add(count)
    bytes.add(rest)
  }

  init?(from bytes: inout ByteReader) {
    guard let sum = bytes.nextBits(), let count = bytes.next(), let rest = bytes.nextBytes(), rest.count < Self.block,
      count % Self.block == rest.count
    else { return nil }
    self.sum = sum
    self.count = count
    self.rest = rest
  }

  /// Of any bytes in memory.
  static func value(of bytes: UnsafeRawBufferPointer) -> UInt64 { hash(bytes, number: 0) }
}
