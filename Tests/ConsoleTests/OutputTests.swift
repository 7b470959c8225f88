import Glibc
import Testing

@testable import Console

@Suite struct OutputTests {
  @Test func whatIsAskedBeforeEachPieceMayEndTheOutput() {
    let sink = MemorySink()
    let output = Output(sink)
    var pieces = 0
    output.hasRoom = {
      pieces += 1
      return pieces <= 2
    }
    output.write(String(repeating: "a", count: 3 * Int(PIPE_BUF)))
    output.flush()
    #expect(sink.text.utf8.count == 2 * Int(PIPE_BUF))
    #expect(output.failure == FileError(errno: EINTR))
    output.forgiveEnd()
    #expect(output.failure == nil)
  }

  @Test func withoutAQuestionAllIsWritten() {
    let sink = MemorySink()
    let output = Output(sink)
    output.write(String(repeating: "a", count: 100_000))
    output.flush()
    #expect(sink.text.utf8.count == 100_000 && output.failure == nil)
  }
}
