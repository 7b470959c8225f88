/// One thing that the operator did at the keyboard.
public enum Key: Hashable, Sendable {
  /// A printable character of any language, after the terminal's bytes were decoded. Space is `.character(" ")`.
  case character(Character)
  /// Ctrl and a lower-case letter or sign: `.control("s")`, `.control("_")`.
  case control(Character)
  /// Alt (Meta) and a character: `.alt("b")`.
  case alt(Character)
  case up, down, left, right
  /// Left and right with Ctrl or Alt.
  case wordLeft, wordRight
  case home, end, pageUp, pageDown
  case tab, backTab, enter, escape, backspace, delete, insert
  /// F1 to F12.
  case function(Int)
  /// A bracketed paste, as it arrived.
  case paste(String)
}
