import Glibc
import Testing

@testable import Console

@Suite struct ScratchFolderTests {
  @Test func itIsItsOwnersAndGoesWithAllThatCameIntoIt() throws {
    var path = ""
    let (mode, isGone) = try ScratchFolder.with(prefix: "tickets-test-", below: "/tmp") { folder in
      path = folder.path
      mkdir(path + "/a", 0o755)
      mkdir(path + "/a/b", 0o755)
      #expect(throws: Never.self) { try folder.write([1], to: "a/b/c") }
      symlink("/tmp", path + "/a/link")
      // A name that is not UTF-8.
      #expect(mkdir(Array(path.utf8CString.dropLast()) + [0x2F, -1, 0], 0o755) == 0)
      var status = stat()
      return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }
    #expect(mode == 0o700 && isGone)
    #expect(access(path, F_OK) == -1 && access("/tmp", F_OK) == 0)
  }

  @Test func whatSomebodyElseTookAwayIsGone() throws {
    let isGone = try ScratchFolder.with(prefix: "tickets-test-", below: "/tmp") { _ = rmdir($0.path) }.isGone
    #expect(isGone)
  }

  @Test func withoutAPlaceForItNothingRuns() {
    #expect(throws: FileError(errno: ENOENT)) {
      try ScratchFolder.with(prefix: "x", below: "/nowhere/at/all") { _ in Issue.record("ran") }
    }
  }
}
