import CNcurses
import ConsoleCore

/// The codes of ncurses for the keys that the console knows.
struct KeyCodes {
  private let keys: [CInt: Key]

  /// After `newterm`: some codes are made from the description of the terminal.
  init() {
    var keys: [CInt: Key] = [
      KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
      KEY_HOME: .home, KEY_END: .end, KEY_FIND: .home, KEY_SELECT: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
      KEY_BTAB: .backTab, KEY_ENTER: .enter, KEY_BACKSPACE: .backspace, KEY_DC: .delete, KEY_IC: .insert,
    ]
    for number in 1...12 { keys[cn_key_f(CInt(number))] = .function(number) }
    let words: [(String, Key)] = [
      ("kLFT5", .wordLeft), ("kLFT3", .wordLeft), ("kRIT5", .wordRight), ("kRIT3", .wordRight),
    ]
    for (name, key) in words {
      let code = key_defined(String(decoding: Capability(name).bytes, as: UTF8.self))
      if code > 0 { keys[code] = key }
    }
    self.keys = keys
  }

  subscript(code: CInt) -> Key? { keys[code] }
}
