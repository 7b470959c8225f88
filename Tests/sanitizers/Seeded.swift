import Glibc

/// A program with a defect of a kind, or without it: `seeded KIND seeded|sound`. The sanitizers have to tell them apart.
@main
struct Seeded {
  static func main() {
    let words = CommandLine.arguments
    let isSound = words.last == "sound"
    switch words.dropFirst().first {
    case "thread": race(isSound)
    case "address": overrun(isSound)
    default: exit(2)
    }
  }

  /// Two threads count to a thousand, under a lock or without.
  private static func race(_ isSound: Bool) {
    let counter = Counter(isLocked: isSound)
    let threads = (0..<2).map { _ in
      var thread = pthread_t()
      pthread_create(
        &thread, nil, { $0.map { Unmanaged<Counter>.fromOpaque($0).takeUnretainedValue() }?.run() },
        Unmanaged.passUnretained(counter).toOpaque())
      return thread
    }
    for thread in threads { pthread_join(thread, nil) }
    print(counter.count)
  }

  /// The byte behind some memory.
  private static func overrun(_ isSound: Bool) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 16)
    memory.initialize(repeating: 1, count: 16)
    print(memory[isSound ? 15 : 16])
    memory.deallocate()
  }
}

/// Unchecked: that is the defect.
private final class Counter: @unchecked Sendable {
  private(set) var count = 0
  private let isLocked: Bool
  private let lock = Mutex(())

  init(isLocked: Bool) { self.isLocked = isLocked }

  func run() -> UnsafeMutableRawPointer? {
    for _ in 0..<1_000 { if isLocked { lock.withLock { _ in count += 1 } } else { count += 1 } }
    return nil
  }
}
