/// What becomes of a request whose first part was read.
enum Admission: Sendable {
  /// It is answered without its body.
  case answer(Response, of: Call?)
  case receive(Call, RequestTarget)

  /// Judges how a call is asked for: by its method, and by what is told of the body.
  static func judging(_ head: RequestHead, of call: Call, _ target: RequestTarget) -> Admission {
    guard call.methods.contains(head.method) else {
      var response = Response(.methodNotAllowed, failure: "This path takes other methods.")
      response.headers.add("Allow", call.methods.map(\.word).joined(separator: ", "))
      return .answer(response, of: call)
    }
    if head.method == .post, !isJSON(head.headers.single("Content-Type")) {
      let refusal = Response(.unsupportedMediaType, failure: "The Content-Type must be application/json.")
      return .answer(refusal, of: call)
    }
    if let length = head.headers.single("Content-Length"), Int(length).map({ $0 > RequestHead.bodyLimit }) ?? true {
      return .answer(.bodyTooLarge, of: call)
    }
    return .receive(call, target)
  }

  /// `application/json`, with no other parameter than a `charset` of UTF-8.
  private static func isJSON(_ type: String?) -> Bool {
    guard let parts = type?.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmingBlanks),
      parts[0].isSameASCII(as: "application/json")
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      ["charset=utf-8", "charset=\"utf-8\""].contains { part.isSameASCII(as: $0) }
    }
  }
}

extension Response {
  static var bodyTooLarge: Response {
    var response = Response(.contentTooLarge, failure: "The body is over \(RequestHead.bodyLimit >> 10) KiB.")
    response.closes = true
    return response
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
