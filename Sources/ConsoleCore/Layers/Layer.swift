/// What lies over the board; the last one has the keys.
enum Layer {
  case newTicket(ListCursor)
  case form(TicketForm)
  case detail(DetailState)
  case confirmation(Confirmation)
  case problems(ItemList<ProblemPlace>)
  /// Messages go by their numbers.
  case messages(ItemList<Int>)
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

  /// The text field that has the keys, if one has.
  var field: TextField? {
    switch self {
    case .form(let form): form.focusedText
    case .picker(let picker): picker.query
    case .confirmation(let confirmation): confirmation.message
    case .filter(let prompt): prompt.field
    case .newTicket, .detail, .problems, .messages: nil
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
