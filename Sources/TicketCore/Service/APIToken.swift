import Glibc

/// What a server that listens to others wants to hear first (spec: api.md).
public struct APIToken: Hashable, Sendable {
  /// More than this is no token.
  private static let longest = 4_096

  /// The token itself: never log it.
  public let text: String

  /// Nothing, if `text` is not one line of visible ASCII.
  public init?(text: String) {
    guard let line = Self.line(Array(text.utf8)[...]) else { return nil }
    self.text = line
  }

  /// Reads the one line of a file that nobody but its owner may read: this process's user, or root.
  public init(file path: String) throws(APITokenError) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw APITokenError(path: path, reason: .unreadable(errno)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw APITokenError(path: path, reason: .unreadable(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw APITokenError(path: path, reason: .notAFile) }
    // Who owns the file knows what is in it, and may change it.
    guard [geteuid(), 0].contains(status.st_uid) else { throw APITokenError(path: path, reason: .ofAnother) }
    guard status.st_mode & 0o077 == 0 else { throw APITokenError(path: path, reason: .othersMayRead) }
    var bytes = [UInt8](repeating: 0, count: Self.longest + 1)
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw APITokenError(path: path, reason: .unreadable(errno)) }
    guard let text = Self.line(bytes[..<count]) else { throw APITokenError(path: path, reason: .noToken) }
    self.text = text
  }

  /// One line of visible ASCII, which a header can hold; blanks around it do not count.
  private static func line(_ bytes: ArraySlice<UInt8>) -> String? {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0d).contains($0) }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return nil }
    let line = bytes[first...last]
    guard line.count <= longest, line.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
    return String(decoding: line, as: UTF8.self)
  }
}

/// Why a file gives no token.
public struct APITokenError: Error, Hashable, Sendable {
  /// What is wrong with it.
  public enum Reason: Hashable, Sendable {
    /// The number is the system's.
    case unreadable(CInt)
    case notAFile
    case othersMayRead
    /// Its owner is another user.
    case ofAnother
    /// Not one line of visible ASCII.
    case noToken
  }

  /// The file as it was named. Foreign text: sanitise before showing it.
  public let path: String
  /// What is wrong with it.
  public let reason: Reason

  /// What is wrong, as a sentence. Holds `path`, so sanitise it before showing it.
  public func sentence(in language: Language) -> String {
    switch reason {
    case .unreadable(let number):
      let said = String(cString: strerror(number))
      return language.pick(
        "The token file \(path) cannot be read (\(said)).", "토큰 파일 \(path): 읽을 수 없습니다(\(said)).")
    case .notAFile:
      return language.pick("The token file \(path) is no regular file.", "토큰 파일 \(path): 일반 파일이 아닙니다.")
    case .othersMayRead:
      return language.pick(
        "Others may read the token file \(path): chmod 600 it.", "토큰 파일 \(path): 다른 사용자가 읽을 수 있습니다. chmod 600 하세요.")
    case .ofAnother:
      return language.pick(
        "The token file \(path) belongs to another user.", "토큰 파일 \(path): 다른 사용자의 파일입니다.")
    case .noToken:
      return language.pick(
        "The token file \(path) does not hold one line of visible ASCII.", "토큰 파일 \(path)에 한 줄의 ASCII 토큰이 없습니다.")
    }
  }
}
