extension TicketForm {
  /// Takes a key. While sending none changes anything; leaving and the help are still there.
  public mutating func handle(_ key: Key) -> Outcome {
    if phase == .sending { return handleWhileSending(key) }
    let outcome = face == .fields ? handleInFields(key) : handleInPreview(key)
    guard outcome == .ignored, key.isText else { return outcome }
    return .handled
  }

  private mutating func handleWhileSending(_ key: Key) -> Outcome {
    switch Self.command(of: key, in: .anywhere) {
    case .leave: return .leave
    case .help: return .help
    default:
      dropKey()
      return .dropped
    }
  }

  private mutating func handleInFields(_ key: Key) -> Outcome {
    if let command = Self.command(of: key, in: .anywhere) { return perform(command) }
    guard let index = focusedIndex else { return .ignored }
    if case .choice = fields[index].content, let command = Self.command(of: key, in: .choice) {
      return perform(command)
    }
    var field = fields[index]
    let taken = field.handle(key)
    take(field, at: index)
    return taken ? .handled : .ignored
  }

  /// What is not on the screen is not acted on: a key that means something to the fields only brings them back.
  private mutating func handleInPreview(_ key: Key) -> Outcome {
    if let command = Self.command(of: key, in: .preview) { return perform(command) }
    face = .fields
    var behind = self
    return behind.handle(key) == .ignored ? .ignored : .handled
  }

  private mutating func perform(_ command: FormKey.Command) -> Outcome {
    switch command {
    case .send: return send()
    case .enter where focus == .button: return send()
    case .enter, .next: moveFocus(by: 1)
    case .previous: moveFocus(by: -1)
    case .leave: return .leave
    case .help: return .help
    case .nextChoice: choose(by: 1)
    case .previousChoice: choose(by: -1)
    case .preview: face = .preview(page: 0)
    case .nextPage: turnPage(by: 1)
    case .previousPage: turnPage(by: -1)
    case .close: face = .fields
    }
    return .handled
  }

  private mutating func send() -> Outcome {
    face = .fields
    switch submission {
    case .success(let submission):
      phase = .sending
      return .send(submission)
    case .failure:
      for index in fields.indices { fields[index].touched = true }
      let errors = errors
      if let bad = fields.first(where: { errors[$0.name] != nil }) { focus = .field(bad.name) }
      return .handled
    }
  }
}

extension TicketForm {
  /// The text field that has the keys, if one has.
  var focusedText: TextField? { face == .fields ? focusedIndex.flatMap { fields[$0].textField } : nil }

  private var focusedIndex: Int? { fields.firstIndex { focus == .field($0.name) } }

  /// Puts a field that took a key in the place of the old one; an edit makes an earlier failure old news.
  private mutating func take(_ field: FormField, at index: Int) {
    if !field.text.utf8.elementsEqual(fields[index].text.utf8) { phase = .editing }
    fields[index] = field
  }

  private mutating func moveFocus(by distance: Int) {
    let stops = fields.filter { !$0.isFixed }.map { Focus.field($0.name) } + [.button]
    let here = stops.firstIndex(of: focus) ?? 0
    focus = stops[(here + distance + stops.count) % stops.count]
  }

  private mutating func choose(by distance: Int) {
    guard let index = focusedIndex else { return }
    var field = fields[index]
    field.step(by: distance)
    take(field, at: index)
  }

  private mutating func turnPage(by distance: Int) {
    if case .preview(let page) = face { face = .preview(page: page &+ distance) }
  }
}

extension Key {
  fileprivate var isText: Bool {
    switch self {
    case .character, .paste: true
    default: false
    }
  }
}
