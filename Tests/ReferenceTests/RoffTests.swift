import Testing

@testable import Reference

@Suite struct RoffTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("--once", #"\-\-once"#), (#"a\b"#, #"a\(rsb"#), (".TH", #"\&.TH"#),
    ("'quoted'", #"\(aqquoted\(aq"#), ("`a^b~c`", #"\(gaa\(hab\(tic\(ga"#), ("two\nlines", "two lines"),
    ("가…", #"\[uAC00]\[u2026]"#), ("é😀", #"\[u00E9]\[u1F600]"#), ("\"", #"\(dq"#),
  ])
  func textIsTakenLiterally(_ text: String, _ roff: String) {
    #expect(Roff.text(text) == roff)
  }

  @Test func anArgumentStaysOneWhateverStandsInIt() {
    #expect(Roff.argument(#"a "b" c"#) == #""a \(dqb\(dq c""#)
  }

  @Test func aPageHoldsEveryCommandAndOption() {
    let roff = ManualPage(
      program: .sample, version: "1.2", purpose: "a sample", description: [.paragraph("Text.")],
      sections: [ManualSection("FILES", [.entry("a.b", "A file.")])]
    ).roff
    for text in [
      #"\fBsample add many\fR"#, #"\fB\-\-mode FAST|SLOW\fR"#, #"\fB\-\-file FILE\fR"#, #"\fB\-\-lang LANG\fR"#,
      ".SH \"FILES\"\n.TP\n\\fBa.b\\fR\nA file.\n", #".TH "SAMPLE" 1 "" "sample 1.2""#,
    ] {
      #expect(roff.contains(text), "\(text)")
    }
    #expect(roff.hasSuffix("\n") && roff.utf8.allSatisfy { $0 < 0x80 })
  }
}
