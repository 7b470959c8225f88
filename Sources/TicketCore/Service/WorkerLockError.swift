/// Why the worker lock could not be had or kept.
public struct WorkerLockError: Error, Hashable, Sendable {
  /// What went wrong, to switch on.
  public enum Code: Hashable, Sendable {
    /// Another worker holds it, and it is not stale.
    case locked(LockHolder)
    /// It was ours, and is not any more.
    case lost
    /// Another process holds the guard of the state folder.
    case busy
    /// The file is a symlink, or no regular file: it is never followed.
    case notAFile
    /// It cannot be read or written.
    case unusable
    /// The file system gives no file a second name, as FAT.
    case noHardLinks
  }

  /// What went wrong.
  public let code: Code
  /// What the code is about: a path, or the holder of the guard. Foreign text: sanitise before showing it.
  public let context: String
  /// The C error, where a system call failed.
  public let errno: CInt?

  /// An error with what it is about.
  public init(_ code: Code, context: String, errno: CInt? = nil) {
    self.code = code
    self.context = context
    self.errno = errno
  }

  /// What happened, and what the system says about it, as a sentence; `now` gives the holder's age. Holds `context`:
  /// sanitise it before showing it.
  public func sentence(in language: Language, now: Timestamp) -> String {
    let said =
      switch code {
      case .locked(let holder): holder.sentence(in: language, now: now)
      case .lost: language.pick("The worker lock was lost: it is not ours any more.", "워커 락을 잃었습니다.")
      case .busy:
        language.pick("The state folder is held by \(context); try again.", "\(context): 상태 폴더를 잡고 있습니다.")
      case .notAFile:
        language.pick(
          "\(context) is not a regular file; it is not followed.", "\(context): 일반 파일이 아니므로 따라가지 않습니다.")
      case .unusable: language.pick("\(context) cannot be used.", "\(context): 쓸 수 없습니다.")
      case .noHardLinks:
        language.pick(
          "\(context) cannot be made: this file system has no hard links, which the worker lock needs. Keep the state folder on another, such as ext4.",
          "\(context)을 만들 수 없습니다. 이 파일 시스템에는 워커 락에 필요한 하드 링크가 없습니다. 상태 폴더를 ext4 같은 다른 파일 시스템에 두세요.")
      }
    return SystemReason.put(into: said, errno)
  }
}

extension LockHolder {
  /// Who holds the lock, whether that process lives, how old the lock is, and when it becomes stale.
  public func sentence(in language: Language, now: Timestamp) -> String {
    let age = age(at: now)
    let left = max(0, Self.staleAge - age)
    let english = pid.map { "worker \($0) (\(isAlive ? "alive" : "not running"))" } ?? "an unreadable lock"
    let korean = pid.map { "워커 \($0)(\(isAlive ? "실행 중" : "없는 프로세스"))" } ?? "읽을 수 없는 락"
    let renewed =
      age < 0
      ? language.pick("whose time is \(-age) s in the future", "락의 시각이 \(-age)초 미래")
      : language.pick("last renewed \(age) s ago", "\(age)초 전 갱신")
    return language.pick(
      "The worker lock is held by \(english), \(renewed); it becomes stale in \(left) s.",
      "\(korean): 워커 락을 잡고 있습니다. \(renewed), \(left)초 뒤 만료.")
  }
}
