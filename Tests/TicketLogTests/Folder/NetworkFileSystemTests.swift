import Testing

@testable import TicketLog

@Suite struct NetworkFileSystemTests {
  private static let fuse: UInt32 = 0x6573_5546

  @Test(
    arguments: [
      (0x6969, nil, "nfs"), (0xff53_4d42, nil, "cifs"), (0xfe53_4d42, nil, "smb2"), (0x0102_1997, nil, "9p"),
      (0x00c3_6400, nil, "ceph"), (0x0bd0_0bd0, nil, "lustre"), (fuse, "fuse.sshfs", "fuse.sshfs"),
      (fuse, "fuse.glusterfs", "fuse.glusterfs"), (fuse, "virtiofs", "virtiofs"), (0x1234, "acfs", "acfs"),
    ] as [(UInt32, String?, String)])
  func namesThoseOfANetwork(magic: UInt32, type: String?, name: String) {
    #expect(NetworkFileSystem(magic: magic) { type } == .network(name))
  }

  @Test(arguments: ["fuse", "fuse.bindfs", "fuse.unheard-of"]) func namesThoseOfPrograms(_ type: String) {
    #expect(NetworkFileSystem(magic: Self.fuse) { type } == .program(type))
  }

  @Test(
    arguments: [
      (0xef53, "ext4"), (0x5846_5342, "xfs"), (0x9123_683e, "btrfs"), (0x0102_1994, "tmpfs"), (0x794c_7630, "overlay"),
      (fuse, "fuseblk"), (fuse, "fusectl"), (fuse, nil), (0x1234, nil), (0x1234, "new"),
    ] as [(UInt32, String?)])
  func isSilentAboutTheOthers(magic: UInt32, type: String?) {
    #expect(NetworkFileSystem(magic: magic) { type } == nil)
  }

  @Test func findsTheMountOfAFolderByItsDevice() {
    let mounts = """
      22 27 0:20 / /proc rw,nosuid - proc proc rw
      36 27 98:1 / /mnt/a rw,noatime shared:1 master:2 - fuse.sshfs host:/a\\040b rw,user_id=0
      37 27 98:16 / /mnt/b rw - ext4 /dev/vdb rw
      38 27 98:2 / /mnt/c rw
      """
    func type(_ device: UInt) -> String? {
      NetworkFileSystem.type(of: FileIdentity(device: device, inode: 1), mounts: mounts)
    }
    #expect(type(98 << 8 | 1) == "fuse.sshfs")
    #expect(type(98 << 8 | 16) == "ext4")
    #expect(type(98 << 8 | 2) == nil)
    #expect(type(98 << 8 | 3) == nil)
  }

  @Test func takesTheFolderAboveForOneThatIsNotThereYet() {
    #expect(NetworkFileSystem(at: "/dev/shm/no/such/folder") == nil)
    #expect(NetworkFileSystem(at: "no/such/folder") == NetworkFileSystem(at: "."))
  }
}
