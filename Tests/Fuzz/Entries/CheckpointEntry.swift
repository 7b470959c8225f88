import Glibc

@testable import TicketCore
@testable import TicketLog

/// A saved board whose file was damaged anywhere: it is refused, or it is the board that was saved.
enum CheckpointEntry {
  static func run(_ input: [UInt8]) throws(Finding) {
    guard let saved = SavedBoard.shared else { throw Finding("no board was saved") }
    var choices = Choices(input)
    let bytes = damaged(saved.bytes, &choices)
    let file = open(saved.folder.checkpointPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    defer { close(file) }
    guard write(file, bytes, bytes.count) == bytes.count else { throw Finding("nothing can be written") }
    guard let checkpoint = Checkpoint(in: saved.folder) else {
      return try Finding.unless(bytes != saved.bytes, "what was saved is refused")
    }
    try ArchiveEntry.expectSame(checkpoint.board, saved.board)
  }

  private static func damaged(_ bytes: [UInt8], _ choices: inout Choices) -> [UInt8] {
    var bytes = bytes
    while !choices.isEmpty, !bytes.isEmpty {
      let action = choices.byte()
      // The directory and the footer stand at the end: half of the damage is done there.
      let place = (Int(choices.byte()) << 8 | Int(choices.byte())) % bytes.count
      let at = action & 8 == 0 ? place : bytes.count - 1 - place % min(bytes.count, 512)
      switch action & 7 {
      case 0, 1, 2: bytes[at] ^= choices.byte()
      case 3: bytes[at] = choices.byte()
      case 4: bytes.removeLast(bytes.count - at)
      case 5: bytes.insert(contentsOf: choices.take(8), at: at)
      case 6: bytes.removeSubrange(at..<min(bytes.count, at + 1 + choices.number(below: 64)))
      default: bytes.append(contentsOf: choices.take(8))
      }
    }
    return bytes
  }
}
