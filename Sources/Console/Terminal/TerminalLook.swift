/// How a terminal shows what is written next, as far as the console ever asks for (ECMA-48, SGR).
struct TerminalLook: Hashable {
  /// What is on: the codes 1 to 7 that switch it on.
  private var attributes: Set<Int> = []
  /// The parameters that chose the colour; none: the terminal's own.
  private var color: [Int] = []

  /// The look after a sequence with these parameters; nil if one of them asks for anything else.
  func changed(by parameters: [Int]) -> TerminalLook? {
    var look = self
    var rest = parameters.isEmpty ? [0] : parameters[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: look = TerminalLook()
      case 1, 2, 4, 5, 7: look.attributes.insert(code)
      case 22: look.attributes.subtract([1, 2])
      case 24, 25, 27: look.attributes.remove(code - 20)
      case 30...37, 90...97: look.color = [code]
      case 38 where rest.first == 5 && rest.count > 1:
        look.color = [38, 5, rest[rest.startIndex + 1]]
        rest = rest.dropFirst(2)
      case 39: look.color = []
      // The usual font, and the terminal's own background: the console knows no other.
      case 10, 49: break
      default: return nil
      }
    }
    return look
  }

  /// The shortest sequence that makes this look of another one; of an unknown one, where there is none.
  func sequence(after before: TerminalLook?) -> [UInt8] {
    guard before != self else { return [] }
    let anew = Self.sequence(attributes.isEmpty && color.isEmpty ? [] : [0] + attributes.sorted() + color)
    guard let before else { return anew }
    let change = Self.sequence(changes(from: before))
    return change.count < anew.count ? change : anew
  }

  private func changes(from before: TerminalLook) -> [Int] {
    var gone = before.attributes.subtracting(attributes)
    var new = attributes.subtracting(before.attributes)
    var codes: [Int] = []
    // Bold and dim are switched off together.
    if !gone.isDisjoint(with: [1, 2]) {
      codes.append(22)
      gone.subtract([1, 2])
      new.formUnion(attributes.intersection([1, 2]))
    }
    codes += gone.sorted().map { $0 + 20 } + new.sorted()
    if color != before.color { codes += color.isEmpty ? [39] : color }
    return codes
  }

  private static func sequence(_ parameters: [Int]) -> [UInt8] {
    Array("\u{1B}[\(parameters.map(String.init).joined(separator: ";"))m".utf8)
  }
}
