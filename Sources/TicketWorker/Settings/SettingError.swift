/// Words or an environment that the program does not understand.
struct SettingError: Error, Hashable {
  /// One sentence that names what is wrong.
  let sentence: String

  init(sentence: String) { self.sentence = sentence }

  /// A word or variable in another encoding.
  init(notUTF8 name: String) { sentence = "\(name) is not UTF-8; say it in UTF-8." }
}
