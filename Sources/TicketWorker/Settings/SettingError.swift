/// Words or an environment that the program does not understand.
struct SettingError: Error, Hashable {
  /// One sentence that names what is wrong.
  let sentence: String
}
