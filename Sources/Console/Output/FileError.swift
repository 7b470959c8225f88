/// What the system said no to reading or writing with.
struct FileError: Error, Hashable {
  let errno: CInt
}
