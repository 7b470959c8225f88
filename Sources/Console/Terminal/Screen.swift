import CNcurses
import ConsoleCore
import Glibc

/// What ncurses shows: frames go in, and the least that has to be sent for them comes out.
struct Screen: ~Copyable {
  private let window: UnsafeMutablePointer<WINDOW>
  private let palette: Palette
  private var drawn: Frame?
  private var cursorIsShown: Bool?

  /// After `newterm`.
  init(_ window: UnsafeMutablePointer<WINDOW>, colored: Bool) {
    self.window = window
    palette = Palette(colored: colored)
  }

  /// Fits ncurses to the terminal; it knows no screen without a cell.
  mutating func resize(to size: Size) {
    let rows = CInt(clamping: max(1, size.rows))
    let columns = CInt(clamping: max(1, size.columns))
    guard rows != cn_lines() || columns != cn_columns() else { return }
    resizeterm(rows, columns)
    drawn = nil
  }

  /// Forgets what the terminal shows: the next frame is sent as a whole.
  mutating func forget() {
    drawn = nil
    cursorIsShown = nil
    clearok(cn_curscr(), true)
  }

  /// Draws what differs from the frame before. False if nothing does.
  mutating func draw(_ frame: Frame) -> Bool {
    let before = drawn?.size == frame.size ? drawn : nil
    let rows = (0..<min(frame.size.rows, Int(cn_lines()))).filter { before?.row($0) != frame.row($0) }
    guard !rows.isEmpty || before == nil || before?.cursor != frame.cursor else { return false }
    if before == nil { werase(window) }
    for row in rows { draw(frame.row(row), at: CInt(row)) }
    placeCursor(frame.cursor)
    wnoutrefresh(window)
    showCursor(frame.cursor != nil)
    doupdate()
    drawn = frame
    return true
  }

  private func draw(_ cells: ArraySlice<Cell>, at row: CInt) {
    var run: [wchar_t] = []
    var style = Style.plain
    var start: CInt = 0
    var column: CInt = 0
    for cell in cells where cell.width > 0 {
      if cell.style != style {
        draw(run, style, row, start)
        run.removeAll(keepingCapacity: true)
        style = cell.style
        start = column
      }
      guard column + CInt(cell.width) <= cn_columns() else { break }
      for scalar in cell.glyph { run.append(wchar_t(bitPattern: scalar.value)) }
      column += CInt(cell.width)
    }
    draw(run, style, row, start)
  }

  private func draw(_ run: [wchar_t], _ style: Style, _ row: CInt, _ column: CInt) {
    guard !run.isEmpty else { return }
    let look = palette[style]
    cn_set_attributes(window, look.attributes, look.pair)
    // In the last cell of the screen this says ERR, for the cursor has nowhere to go; the cell is drawn.
    mvwaddnwstr(window, row, column, run, CInt(run.count))
  }

  private func placeCursor(_ position: Position?) {
    leaveok(window, position == nil)
    guard let position else { return }
    wmove(window, CInt(clamping: position.row), CInt(clamping: position.column))
  }

  private mutating func showCursor(_ shown: Bool) {
    guard cursorIsShown != shown else { return }
    // ncurses only sends a change of what it believes.
    if cursorIsShown == nil { curs_set(shown ? 0 : 1) }
    curs_set(shown ? 1 : 0)
    cursorIsShown = shown
  }
}
