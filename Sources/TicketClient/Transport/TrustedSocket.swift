import CCurl
import Glibc

/// The Unix socket of a call that tells a token: who listens there is asked before anything is said. Lives on the stack of
/// the call.
final class TrustedSocket {
  private let handle: UnsafeMutableRawPointer
  private let path: String
  private var users: Set<uid_t> = []
  /// nil where a connection was kept, whose other end was asked when it was made.
  private var number: CInt?
  /// Why nothing was said.
  private(set) var failure: TransportError?

  init(handle: UnsafeMutableRawPointer, path: String) {
    self.handle = handle
    self.path = path
  }

  /// Has libcurl call back to this, which must outlive the transfer.
  func attach() {
    _ = ccurl_set_opener(
      handle,
      { @Sendable context, _, _ in
        guard let context else { return -1 }
        return Unmanaged<TrustedSocket>.fromOpaque(context).takeUnretainedValue().open()
      },
      { @Sendable context, _, _, _, _ in
        guard let context else { return CURL_PREREQFUNC_ABORT }
        let mayHear = Unmanaged<TrustedSocket>.fromOpaque(context).takeUnretainedValue().mayHear()
        return mayHear ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// A socket to connect, or -1.
  private func open() -> CInt {
    do throws(SocketPlace.Stranger) {
      users = try SocketPlace.users(trustedAt: path)
    } catch {
      failure = TransportError(stranger: error.user)
      return -1
    }
    let opened = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    number = opened
    return opened
  }

  /// Whether the connection leads to one of the users; whoever stood at the path before, this is who listens.
  private func mayHear() -> Bool {
    guard let number else { return true }
    // `struct ucred`, which glibc shows under _GNU_SOURCE alone: process, user, group.
    var peer = [uid_t](repeating: .max, count: 3)
    var size = socklen_t(MemoryLayout<uid_t>.size * peer.count)
    getsockopt(number, SOL_SOCKET, SO_PEERCRED, &peer, &size)
    if users.contains(peer[1]) { return true }
    failure = TransportError(stranger: peer[1])
    return false
  }
}

extension TransportError {
  fileprivate init(stranger user: uid_t) { self.init(kind: .untrusted, wasSent: false, reason: "uid \(user)") }
}
