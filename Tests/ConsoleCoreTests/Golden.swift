import ConsoleCore
import Glibc
import Testing

/// Compares a frame with the reviewed one in `Screens/NAME.txt`; with `UPDATE_SCREENS=1` in the environment writes
/// that file anew instead.
func expectGolden(_ frame: Frame, named name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let golden = Golden(name: name)
  if getenv("UPDATE_SCREENS") != nil {
    let written = golden.write(frame.golden)
    #expect(written, "cannot write \(golden.path)", sourceLocation: sourceLocation)
    return
  }
  let reviewed = golden.read() ?? "(no such file; UPDATE_SCREENS=1 writes it)\n"
  guard !reviewed.utf8.elementsEqual(frame.golden.utf8) else { return }
  let difference = Golden.firstDifference(reviewed, frame.golden)
  Issue.record("Screens/\(name).txt \(difference)\n\(frame.golden)", sourceLocation: sourceLocation)
}

/// A reviewed screen, next to these sources.
private struct Golden {
  let path: String

  init(name: String, source: String = #filePath) {
    let folder = source.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    path = "\(folder)/Screens/\(name).txt"
  }

  func read() -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(_ text: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, file)
    return fclose(file) == 0 && written == bytes.count
  }

  static func firstDifference(_ reviewed: String, _ drawn: String) -> String {
    let reviewed = reviewed.split(separator: "\n", omittingEmptySubsequences: false)
    let drawn = drawn.split(separator: "\n", omittingEmptySubsequences: false)
    let same = zip(reviewed, drawn).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    func line(_ lines: [Substring]) -> Substring { same < lines.count ? lines[same] : "(end)" }
    return "differs in line \(same + 1)\n  reviewed: \(line(reviewed))\n  drawn:    \(line(drawn))"
  }
}
