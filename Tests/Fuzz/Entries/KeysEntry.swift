@testable import ConsoleCore

/// What a terminal sends, cut into reads anywhere: no byte is ever taken for another key by a cut, nothing of a paste is
/// a key, and no character is a control.
enum KeysEntry {
  private static let start = ContinuousClock.now

  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let cut = 1 + choices.number(below: 9)
    let bytes = choices.rest()
    let whole = keys(bytes, cut: .max)
    for key in whole { try check(key) }
    try Finding.unlessSame(Self.flat(keys(bytes, cut: cut)), Self.flat(whole), "keys of reads of \(cut)")
    try checkPaste(bytes)
    try checkField(whole)
    try checkPauses(bytes, cut)
  }

  /// The keys of reads of `cut` bytes, of which only the last is at its end.
  private static func keys(_ bytes: [UInt8], cut: Int) -> [Key] {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    var rest = bytes[...]
    repeat {
      let read = rest.prefix(cut)
      rest = rest.dropFirst(cut)
      keys += decoder.decode(read.map(KeyInput.byte), at: start, more: !rest.isEmpty)
    } while !rest.isEmpty
    return keys + decoder.expire(at: start + .seconds(60))
  }

  private static func check(_ key: Key) throws(Finding) {
    switch key {
    case .character(let character):
      let isText = character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      try Finding.unless(isText, "a control as a character: \(key)")
    case .paste(let text):
      try Finding.unless(text.utf8.count <= Paste.kept, "a paste of \(text.utf8.count) bytes")
    case .function(let number):
      try Finding.unless((1...12).contains(number), "F\(number)")
    default: break
    }
  }

  /// Whatever is pasted is one key, and then all goes on as if nothing had been.
  private static func checkPaste(_ content: [UInt8]) throws(Finding) {
    let end = Array("\u{1b}[201~".utf8)
    let hasEnd = content.indices.contains { content[$0...].starts(with: end) }
    guard !hasEnd, content.count < Paste.kept else { return }
    let tail = Array("q\u{1b}[A".utf8)
    let keys = keys(Array("\u{1b}[200~".utf8) + content + end + tail, cut: .max)
    guard keys.count == 3, case .paste(let text) = keys[0] else { throw Finding("not one paste: \(keys)") }
    try Finding.unlessSame(Array(keys.dropFirst()), [.character("q"), .up], "keys behind a paste")
    let wanted = Array(String(decoding: content, as: UTF8.self).unicodeScalars)
    if !wanted.contains("\u{fffd}") { try Finding.unlessSame(Array(text.unicodeScalars), wanted, "what was pasted") }
  }

  /// A field that gets all the keys holds its limits, and no control.
  private static func checkField(_ keys: [Key]) throws(Finding) {
    var field = TextField(limit: 20)
    for key in keys {
      _ = field.handle(key)
      try Finding.unless((0...field.count).contains(field.cursor), "the cursor is at \(field.cursor) of \(field.count)")
      try Finding.unless(field.count <= 20 && field.text.count == field.count, "\(field.count) of 20 characters")
      let isLine = field.text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      try Finding.unless(isLine, "a control in a field")
    }
  }

  /// However long the pauses are, nothing stays unfinished.
  private static func checkPauses(_ bytes: [UInt8], _ cut: Int) throws(Finding) {
    var decoder = KeyDecoder()
    var now = start
    for byte in bytes {
      for key in decoder.decode(CollectionOfOne(.byte(byte)), at: now, more: Int(byte) % cut == 0) { try check(key) }
      guard let deadline = decoder.deadline else { continue }
      guard Int(byte) % 2 == 0 else { continue }
      now = deadline
      for key in decoder.expire(at: now) { try check(key) }
      try Finding.unless(decoder.deadline == nil && !decoder.isInPaste, "unfinished after its deadline")
    }
  }

  /// Marks join what came in the same read, so that only the scalars of characters are the same whatever the cuts.
  private static func flat(_ keys: [Key]) -> [Key] {
    keys.flatMap { key in
      guard case .character(let character) = key else { return [key] }
      return character.unicodeScalars.map { Key.character(Character($0)) }
    }
  }
}
