extension Key {
  /// The key's name, as the footer, the help and the documentation write it: `Ctrl-S`, `F2`, `Enter`, `q`.
  public var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-" + character.uppercased()
    // Not upper case: with Alt, as without, `d` and `D` are two keys.
    case .alt("\u{7F}"): "Alt-Backspace"
    case .alt(let character): "Alt-" + Key.character(character).label
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .wordLeft: "Ctrl-Left"
    case .wordRight: "Ctrl-Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .insert: "Insert"
    case .function(let number): "F\(number)"
    case .paste: "Paste"
    }
  }
}
