import ConsoleCore
import Testing

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("plain", "plain", 5), ("정산 불일치", "정산 불일치", 11), ("", "", 0),
    ("a\u{1B}[31mb", "a␛[31mb", 7), ("\u{0}\u{7}\u{1F}", "␀␇␟", 3), ("\u{7F}", "␡", 1),
    ("a\tb", "a b", 3), ("a\nb", "a⏎b", 3), ("a\r\nb", "a⏎⏎b", 4),
    ("\u{B}\u{C}\u{85}\u{2028}\u{2029}", "⏎⏎⏎⏎⏎", 5),
    ("\u{9B}31m", "<009B>31m", 9), ("\u{202E}abc", "<202E>abc", 9), ("a\u{200B}b", "a<200B>b", 8),
    ("\u{FEFF}", "<FEFF>", 6), ("\u{E0041}", "<E0041>", 7), ("\u{E000}", "<E000>", 6), ("\u{378}", "<0378>", 6),
    ("\u{10FFFF}", "<10FFFF>", 8), ("❤\u{FE0F}", "❤<FE0F>", 7), ("\u{3164}\u{FFA0}\u{115F}", "<3164><FFA0><115F>", 18),
    ("\u{34F}\u{17B4}\u{180B}\u{E0100}", "<034F><17B4><180B><E0100>", 25), ("a\u{AD}b", "a<00AD>b", 8),
    ("a\u{A0}\u{3000}b", "a  b", 4), ("\u{1FAE8}", "<1FAE8>", 7),
    ("👨\u{200D}👩", "👨<200D>👩", 10), ("🇰🇷", "🇰🇷", 2), ("👍🏽", "👍<1F3FD>", 9),
  ])
  func `every scalar is shown as itself, as a sign or as its number`(_ foreign: String, _ shown: String, _ width: Int) {
    let text = TerminalText(foreign)
    #expect(Array(text.string.unicodeScalars) == Array(shown.unicodeScalars))
    #expect(text.width == width)
  }

  @Test(arguments: [
    ("e\u{301}", ["e\u{301}"]), ("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", ["e\u{301}\u{302}\u{303}\u{304}"]),
    ("\u{301}", ["◌\u{301}"]), ("\n\u{301}", ["⏎", "◌\u{301}"]), ("\t\u{301}", [" ", "◌\u{301}"]),
    ("가\u{301}", ["가\u{301}"]), ("\u{200B}\u{301}", ["<", "2", "0", "0", "B", ">", "◌\u{301}"]),
  ])
  func `at most four marks stand on a base, and none without one`(_ foreign: String, _ clusters: [String]) {
    #expect(
      TerminalText(foreign).clusters.map { Array($0.text.unicodeScalars) } == clusters.map { Array($0.unicodeScalars) })
  }

  @Test(arguments: [
    ("\u{1112}\u{1161}\u{11AB}", ["\u{1112}\u{1161}\u{11AB}"]), ("하\u{11AB}", ["하\u{11AB}"]),
    ("\u{1161}", ["◌\u{1161}"]), ("a\u{11AB}", ["a", "◌\u{11AB}"]), ("\u{1112}\u{1112}", ["\u{1112}", "\u{1112}"]),
  ])
  func `conjoining jamo are part of the syllable they complete`(_ foreign: String, _ clusters: [String]) {
    #expect(
      TerminalText(foreign).clusters.map { Array($0.text.unicodeScalars) } == clusters.map { Array($0.unicodeScalars) })
  }

  @Test func `input ends after 4,096 scalars`() {
    #expect(TerminalText(String(repeating: "가", count: 5000)).width == 8193)
    #expect(TerminalText("e" + String(repeating: "\u{301}", count: 1_000_000)).clusters.count == 2)
  }

  @Test func `a substring is sanitised as its string is`() {
    let string = "a\u{1B}[2J정산"
    #expect(TerminalText(string.dropFirst()) == TerminalText(String(string.dropFirst())))
  }

  @Test(arguments: [(4_096, ""), (4_097, "~")])
  func `a text that is too long says that there is more`(_ count: Int, _ end: String) {
    let text = TerminalText(String(repeating: "가", count: count))
    #expect(text.string == String(repeating: "가", count: TerminalText.limit) + end)
  }

  @Test func `a literal is sanitised with what is interpolated`() {
    let foreign = "\u{1B}]0;title\u{7}"
    #expect(("<\(foreign)>" as TerminalText).string == "<␛]0;title␇>")
  }

  @Test(arguments: [
    ("abcdef", 6, true, "abcdef"), ("abcdef", 5, true, "abcd~"), ("abcdef", 5, false, "abcde"),
    ("abcdef", 1, true, "~"), ("abcdef", 0, true, ""), ("abcdef", -3, true, ""),
    ("가나다", 6, true, "가나다"), ("가나다", 5, true, "가나~"), ("가나다", 4, true, "가~"), ("가나다", 5, false, "가나"),
    ("가나다", 1, false, ""), ("가나다", 2, true, "~"), ("", 0, true, ""),
  ])
  func `clipping keeps wide characters whole and marks the cut`(
    _ foreign: String, _ columns: Int, _ ellipsis: Bool, _ shown: String
  ) {
    let clipped = TerminalText(foreign).clipped(to: columns, ellipsis: ellipsis)
    #expect(clipped.string == shown)
    #expect(clipped.width <= max(0, columns))
    #expect(clipped.width == clipped.clusters.map(\.width).reduce(0, +))
  }

  @Test(arguments: [
    ("OPEN 대기", "OPEN ????"), ("e\u{301}a", "ea"), ("a\u{1B}b\n", "a?b?"), ("\u{202E}", "<202E>"),
    ("\u{1112}\u{1161}\u{11AB}", "??"), ("│é", "??"),
  ])
  func `ASCII takes as many columns`(_ foreign: String, _ shown: String) {
    let text = TerminalText(foreign)
    #expect(text.ascii().string == shown)
    #expect(text.ascii().width == text.width)
  }

  @Test func `appending adds text and width`() {
    let text: TerminalText = "정산" + " ok"
    #expect(text.string == "정산 ok")
    #expect(text.width == 7)
    #expect(!text.isEmpty && TerminalText().isEmpty)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `whatever comes in, only safe clusters of known width come out`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let foreign = HostileText.string(upTo: 40, using: &generator)
      let text = TerminalText(foreign)
      for cluster in text.clusters {
        #expect(Safety.fault(of: cluster.text, width: cluster.width) == nil, "from \(foreign.debugDescription)")
      }
      #expect(text.width == text.clusters.map(\.width).reduce(0, +))
      #expect(TerminalText(text.string) == text, "safe text stays as it is")
      #expect(text.ascii().string.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    }
  }

  /// All that differ from their neighbours: of ideographs, unassigned and private planes, edges stand for the rest.
  @Test(
    arguments: [
      0x0...0x33FF, 0x4DB0...0x4E10, 0x9FF0...0xAC10, 0xD790...0xE010, 0xF8F0...0x16FFF, 0x18CD0...0x18D10,
      0x1AFF0...0x20010, 0x2A6D0...0x2A710, 0xDFFF0...0xE0FFF, 0xEFFF0...0xF000F, 0x10FFF0...0x10FFFF,
    ] as [ClosedRange<UInt32>])
  func `every kind of scalar in Unicode comes out safe`(_ range: ClosedRange<UInt32>) {
    for value in range {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for cluster in TerminalText(String(scalar)).clusters {
        if let fault = Safety.fault(of: cluster.text, width: cluster.width) { Issue.record("\(value): \(fault)") }
      }
    }
  }
}
