import TicketCore

extension ConsoleState {
  /// The screen as it is now. Pure: the same state and world give the same frame.
  public func view(_ world: World) -> Frame {
    var frame = Frame(size: size, borders: settings.borders, asciiOnly: settings.asciiOnly)
    guard !layout.isTooSmall else {
      frame.put(TerminalText(words.tooSmall(size)), at: Position(column: 0, row: 0), style: Style(.warning))
      return frame
    }
    drawBoard(&frame, world)
    for index in layers.indices { draw(layers[index], isTop: index == layers.count - 1, &frame, world) }
    drawHead(&frame, world)
    drawMessage(&frame)
    drawFooter(&frame)
    return frame
  }

  private func drawBoard(_ frame: inout Frame, _ world: World) {
    let shown = World(board: board.shown(world.board), records: world.records)
    if layout.isNarrow { drawTabs(&frame, shown) }
    for status in TicketStatus.allCases { drawColumn(status, &frame, shown) }
    drawPanel(&frame, shown)
  }

  private func draw(_ layer: Layer, isTop: Bool, _ frame: inout Frame, _ world: World) {
    if isTop { frame.cursor = nil }
    switch layer {
    case .newTicket(let cursor): drawNewTicket(cursor, &frame)
    case .form(let form): drawForm(form, &frame, world)
    case .detail(let detail): drawDetail(detail, &frame, world)
    case .confirmation(let confirmation): drawConfirmation(confirmation, &frame, world)
    case .problems(let cursor): drawProblems(cursor, &frame, world)
    case .messages(let cursor): drawMessages(cursor, &frame)
    case .picker(let picker): drawPicker(picker, &frame)
    }
  }

  /// Between head and message line: what screens that cover the board have.
  var body: Rect { Rect(column: 0, row: 1, columns: size.columns, rows: layout.message.row - 1) }

  /// A box over the middle of the board.
  func dialog(columns: Int, rows: Int) -> Rect {
    let width = min(columns, body.columns)
    let height = min(rows, body.rows)
    return Rect(
      column: (body.columns - width) / 2, row: body.row + (body.rows - height) / 2, columns: width, rows: height)
  }
}

extension Frame {
  /// Clears a rectangle, draws its border, and gives what is inside, a blank column on both sides taken off.
  mutating func panel(
    _ rect: Rect, title: TerminalText, trailing: TerminalText? = nil, style: Style = Style(.border),
    titleStyle: Style = Style(.title)
  ) -> Rect {
    fill(rect)
    box(rect, title: title, trailing: trailing, style: style, titleStyle: titleStyle)
    return rect.inset(columns: 2)
  }

  /// Draws text that ends at the right edge of a line, and returns the columns that are left before it.
  mutating func putRight(_ text: TerminalText, in line: Rect, style: Style) -> Int {
    let width = min(text.width, line.columns)
    put(text, at: Position(column: line.endColumn - width, row: line.row), style: style, within: width)
    return line.columns - width
  }
}
