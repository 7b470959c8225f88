import Glibc

/// A folder for as long as something runs; only its owner may look inside.
struct ScratchFolder {
  let path: String

  /// Runs `body` with a new folder, named `prefix` and six letters, below `parent`, and takes it away again with all that
  /// has come into it; `isGone`: nothing has stayed.
  static func with<R>(
    prefix: String, below parent: String, _ body: (ScratchFolder) -> R
  ) throws(FileError) -> (result: R, isGone: Bool) {
    var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(errno: errno) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let result = body(ScratchFolder(path: path))
    // Once more for what came into it meanwhile.
    return (result, remove(AT_FDCWD, template) || remove(AT_FDCWD, template))
  }

  /// Makes a file of these bytes, which has this name inside.
  func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError(errno: errno) }
    defer { close(file) }
    try DescriptorSink(file: file).write(bytes)
  }

  /// Whether what stood under that name in the folder `parent` is gone, with everything in it. No link is followed.
  /// A name is bytes, with a zero at their end: it need not be UTF-8.
  private static func remove(_ parent: CInt, _ name: [CChar]) -> Bool {
    let file = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0, let folder = fdopendir(file) else { return unlink(parent, name, 0) }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0] }
      if name != Array(".".utf8CString), name != Array("..".utf8CString) { _ = remove(file, name) }
    }
    return unlink(parent, name, AT_REMOVEDIR)
  }

  /// Whether that name is gone, whoever took it away.
  private static func unlink(_ parent: CInt, _ name: [CChar], _ flags: CInt) -> Bool {
    unlinkat(parent, name, flags) == 0 || errno == ENOENT
  }
}
