import TicketCore
import Worker

extension ConsoleState {
  /// A key, wherever it belongs: typed text, a command of the screen that has the keys, or nothing.
  mutating func press(_ key: Key, _ world: World) -> [Effect] {
    // What was begun is being finished; nothing new begins.
    guard !isQuitting else { return [] }
    if drops(key) { return [] }
    // Esc and a key that come at once, as tmux and ssh send them, look like one key with Alt.
    if case .alt(let character) = key, layers.last?.field?.takes(key) != true {
      // Where letters are text it is rather a motion that the field does not have: what follows must stay text.
      if layers.last?.isTyping == true { return [] }
      return press(.escape, world) + press(character == "\u{7F}" ? .backspace : .character(character), world)
    }
    sentAt = nil
    messages.acknowledge(at: now)
    guard !layout.isTooSmall else { return pressTooSmall(key) }
    if let effects = pressAnywhere(key) { return effects }
    noteInputMethod(key)
    if case .form(var form) = layers.last { return press(key, in: &form, world) }
    if layers.last?.isTyping == true { return type(key, world) }
    var effects: [Effect] = []
    // The first of two letters in a syllable may have changed what is on top; where text is typed, the second is none.
    for key in meant(key) where layers.last?.isTyping != true {
      if let command = (layers.last?.keys ?? .board).command(for: key) { effects += run(command, world) }
    }
    return effects
  }

  /// Whether a key was meant for a form that is not there as it was. How many are, its message tells.
  private mutating func drops(_ key: Key) -> Bool {
    guard var stray = strayKeys else { return false }
    switch KeyTable.board.command(for: key) {
    case .quitAnywhere, .suspend, .repaint: return false
    default: break
    }
    // Leaving a form that is still there can only be meant so; what comes behind it may not be.
    if key == .escape, layers.last?.form != nil { return false }
    strayKeys = nil
    guard stray.take(at: moment) else { return false }
    messages.amend(stray.message, words.meanwhile(stray.sentence, dropped: stray.count))
    strayKeys = stray
    return true
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

  /// Nothing but quitting: what any other key did could not be seen.
  private mutating func pressTooSmall(_ key: Key) -> [Effect] {
    let commands = meant(key).compactMap(KeyTable.board.command)
    let quits = commands.contains(.quitAnywhere) || layers.isEmpty && commands.contains(.quit)
    return quits ? quit(asking: true) : []
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
    layers[layers.count - 1] = .form(form)
    switch outcome {
    case .handled, .ignored, .dropped: return []
    case .send(let submission):
      noteSent(submission, world)
      sentAt = moment
      return [.submit(submission)]
    case .leave:
      goBack()
      return []
    case .help:
      layers.append(.picker(.formHelp))
      return []
    }
  }

  /// Back one level. What was entered into a form is kept; on the board, the message on display was read.
  mutating func goBack() {
    guard let top = layers.popLast() else { return messages.dismiss() }
    switch top {
    case .form(let form): drafts[form.type] = form == TicketForm(type: form.type) ? nil : form
    case .confirmation(let confirmation): keepMessage(of: confirmation)
    case .newTicket, .detail, .problems, .messages, .picker, .filter: break
    }
  }

  /// Back until so many layers are left.
  mutating func goBack(to count: Int) { while layers.count > count { goBack() } }

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
    case .filter(var prompt):
      return type(key, in: &prompt, world)
    case .newTicket, .form, .detail, .problems, .messages, nil:
      break
    }
    return []
  }

  /// Leaves the console. A form that holds text asks once, if `asking`.
  mutating func quit(asking: Bool) -> [Effect] {
    if asking, heldText != nil, !isAskingToQuit {
      layers.append(.confirmation(Confirmation(.quit)))
      return []
    }
    isQuitting = true
    if worker != .off { answer(.warning, words.quitting) }
    return [.quit]
  }

  var isAskingToQuit: Bool {
    if case .confirmation(let top) = layers.last { top.subject == .quit } else { false }
  }

  /// What leaving for good would lose; nil if nothing.
  var heldText: HeldText? {
    let forms = (layers.compactMap(\.form) + drafts.values).filter(\.holdsText)
    let isUnknown = forms.contains { form in form.isUnknown || lost.contains { $0.formType == form.type } }
    if isUnknown || unsentMessages.keys.contains(where: isBeingTold) { return .unknown }
    if !forms.isEmpty { return .form }
    return holdsMessage ? .message : nil
  }
}
