import Testing

@testable import ConsoleCore

/// Whatever is pressed, however large the screen, whatever becomes of the logs.
@Suite struct ConsolePropertyTests {
  @Test(arguments: Seeds.first(8))
  func `every screen is whole and safe, and the selection stays with its ticket`(_ seed: UInt64) {
    var shift = HostileShift(seed: seed)
    for step in 0..<120 {
      let (selected, isBound) = (shift.console.selected, shift.isBound)
      let event = shift.next()
      if let fault = shift.console.view(shift.world).fault {
        Issue.record("seed \(seed), step \(step), \(event): \(fault)")
        return
      }
      if case .key = event { continue }
      #expect(!isBound || shift.keeps(selected), "seed \(seed), step \(step), \(event): the selection moved")
    }
  }

  @Test(arguments: Seeds.first(2))
  func `the same events lead to the same screen`(_ seed: UInt64) {
    var first = HostileShift(seed: seed)
    var second = HostileShift(seed: seed)
    for _ in 0..<60 { _ = (first.next(), second.next()) }
    #expect(first.console.view(first.world) == second.console.view(second.world))
  }
}
