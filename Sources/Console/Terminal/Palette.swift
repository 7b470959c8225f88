import CNcurses
import ConsoleCore

/// How each meaning looks, by what the terminal can do.
///
/// No background is ever set, except by reverse. The 256-colour values have a contrast of about 4 or more to black and
/// to white; what matters is told apart without colour too, by bold, underline or dim.
struct Palette {
  enum Depth: Equatable {
    case none, basic, many
  }

  /// A meaning's attributes and its colour: one of 8, and one of 256.
  private struct Look {
    var attributes: attr_t = 0
    var basic: CInt = -1
    var many: CInt = -1
  }

  private let looks: [(attributes: attr_t, pair: CInt)]

  /// After `newterm`; starts ncurses' colours unless they are not wanted.
  init(colored: Bool) {
    let depth = colored ? Self.startColors() : .none
    looks = Style.Role.allCases.enumerated().map { index, role in
      let look = Self.look(of: role)
      let color = depth == .many ? look.many : depth == .basic ? look.basic : -1
      // Half of the terminals ignore dim or cannot combine it: it stands in where there is no colour.
      let attributes = color >= 0 ? look.attributes & ~CN_DIM : look.attributes
      guard color >= 0, init_pair(Int16(index + 1), Int16(color), -1) == OK else { return (attributes, 0) }
      return (attributes, CInt(index + 1))
    }
  }

  private static func startColors() -> Depth {
    guard has_colors(), start_color() == OK, use_default_colors() == OK else { return .none }
    return cn_colors() >= 256 ? .many : cn_colors() >= 8 ? .basic : .none
  }

  /// The attributes and the pair that ncurses draws the style with.
  subscript(style: Style) -> (attributes: attr_t, pair: CInt) {
    // The bar is of one piece: colours and bold text would make patches of it.
    if style.selected { return (looks[Int(style.role.rawValue)].attributes & CN_UNDERLINE | CN_REVERSE, 0) }
    return looks[Int(style.role.rawValue)]
  }

  private static func look(of role: Style.Role) -> Look {
    switch role {
    case .plain: Look()
    case .dim, .hint, .placeholder, .border: Look(attributes: CN_DIM, many: 244)
    case .strong, .title, .button: Look(attributes: CN_BOLD)
    case .activeBorder, .key: Look(attributes: CN_BOLD, basic: COLOR_CYAN, many: 31)
    case .open: Look(basic: COLOR_CYAN, many: 31)
    case .inProgress, .warning: Look(attributes: CN_BOLD, basic: COLOR_YELLOW, many: 130)
    case .done: Look(attributes: CN_DIM, basic: COLOR_GREEN, many: 28)
    case .failed, .error: Look(attributes: CN_BOLD, basic: COLOR_RED, many: 196)
    case .stuck: Look(attributes: CN_BOLD | CN_UNDERLINE, basic: COLOR_MAGENTA, many: 133)
    case .success: Look(attributes: CN_BOLD, basic: COLOR_GREEN, many: 28)
    case .field: Look(attributes: CN_UNDERLINE)
    case .match: Look(attributes: CN_BOLD | CN_UNDERLINE, basic: COLOR_YELLOW, many: 130)
    }
  }
}
