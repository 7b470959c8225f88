import Glibc

/// An open file of the process, such as standard output.
struct DescriptorSink: ByteSink {
  let file: CInt

  func write(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + done }, $0.count - done) }
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        // Whoever shares the file made it non-blocking.
        var room = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        poll(&room, 1, -1)
      } else if errno != EINTR {
        throw FileError(errno: errno)
      }
    }
  }
}
