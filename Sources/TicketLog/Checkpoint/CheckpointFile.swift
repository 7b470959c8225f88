import CLinux
import Glibc
import Synchronization
import TicketCore

/// The parts of a checkpoint as they stand in its file: one behind the other, then where each stands and its digest,
/// then the footer. Raw memory of this machine: whatever is not exactly so is no checkpoint.
struct CheckpointFile: BoardArchiveSource {
  struct Part: BitwiseCopyable {
    let offset: Int
    let count: Int
    let digest: UInt64
  }

  /// The last bytes of the file.
  struct Footer: BitwiseCopyable, Equatable {
    static let magic: UInt64 = 0x3150_4b43_544b_4354
    /// Of the file and of the parts before the board's; the board has its own.
    static let version: UInt64 = 1

    var magic = Self.magic
    var version = Self.version
    var form = TicketsBoard.archiveForm
    var directoryOffset: Int
    var directoryCount: Int
    var directoryDigest: UInt64
  }

  private let file: BorrowedDescriptor
  private let directory: ContiguousArray<Part>
  /// Parts of the file before the board's.
  private let skipped: Int

  /// nil where the file is no checkpoint of this program.
  init?(_ file: borrowing Descriptor, skipping skipped: Int) {
    self.file = file.borrowed
    self.skipped = skipped
    let footerLength = MemoryLayout<Footer>.size
    guard let size = (try? file.status())?.st_size, Int(size) >= footerLength,
      let footer = Self.array(self.file, at: Int(size) - footerLength, count: footerLength, of: Footer.self)?.first,
      footer.magic == Footer.magic, footer.version == Footer.version, footer.form == TicketsBoard.archiveForm,
      (0...Int(size)).contains(footer.directoryOffset), (0..<1 << 32).contains(footer.directoryCount),
      footer.directoryOffset + footer.directoryCount * MemoryLayout<Part>.stride == Int(size) - footerLength,
      let directory = Self.array(
        self.file, at: footer.directoryOffset, count: footer.directoryCount * MemoryLayout<Part>.stride, of: Part.self),
      directory.withUnsafeBytes({ LogDigest.value(of: $0) }) == footer.directoryDigest
    else { return nil }
    self.directory = directory
  }

  /// The bytes before the board's parts.
  func head() -> ContiguousArray<UInt8>? {
    directory.first.flatMap { Self.array(file, $0, of: UInt8.self) }
  }

  func parts<Element: BitwiseCopyable & Sendable>(
    _ range: Range<Int>, of type: Element.Type
  ) -> ContiguousArray<ContiguousArray<Element>>? {
    let range = (range.lowerBound + skipped)..<(range.upperBound + skipped)
    guard range.upperBound <= directory.count else { return nil }
    let shelf = Shelf<Element>(range)
    // Most of the time goes into getting memory, and there are two processors at least.
    let isMuch = directory[range].reduce(0) { $0 + $1.count } > 1 << 20
    let helper = isMuch ? BackgroundThread { [self] in fill(shelf) } : nil
    fill(shelf)
    helper?.join()
    return shelf.whole()
  }

  /// Reads parts that nobody has taken yet, until there are none. One that cannot be read is left out.
  private func fill<Element: BitwiseCopyable & Sendable>(_ shelf: Shelf<Element>) {
    while let numbers = shelf.take() {
      for number in numbers {
        guard let array = Self.array(file, directory[number], of: Element.self) else { continue }
        shelf.put(array, number)
      }
    }
  }

  private static func array<Element: BitwiseCopyable>(
    _ file: BorrowedDescriptor, _ part: Part, of type: Element.Type
  ) -> ContiguousArray<Element>? {
    guard let array = array(file, at: part.offset, count: part.count, of: type),
      array.withUnsafeBytes({ LogDigest.value(of: $0) }) == part.digest
    else { return nil }
    return array
  }

  /// `count` bytes; nil where there are fewer, or where they are no whole number of elements.
  private static func array<Element: BitwiseCopyable>(
    _ file: BorrowedDescriptor, at offset: Int, count: Int, of type: Element.Type
  ) -> ContiguousArray<Element>? {
    let stride = MemoryLayout<Element>.stride
    guard offset >= 0, count >= 0, count % stride == 0 else { return nil }
    // The memory of all empty arrays is one: even the length 0 must not be written into it by several threads.
    guard count > 0 else { return [] }
    var read = 0
    let array = ContiguousArray<Element>(unsafeUninitializedCapacity: count / stride) { buffer, filled in
      let window = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count])
      read = (try? file.read(into: window, at: offset)) ?? 0
      filled = read == count ? count / stride : 0
    }
    return read == count ? array : nil
  }
}

/// Where the threads that read parts side by side take the next ones and leave what they read.
private final class Shelf<Element: Sendable>: Sendable {
  private static var taken: Int { 16 }

  private struct Contents {
    var untaken: Range<Int>
    var arrays: ContiguousArray<ContiguousArray<Element>?>
  }

  private let range: Range<Int>
  private let contents: Mutex<Contents>

  init(_ range: Range<Int>) {
    self.range = range
    contents = Mutex(Contents(untaken: range, arrays: ContiguousArray(repeating: nil, count: range.count)))
  }

  /// The next parts to read; nil when all are taken.
  func take() -> Range<Int>? {
    contents.withLock { contents in
      let first = contents.untaken.prefix(Self.taken)
      contents.untaken = first.upperBound..<contents.untaken.upperBound
      return first.isEmpty ? nil : first
    }
  }

  func put(_ array: ContiguousArray<Element>, _ number: Int) {
    contents.withLock { $0.arrays[number - range.lowerBound] = array }
  }

  /// nil if one is missing.
  func whole() -> ContiguousArray<ContiguousArray<Element>>? {
    contents.withLock { contents in
      let arrays = ContiguousArray(contents.arrays.lazy.compactMap(\.self))
      return arrays.count == range.count ? arrays : nil
    }
  }
}
