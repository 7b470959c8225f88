import Testing
import TicketContract

@testable import TicketCore

struct TicketSetTests {
  @Test(arguments: [1 as UInt64, 2, 3]) func agreesWithASetOfIntegers(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var (set, plain) = (TicketSet(), Set<Int>())
    for round in 0..<3_000 {
      let ordinal = Int.random(in: 0..<9_000, using: &generator)
      if Int.random(in: 0..<3, using: &generator) == 0 {
        set.remove(ordinal)
        plain.remove(ordinal)
      } else {
        set.insert(ordinal)
        plain.insert(ordinal)
      }
      guard round % 500 == 499 else { continue }
      let sorted = plain.sorted()
      var walked: [Int] = []
      set.forEach { walked.append($0) }
      #expect(walked == sorted)
      #expect(set.count == sorted.count)
      #expect(sorted.indices.allSatisfy { set.member(at: $0) == sorted[$0] && set.rank(of: sorted[$0]) == $0 })
      #expect(set.member(at: sorted.count) == nil && set.member(at: -1) == nil)
      #expect((0..<9_000).allSatisfy { set.contains($0) == plain.contains($0) })
    }
  }

  @Test func nothingIsInAnEmptySet() {
    let set = TicketSet()
    #expect(set.isEmpty && !set.contains(0) && !set.contains(-1) && set.member(at: 0) == nil && set.rank(of: 9) == 0)
  }

  @Test func ranksPastTheEndCountAll() {
    var set = TicketSet()
    for ordinal in [0, 63, 64, 4_095, 4_096] { set.insert(ordinal) }
    #expect(set.rank(of: 1_000_000) == 5)
    #expect(set.members(at: 3..<9) == [4_095, 4_096])
  }
}
