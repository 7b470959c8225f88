public import TicketCore

/// Why the guard of the state folder could not be had.
public struct GuardError: Error, Hashable, Sendable {
  /// What went wrong, to switch on.
  public enum Code: Hashable, Sendable {
    /// Others held it for as long as was waited.
    case busy
    /// The folder cannot be opened or locked.
    case unusable
  }

  /// What went wrong.
  public let code: Code
  /// Who holds the guard, or the path of the folder. Foreign text: sanitise before showing it.
  public let context: String
  /// The number that the system gave, if it was the system.
  public let errno: CInt?
}

/// An error that can also say that the guard was not to be had.
public protocol GuardedError: Error {
  /// The same in the words of another boundary.
  init(_ error: GuardError)
}

extension TicketServiceError: GuardedError {
  /// `busy`, or `unwritable` with the folder's path.
  public init(_ error: GuardError) {
    switch error.code {
    case .busy: self.init(.busy, context: error.context)
    case .unusable: self.init(.unwritable, context: error.context, errno: error.errno)
    }
  }
}

extension WorkerLockError: GuardedError {
  /// `busy`, or `unusable` with the folder's path.
  public init(_ error: GuardError) {
    switch error.code {
    case .busy: self.init(.busy, context: error.context)
    case .unusable: self.init(.unusable, context: error.context, errno: error.errno)
    }
  }
}
