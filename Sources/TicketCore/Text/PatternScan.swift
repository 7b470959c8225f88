/// Goes through a long text from one place to the next where one of some words stands, in one pass for each reading.
public struct PatternScan: Sendable {
  private let readings: [TextPattern.Reading]
  /// Where each reading stands next; `Int.max` where it does not any more.
  private var places: [Int]

  /// A scan for any of `words`.
  public init(_ words: [TextPattern]) {
    readings = words.flatMap(\.readings)
    places = []
  }

  /// Begins anew, with another text.
  public mutating func begin() { places = Array(repeating: -1, count: readings.count) }

  /// The first place at or behind `start` where a word stands; nil where none does any more. The text is the same since
  /// `begin`, and `start` never goes back.
  public mutating func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    for index in places.indices where places[index] < start {
      places[index] = readings[index].range(in: text, from: start)?.lowerBound ?? .max
    }
    guard let next = places.min(), next < .max else { return nil }
    return next
  }
}
