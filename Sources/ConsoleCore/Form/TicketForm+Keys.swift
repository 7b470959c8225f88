import TicketCore

extension TicketForm {
  /// Takes a key. While sending none changes anything, and only Esc still leaves.
  public mutating func handle(_ key: Key) -> Outcome {
    let outcome = face == .fields ? handleInFields(key) : handleInPreview(key)
    guard outcome == .ignored, key.isText else { return outcome }
    return .handled
  }

  private mutating func handleInFields(_ key: Key) -> Outcome {
    guard let command = Self.command(of: key) else { return handleInFocus(key) }
    if phase == .sending { return command == .leave ? .leave : .handled }
    switch command {
    case .send: return send()
    case .enter where focus == .button: return send()
    case .enter, .next: moveFocus(by: 1)
    case .previous: moveFocus(by: -1)
    case .preview: face = .preview(page: 0)
    case .leave: return .leave
    // Those of a place, which are none of `anywhere`.
    case .choose, .moveByCharacter, .moveByWord, .moveToEnds, .erase, .cutWord, .cutLine, .yank, .transpose, .undo,
      .turnPage, .close:
      return .ignored
    }
    return .handled
  }

  private mutating func handleInFocus(_ key: Key) -> Outcome {
    guard case .field(let name) = focus, let index = fields.firstIndex(where: { $0.name == name }) else {
      return .ignored
    }
    var field = fields[index]
    guard field.handle(key) else { return .ignored }
    guard phase != .sending else { return .handled }
    if !field.text.utf8.elementsEqual(fields[index].text.utf8) { phase = .editing }
    fields[index] = field
    return .handled
  }

  /// What is not on the screen is not acted on: any key but the preview's own only brings the fields back.
  private mutating func handleInPreview(_ key: Key) -> Outcome {
    guard case .preview(let page) = face else { return .ignored }
    switch key {
    case .down, .pageDown: face = .preview(page: page &+ 1)
    case .up, .pageUp: face = .preview(page: page &- 1)
    default:
      face = .fields
      if Self.command(of: key) == .send, phase != .sending { return send() }
    }
    return .handled
  }

  private mutating func send() -> Outcome {
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

  private mutating func moveFocus(by distance: Int) {
    let stops = fields.filter { !$0.isFixed }.map { Focus.field($0.name) } + [.button]
    let here = stops.firstIndex(of: focus) ?? 0
    focus = stops[(here + distance + stops.count) % stops.count]
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
