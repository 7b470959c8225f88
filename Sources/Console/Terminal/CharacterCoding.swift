import Glibc

/// Where the process has UTF-8 from; without it ncurses shows no Korean at all.
enum CharacterCoding {
  /// From the operator's locale.
  case locale
  /// From C.UTF-8, for the operator's locale is missing on this machine or is not UTF-8.
  case fallback

  /// Sets the process's character type. Before anything of ncurses, and before there are threads.
  static func establish() -> CharacterCoding {
    setlocale(LC_CTYPE, "")
    if nl_langinfo(nl_item(CODESET)).map({ String(cString: $0) }) == "UTF-8" { return .locale }
    setlocale(LC_CTYPE, "C.UTF-8")
    return .fallback
  }
}
