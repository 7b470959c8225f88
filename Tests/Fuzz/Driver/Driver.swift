import Glibc

/// libFuzzer's own loop, which calls `body` with every input until it is told to end.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// `Fuzz ENTRY WORDS…` fuzzes an entry; the other words are libFuzzer's. Without words it lists the entries.
@main
struct Driver {
  /// Which entry this process fuzzes.
  private static let entry = CommandLine.arguments.dropFirst().first.flatMap(FuzzEntry.init(rawValue:))

  static func main() {
    guard entry != nil else {
      for entry in FuzzEntry.allCases { print(entry.rawValue) }
      exit(CommandLine.argc > 1 ? 2 : 0)
    }
    // The entry's name stands where libFuzzer expects the program's.
    var count = CommandLine.argc - 1
    var words = CommandLine.unsafeArgv + 1
    exit(runFuzzer(&count, &words, { start, count in Driver.run(start, count) }))
  }

  /// Ends the process at the first finding.
  private static func run(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do throws(Finding) {
      try entry?.run(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
      let sentence = Array("FINDING: \(error)\n".utf8)
      _ = write(STDERR_FILENO, sentence, sentence.count)
      abort()
    }
    return 0
  }
}
