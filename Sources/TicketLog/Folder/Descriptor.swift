import Glibc

/// An open file, closed when it goes out of scope.
struct Descriptor: ~Copyable, Sendable {
  let number: CInt

  /// Always close-on-exec. Throws what `open` says.
  init(opening path: String, _ flags: CInt, mode: mode_t = 0) throws(SystemError) {
    number = try SystemError.check { open(path, flags | O_CLOEXEC, mode) }
  }

  /// The same for a name in an open directory.
  init(opening name: String, in directory: CInt, _ flags: CInt) throws(SystemError) {
    number = try SystemError.check { openat(directory, name, flags | O_CLOEXEC) }
  }

  deinit { close(number) }

  /// Puts the names in a directory onto the disk, where its file system has such a thing.
  func syncNames(_ calls: SystemCalls) throws(SystemError) {
    do throws(SystemError) {
      _ = try SystemError.check { calls.syncNames(number) }
    } catch  where error.number == EINVAL {}
  }

  func status() throws(SystemError) -> stat {
    var status = stat()
    _ = try SystemError.check { fstat(number, &status) }
    return status
  }

  /// The same file for others, as long as this one lives.
  var borrowed: BorrowedDescriptor { BorrowedDescriptor(number: number) }

  /// Reads at `offset` until `buffer` is full or the file ends; the number of bytes read.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
    try borrowed.read(into: buffer, at: offset)
  }

  /// Up to `count` bytes at `offset`, fewer where the file ends.
  func bytes(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var outcome = Result<Int, SystemError>.success(0)
    bytes.withUnsafeMutableBytes { buffer in
      outcome = Result { () throws(SystemError) in try read(into: buffer, at: offset) }
    }
    bytes.removeLast(count - (try outcome.get()))
    return bytes
  }
}

/// An open file that somebody else closes.
struct BorrowedDescriptor: Sendable {
  let number: CInt

  /// Reads at `offset` until `buffer` is full or the file ends; the number of bytes read.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = pread(number, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw SystemError(number: errno) }
      if count == 0 { break }
      done += count
    }
    return done
  }
}

/// What the system said no with.
struct SystemError: Error, Hashable {
  let number: CInt

  /// Calls until it is not interrupted; throws where the call gives -1.
  static func check(_ call: () -> CInt) throws(SystemError) -> CInt {
    while true {
      let result = call()
      if result != -1 { return result }
      if errno != EINTR { throw SystemError(number: errno) }
    }
  }
}

/// Which file it is, whatever it is called.
struct FileIdentity: Hashable, Sendable {
  let device: UInt
  let inode: UInt

  init(device: UInt, inode: UInt) {
    self.device = device
    self.inode = inode
  }

  /// Of the device, as the kernel's lists count.
  var deviceMajor: UInt { (device >> 8) & 0xfff | (device >> 32) & ~0xfff }
  var deviceMinor: UInt { device & 0xff | (device >> 12) & ~0xff }

  init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }

  /// The identity of what stands at `path`, itself if it is a symlink; nil where nothing stands.
  init?(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}
