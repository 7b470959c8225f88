public import TicketCore

/// Why the guard of the state folder could not be had.
public struct GuardError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// Others held it for as long as was waited.
    case busy
    /// The folder cannot be opened or locked.
    case unusable
  }

  public let code: Code
  /// Who holds the guard, or the path of the folder. Foreign text: sanitise before showing it.
  public let context: String
  public let errno: CInt?
}

/// An error that can also say that the guard was not to be had.
public protocol GuardedError: Error {
  init(_ error: GuardError)
}

extension TicketServiceError: GuardedError {
  public init(_ error: GuardError) {
    switch error.code {
    case .busy: self.init(.busy, context: error.context)
    case .unusable: self.init(.unwritable, context: error.context, errno: error.errno)
    }
  }
}

extension WorkerLockError: GuardedError {
  public init(_ error: GuardError) {
    switch error.code {
    case .busy: self.init(.busy, context: error.context)
    case .unusable: self.init(.unusable, context: error.context, errno: error.errno)
    }
  }
}
