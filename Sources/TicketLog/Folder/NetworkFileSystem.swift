import CLinux
import Glibc

/// The one rule that tells network file systems: on them neither locks nor appends keep the programs of several machines
/// apart, and the kernel tells of no change that another machine made. Those of programs (FUSE) keep locks for each mount
/// alone.
enum NetworkFileSystem: Equatable {
  case network(String)
  case program(String)

  /// What `statfs` calls them.
  private static let magics: [UInt32: String] = [
    0x6969: "nfs", 0xff53_4d42: "cifs", 0xfe53_4d42: "smb2", 0x517b: "smb", 0x0102_1997: "9p", 0x5346_414f: "afs",
    0x6b41_4653: "afs", 0x00c3_6400: "ceph", 0x0bd0_0bd0: "lustre", 0x7375_7245: "coda", 0x564c: "ncpfs",
    0x4750_4653: "gpfs", 0x1983_0326: "beegfs", 0x786f_4256: "vboxsf", 0x2003_0528: "orangefs",
  ]
  /// What it calls those of local disks, for which no mounts are read: ext4, xfs, btrfs, tmpfs, overlay, zfs, f2fs.
  private static let localMagics: Set<UInt32> = [
    0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x794c_7630, 0x2fc1_2fc1, 0xf2f5_2010,
  ]
  /// What mounts call those that `statfs` tells nothing of, programs behind FUSE most of all.
  private static let types: Set<String> = [
    "acfs", "drvfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.cifs", "fuse.davfs", "fuse.gcsfuse", "fuse.glusterfs",
    "fuse.goofys", "fuse.juicefs", "fuse.lizardfs", "fuse.mfs", "fuse.moosefs", "fuse.nfs", "fuse.rclone", "fuse.s3fs",
    "fuse.seaweedfs", "fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "virtiofs",
  ]

  /// The file system at `path`, where it is one of these; `path` need not exist yet.
  init?(at path: String) {
    var path = path
    var system = statfs()
    while statfs(path, &system) != 0 {
      guard errno == ENOENT, path != "/", path != "." else { return nil }
      path = Self.parent(of: path)
    }
    self.init(magic: UInt32(truncatingIfNeeded: system.f_type)) {
      guard let file = try? Descriptor(opening: "/proc/self/mountinfo", O_RDONLY),
        let mounts = try? file.bytes(at: 0, count: 1 << 20), let folder = FileIdentity(at: path + "/.")
      else { return nil }
      return Self.type(of: folder, mounts: String(decoding: mounts, as: UTF8.self))
    }
  }

  /// The same of what `statfs` says, and of the type that mounts give it.
  init?(magic: UInt32, type: () -> String?) {
    if let name = Self.magics[magic] {
      self = .network(name)
    } else if !Self.localMagics.contains(magic), let type = type() {
      if Self.types.contains(type) {
        self = .network(type)
      } else if type == "fuse" || type.hasPrefix("fuse.") {
        self = .program(type)
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  /// What mounts call the file system of `folder`, of lines such as
  /// `36 35 98:0 / /mnt rw,noatime shared:1 - fuse.sshfs host:/export rw`.
  static func type(of folder: FileIdentity, mounts: String) -> String? {
    let wanted = "\(folder.deviceMajor):\(folder.deviceMinor)"
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == wanted, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else {
        continue
      }
      return String(fields[dash + 1])
    }
    return nil
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
