/// A JSON object that is written around a list whose elements come one by one.
public struct Envelope: Sendable {
  /// What stands before the first element.
  public let head: String
  /// What stands behind the last.
  public let tail: String

  /// `object` has an empty array at the key `list`.
  public init(_ object: JSONValue, list: String) {
    let text = JSONWriter.text(object)
    let key = JSONWriter.text(.string(list)) + ": ["
    guard case .object(let members) = object, let index = members.firstIndex(where: { $0.key == list }) else {
      preconditionFailure("the envelope has no list")
    }
    // What follows the list is written once more alone, so that its length is known.
    let rest = JSONWriter.text(.object(Array(members[(index + 1)...]))).dropFirst()
    tail = "]" + (index + 1 == members.count ? "" : ", ") + rest
    head = String(text.dropLast(tail.count))
    assert(head.hasSuffix(key))
  }
}

extension JSONValue {
  /// The same object with another value at a key that it has.
  public func replacing(_ key: String, by value: JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.map { $0.key == key ? Member(key, value) : $0 })
  }
}
