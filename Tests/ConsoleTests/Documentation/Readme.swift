import Glibc
import TicketCore

/// One of the project's READMEs, with sections that are made from the program's tables.
struct Readme {
  let path: String

  init(_ language: Language, source: String = #filePath) {
    // Tests/ConsoleTests/Documentation/Readme.swift
    let root = source.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    path = root + "/" + language.pick("README.md", "README.ko.md")
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

  /// The text with that section's content replaced; nil where the section's marks are missing.
  static func replacing(_ section: String, in text: String, with content: String) -> String? {
    let (begin, end) = ("<!-- \(section): written by make docs -->\n", "<!-- end of \(section) -->\n")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.firstIndex(of: String(begin.dropLast())),
      let last = lines.firstIndex(of: String(end.dropLast())), first < last
    else { return nil }
    let middle = content.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    return (lines[...first] + [""] + middle + [""] + lines[last...]).joined(separator: "\n")
  }
}
