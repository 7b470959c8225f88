import TicketCore

/// What the keys of the forms do, short enough for a footer.
extension FormTexts {
  func meaning(of command: FormKey.Command) -> String {
    switch command {
    case .send: language.pick("send", "보내기")
    case .enter: language.pick("next field, on the button: send", "다음 항목, 버튼에서는 보내기")
    case .next: language.pick("next field", "다음 항목")
    case .previous: language.pick("previous field", "이전 항목")
    case .preview: language.pick("whole preview", "전체 미리보기")
    case .help: language.pick("help: all keys", "도움말: 모든 키")
    case .leave: language.pick("leave, keep the draft", "나가기(초안 보관)")
    case .nextChoice: language.pick("next choice, its first letter goes there too", "다음 선택, 첫 글자로도 이동")
    case .previousChoice: language.pick("previous choice", "이전 선택")
    case .nextPage: language.pick("next page", "다음 쪽")
    case .previousPage: language.pick("previous page", "이전 쪽")
    case .close: language.pick("back to the fields", "항목으로 돌아가기")
    }
  }

  func meaning(of edit: FormKey.Edit) -> String {
    switch edit {
    case .moveByCharacter: language.pick("move by a character", "한 글자 이동")
    case .moveByWord: language.pick("move by a word", "한 단어 이동")
    case .moveToEnds: language.pick("go to the start or end", "처음이나 끝으로 이동")
    case .erase: language.pick("erase a character before or after", "앞이나 뒤의 글자 지우기")
    case .cutWord: language.pick("cut a word before or after", "앞이나 뒤의 단어 잘라내기")
    case .cutLine: language.pick("cut all before or after", "앞이나 뒤를 모두 잘라내기")
    case .yank: language.pick("put back what was cut last", "마지막으로 잘라낸 것 붙여넣기")
    case .transpose: language.pick("swap the characters around the cursor", "커서 앞뒤 글자 바꾸기")
    case .undo: language.pick("undo", "되돌리기")
    }
  }
}
