import Testing
import TicketCore

struct TicketIDTests {
  @Test func lowerCaseUUIDsAreHeldAsNumbersAndComeBackTheSame() throws {
    let text = "0f9a3c7e-1234-4abc-8def-0123456789ab"
    let id = try #require(Ticket.ID(text))
    #expect(id == .uuid(high: 0x0f9a_3c7e_1234_4abc, low: 0x8def_0123_4567_89ab))
    #expect(id.description == text)
  }

  @Test(arguments: [
    "0F9A3C7E-1234-4ABC-8DEF-0123456789AB", "0f9a3c7e12344abc8def0123456789ab", "x", " ", "티켓",
    "0f9a3c7e-1234-4abc-8def-0123456789a", "0f9a3c7e-1234-4abc-8def-0123456789abc",
    "0f9a3c7e+1234-4abc-8def-0123456789ab", "\u{0}",
  ])
  func anyOtherTextIsAnIDAsItStands(_ text: String) throws {
    let id = try #require(Ticket.ID(text))
    #expect(id == .text(text))
    #expect(id.description == text)
  }

  @Test func anEmptyTextIsNone() { #expect(Ticket.ID("") == nil) }

  @Test func idsAreComparedByteForByte() throws {
    let (composed, decomposed) = (try #require(Ticket.ID("\u{e9}")), try #require(Ticket.ID("e\u{301}")))
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(Ticket.ID("ABC") != Ticket.ID("abc"))
  }

  @Test func invalidUTF8IsNone() {
    [0x66, 0xff].withUnsafeBufferPointer { #expect(Ticket.ID(utf8: $0) == nil) }
  }

  @Test func newOnesAreVersion4UUIDsAndDiffer() {
    var generator = SystemRandomNumberGenerator()
    let texts = (0..<1_000).map { _ in Ticket.ID.random(using: &generator).description }
    #expect(Set(texts).count == 1_000)
    for text in texts {
      let marks = Array(text)
      #expect(marks.count == 36 && marks[14] == "4" && "89ab".contains(marks[19]) && text == text.lowercased())
    }
  }
}
