import TicketCore
import Worker

extension ConsoleState {
  /// A key, wherever it belongs: typed text, a command of the screen that has the keys, or nothing.
  mutating func press(_ key: Key, _ world: World) -> [Effect] {
    guard !layout.isTooSmall else { return pressTooSmall(key) }
    if let effects = pressAnywhere(key) { return effects }
    noteInputMethod(key)
    guard let top = layers.last else {
      return meant(key).flatMap { KeyTable.board.command(for: $0).map { run($0, world) } ?? [] }
    }
    if case .form(var form) = top { return press(key, in: &form, world) }
    if top.isTyping { return type(key, world) }
    return meant(key).flatMap { key in
      // The first of two letters in a syllable may have closed the layer that the second was for.
      (layers.last?.keys ?? .board).command(for: key).map { run($0, world) } ?? []
    }
  }

  /// Keys that no screen takes for something else.
  private mutating func pressAnywhere(_ key: Key) -> [Effect]? {
    switch KeyTable.board.command(for: key) {
    case .quitAnywhere: quit(asking: true)
    case .suspend: [.suspend]
    case .repaint: [.repaint]
    default: nil
    }
  }

  private mutating func pressTooSmall(_ key: Key) -> [Effect] {
    meant(key).contains(where: { KeyTable.board.command(for: $0) == .quit || $0 == .control("c") })
      ? quit(asking: false) : []
  }

  /// The keys that were meant: letters of the Korean layout are the Latin ones in the same places. A paste is none.
  private func meant(_ key: Key) -> [Key] {
    switch key {
    case .paste: []
    case .character(let character): Hangul.latin(for: character)?.map(Key.character) ?? [key]
    default: [key]
    }
  }

  private mutating func noteInputMethod(_ key: Key) {
    guard case .character(let character) = key else { return }
    if Hangul.latin(for: character) != nil {
      if !isHangul, layers.last?.isTyping != true { answer(.info, words.hangulHint) }
      isHangul = true
    } else if character.isASCII, character.isLetter {
      isHangul = false
    }
  }

  private mutating func press(_ key: Key, in form: inout TicketForm, _ world: World) -> [Effect] {
    let outcome = form.handle(key)
    switch outcome {
    case .handled, .ignored:
      layers[layers.count - 1] = .form(form)
      return []
    case .leave:
      layers.removeLast()
      drafts[form.type] = form.holdsText ? form : nil
      return []
    case .send(let submission):
      form.phase = .sending
      layers[layers.count - 1] = .form(form)
      return [.submit(submission)]
    }
  }

  /// A key where letters are text.
  private mutating func type(_ key: Key, _ world: World) -> [Effect] {
    switch layers.last {
    case .picker(var picker):
      if picker.kind == .palette, key == .tab {
        picker.complete(words)
      } else if let command = KeyTable.typing.command(for: key) {
        return run(command, world)
      } else if picker.query.handle(key) {
        picker.cursor = ListCursor()
      }
      layers[layers.count - 1] = .picker(picker)
    case .confirmation(var confirmation):
      if let command = KeyTable.typing.command(for: key) { return run(command, world) }
      _ = confirmation.message?.handle(key)
      layers[layers.count - 1] = .confirmation(confirmation)
    case .newTicket, .form, .detail, .problems, .messages, nil:
      break
    }
    return []
  }

  /// Leaves the console. A form that holds text asks once, if `asking`.
  mutating func quit(asking: Bool) -> [Effect] {
    let isAsked: Bool = if case .confirmation(let top) = layers.last { top.subject == .quit } else { false }
    let holdsText = layers.contains { $0.form?.holdsText == true } || !drafts.isEmpty
    if asking, holdsText, !isAsked {
      layers.append(.confirmation(Confirmation(.quit)))
      return []
    }
    isQuitting = true
    if worker != .off { answer(.warning, words.quitting) }
    return [.quit]
  }
}
