/// What lies over the board; the last one has the keys.
enum Layer {
  case newTicket(ListCursor)
  case form(TicketForm)
  case detail(DetailState)
  case confirmation(Confirmation)
  case problems(ListCursor)
  case messages(ListCursor)
  case picker(CommandPicker)
  case filter(FilterPrompt)

  /// Which keys do what here; a form has its own.
  var keys: KeyTable {
    switch self {
    case .newTicket: .newTicket
    case .form, .picker, .confirmation: .typing
    case .filter: .filter
    case .detail: .detail
    case .problems, .messages: .list
    }
  }

  func isSameKind(as other: Layer) -> Bool {
    switch (self, other) {
    case (.newTicket, .newTicket), (.detail, .detail), (.problems, .problems), (.messages, .messages): true
    case (.picker(let mine), .picker(let other)): mine.kind == other.kind
    case (_, _): false
    }
  }

  /// Whether letters are text here.
  var isTyping: Bool {
    switch self {
    case .form, .picker, .filter: true
    case .confirmation(let confirmation): confirmation.message != nil
    case .newTicket, .detail, .problems, .messages: false
    }
  }
}
