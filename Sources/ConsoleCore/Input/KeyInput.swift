/// What a terminal library hands over: a byte, or a key that it has already recognised.
public enum KeyInput: Hashable, Sendable {
  case byte(UInt8)
  case key(Key)
}
