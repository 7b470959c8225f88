import Glibc
import Testing

/// What the fuzzer began with and what it found, again and again through the same entries.
@Suite struct CorpusTests {
  /// `Tests/Fuzz/Corpus/ENTRY`, whose files are inputs.
  private static func inputs(of entry: FuzzEntry) -> [(name: String, bytes: [UInt8])] {
    let folder = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Corpus/\(entry.rawValue)"
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var inputs: [(name: String, bytes: [UInt8])] = []
    while let found = readdir(directory) {
      let name = withUnsafePointer(to: &found.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix("."), let bytes = bytes(of: folder + "/" + name) { inputs.append((name, bytes)) }
    }
    return inputs.sorted { $0.name < $1.name }
  }

  private static func bytes(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    return count < 0 ? nil : Array(bytes[..<count])
  }

  @Test(arguments: FuzzEntry.attacks) func `every input of the corpus keeps its promises`(_ entry: FuzzEntry) throws {
    let inputs = Self.inputs(of: entry)
    #expect(!inputs.isEmpty, "no corpus")
    for input in inputs {
      do throws(Finding) {
        try entry.run(input.bytes)
      } catch {
        Issue.record("\(entry.rawValue)/\(input.name): \(error)")
      }
    }
  }

  @Test(arguments: FuzzEntry.attacks)
  func `a seed with any one bit turned keeps its promises`(_ entry: FuzzEntry) throws {
    for input in Self.inputs(of: entry).prefix(3) {
      for place in stride(from: 0, to: input.bytes.count, by: max(1, input.bytes.count / 24)) {
        var bytes = input.bytes
        bytes[place] ^= 1 << UInt8(place % 8)
        do throws(Finding) {
          try entry.run(bytes)
        } catch {
          Issue.record("\(entry.rawValue)/\(input.name), bit \(place): \(error)")
        }
      }
    }
  }

  @Test func `an entry that breaks its promise is reported`() {
    #expect(throws: Finding.self) { try FuzzEntry.controlTrap.run([0xd1, 0x0e, 0x5f, 0x9b]) }
  }
}
