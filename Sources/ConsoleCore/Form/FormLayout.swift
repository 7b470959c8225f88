/// Where the parts of a form stand in its rectangle: the fields first, then what is to be said, then the preview.
struct FormLayout {
  enum Line: Hashable {
    case blank
    case field(FormField.Name)
    /// What is wrong with a field, below it.
    case note(FormField.Name)
    case button
  }

  /// Rows that a roomy form keeps free for what is to be said, so that the preview does not jump.
  private static let reservedNotes = 2
  /// The focus keeps some of its surroundings, however much is to be said.
  private static let leastBody = 3
  /// The preview needs its head and, to be of use, two rows.
  private static let leastPreview = 3

  /// Those in sight, from the top of `body`.
  let lines: ArraySlice<Line>
  let isCutAbove: Bool
  let isCutBelow: Bool
  let body: Rect
  let notes: Rect
  /// Empty where there is no room.
  let preview: Rect

  /// - Parameter noted: the fields that have a note.
  init(of form: TicketForm, in inside: Rect, noted: Set<FormField.Name>, noteRows: Int) {
    let roomy = Self.roomyLines(form)
    let isRoomy = inside.rows >= roomy.count + Self.reservedNotes + Self.leastPreview
    let all = isRoomy ? roomy : Self.denseLines(form, noted: noted)
    let noteRows = min(max(noteRows, isRoomy ? Self.reservedNotes : 0), max(0, inside.rows - Self.leastBody))
    let count = min(all.count, inside.rows - noteRows)
    let start = Self.start(showing: form.focus, of: all, in: count)

    lines = all[start..<start + count]
    isCutAbove = start > 0
    isCutBelow = start + count < all.count
    body = inside.part(from: 0, rows: count)
    notes = inside.part(from: count, rows: noteRows)
    let rest = inside.part(from: count + noteRows, rows: inside.rows - count - noteRows)
    preview = rest.rows >= Self.leastPreview ? rest : rest.part(from: 0, rows: 0)
  }

  private static func roomyLines(_ form: TicketForm) -> [Line] {
    [.blank] + form.fields.flatMap { [.field($0.name), .note($0.name)] } + [.button]
  }

  private static func denseLines(_ form: TicketForm, noted: Set<FormField.Name>) -> [Line] {
    form.fields.flatMap { noted.contains($0.name) ? [Line.field($0.name), .note($0.name)] : [.field($0.name)] }
      + [.button]
  }

  /// The first line of a window on which the focus stands, with its note if there is room for that.
  private static func start(showing focus: TicketForm.Focus, of lines: [Line], in count: Int) -> Int {
    let focused =
      switch focus {
      case .field(let name): Line.field(name)
      case .button: Line.button
      }
    let index = lines.firstIndex(of: focused) ?? 0
    return min(index, max(0, index + 2 - count), lines.count - count)
  }
}
