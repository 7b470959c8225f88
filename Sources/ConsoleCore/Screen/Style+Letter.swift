extension Style {
  /// One letter for the meaning, upper case under the selection bar; a dot for what is plain and not selected.
  public var letter: Character {
    if self == .plain { return "." }
    let letter = role.letter
    return selected ? Character(letter.uppercased()) : letter
  }
}

extension Style.Role {
  fileprivate var letter: Character {
    switch self {
    case .plain: "p"
    case .dim: "d"
    case .strong: "s"
    case .border: "b"
    case .activeBorder: "a"
    case .title: "t"
    case .key: "k"
    case .hint: "h"
    case .open: "o"
    case .inProgress: "i"
    case .done: "n"
    case .failed: "f"
    case .stuck: "u"
    case .warning: "w"
    case .error: "e"
    case .success: "c"
    case .field: "l"
    case .placeholder: "r"
    case .button: "x"
    case .match: "m"
    }
  }
}
