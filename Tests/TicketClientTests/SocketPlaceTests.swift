import Glibc
import Testing

@testable import TicketClient

/// What takes a second user is shown by the black-box tests.
struct SocketPlaceTests {
  /// A folder that all may write to, as /tmp; gone with the test.
  private final class Public {
    let path: String

    init() throws {
      var template = Array("/tmp/tickets-place-XXXXXX".utf8CString)
      path = try #require(mkdtemp(&template).map { String(cString: $0) })
      chmod(path, 0o777)
    }

    deinit {
      for name in ["/own/socket", "/link", "/circle"] { unlink(path + name) }
      rmdir(path + "/own")
      rmdir(path)
    }
  }

  private static let own: Set<uid_t> = [0, geteuid()]

  @Test(arguments: [
    "/own/socket", "/own/./../own//socket", "/link/socket", "/circle/socket", "/own/nothing/below", "/own/socket/below",
  ])
  func ourOwnThingsVouchForNobodyElse(_ name: String) throws {
    let place = try Public()
    mkdir(place.path + "/own", 0o700)
    close(open(place.path + "/own/socket", O_CREAT | O_WRONLY, 0o600))
    symlink("own", place.path + "/link")
    symlink(place.path + "/circle", place.path + "/circle")
    #expect(try SocketPlace.users(trustedAt: place.path + name) == Self.own)
  }
}
