import Testing
import TicketContract

@testable import Console

struct LookSaverTests {
  private var saver = LookSaver()

  private mutating func save(_ text: String) -> String {
    String(decoding: saver.save(Array(text.utf8)), as: UTF8.self)
  }

  @Test mutating func aLookIsSentWithWhatIsWrittenInItAndOnlyWhenItIsAnother() {
    #expect(save("\u{1B}[0;1m\u{F}a\u{1B}[m\u{F}") == "\u{F}\u{1B}[0;1ma")
    #expect(save("\u{8}\u{1B}[0;1m\u{F}b\u{1B}[39m\u{1B}[m\u{F}") == "\u{8}b")
    #expect(save("\u{1B}[2;9H\u{1B}[0;4m\u{F}\u{1B}[38;5;31mc") == "\u{1B}[2;9H\u{1B}[0;4;38;5;31mc")
    #expect(save("\u{1B}[38;5;28md\u{1B}[39m\u{1B}[me") == "\u{1B}[38;5;28md\u{1B}[me")
  }

  @Test mutating func clearingIsDoneInTheLookThatWasAskedFor() {
    #expect(save("\u{1B}[0;7mx\u{1B}[m\u{1B}[K") == "\u{1B}[0;7mx\u{1B}[m\u{1B}[K")
  }

  @Test mutating func nothingIsTakenForGrantedOfATerminalThatSomethingElseWasSentTo() {
    _ = save("\u{1B}[1m\u{F}a")
    saver.forget()
    #expect(save("b") == "\u{F}\u{1B}[0;1mb")
  }

  @Test mutating func aTerminalThatIsSpokenToOtherwiseIsLeftAlone() {
    let foreign = "\u{1B}[1ma\u{1B}[38;2;1;2;3mb\u{1B}[0m\u{1B}[0mc\u{1B}[0;1m\u{1B}[m"
    #expect(save(foreign).hasSuffix("\u{1B}[38;2;1;2;3mb\u{1B}[0m\u{1B}[0mc\u{1B}[0;1m\u{1B}[m"))
    #expect(save("\u{1B}[1m\u{1B}[m") == "\u{1B}[1m\u{1B}[m")
  }

  /// Each written character with the look it has, and what moves or clears, with the look where that matters.
  private func shown(_ text: String) -> [String] {
    var (look, characters, shown) = (Set<String>(), "", [String]())
    var rest = text.unicodeScalars[...]
    while let first = rest.popFirst() {
      switch first {
      case "\u{F}", "\u{E}": characters = "\(first.value)"
      case "\u{1B}" where rest.first == "(":
        characters = String(String.UnicodeScalarView(rest.prefix(2)))
        rest = rest.dropFirst(2)
      case "\u{1B}":
        let body = rest.dropFirst().prefix { !$0.properties.isAlphabetic }
        let last = rest.dropFirst(1 + body.count).first
        rest = rest.dropFirst(2 + body.count)
        let parameters = String(String.UnicodeScalarView(body))
        guard last == "m" else {
          shown.append(last == "K" ? "K\(look.sorted())" : "\(parameters)\(last.map(String.init) ?? "")")
          continue
        }
        apply(parameters, to: &look)
      case "\u{8}", "\r": shown.append("\(first.value)")
      default: shown.append("\(first)\(look.sorted())\(characters)")
      }
    }
    return shown
  }

  private func apply(_ parameters: String, to look: inout Set<String>) {
    var codes = parameters.split(separator: ";", omittingEmptySubsequences: false)[...]
    while let code = codes.popFirst() {
      switch code {
      case "", "0": look = []
      case "22": look.subtract(["1", "2"])
      case "24": look.remove("4")
      case "27": look.remove("7")
      case "39": look = look.filter { !$0.hasPrefix("c") }
      case "38", "31":
        look = look.filter { !$0.hasPrefix("c") }
        look.insert("c\(code) \(code == "38" ? codes.dropFirst().first ?? "" : "")")
        if code == "38" { codes = codes.dropFirst(2) }
      default: look.insert(String(code))
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func whatIsSavedShowsTheSameInFewerBytes(_ seed: UInt64) {
    let pieces = [
      "\u{1B}[m", "\u{1B}[0;1m", "\u{1B}[0;2m", "\u{1B}[0;1;4m", "\u{1B}[7m", "\u{1B}[27m", "\u{1B}[24m", "\u{1B}[22m",
      "\u{1B}[39m", "\u{1B}[38;5;31m", "\u{1B}[38;5;244m", "\u{1B}[31m", "\u{F}", "\u{E}", "\u{1B}(B", "\u{1B}(0", "a",
      "한", "bc", "\u{8}", "\r", "\u{1B}[3;4H", "\u{1B}[5d", "\u{1B}[9G", "\u{1B}[K", "\u{1B}[4C",
    ]
    var generator = SeededGenerator(seed: seed)
    var (saver, plain, saved) = (LookSaver(), "\u{1B}[m\u{F}", "")
    saved += String(decoding: saver.save(Array(plain.utf8)), as: UTF8.self)
    for _ in 0..<300 {
      let frame = (0..<Int.random(in: 1...12, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      plain += frame
      saved += String(decoding: saver.save(Array(frame.utf8)), as: UTF8.self)
    }
    #expect(shown(saved) == shown(plain))
    #expect(saved.utf8.count < plain.utf8.count)
  }
}
