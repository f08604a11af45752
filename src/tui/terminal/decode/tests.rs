//! Keys, answers, pastes and mouse events, whole, split and broken.

use super::*;
use proptest::prelude::*;

fn decode(bytes: &[u8]) -> Vec<Input> {
    let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
    decoder.feed(bytes, &mut inputs);
    be_silent(&mut decoder, &mut inputs);
    inputs
}

/// Until nothing is waited for any more.
fn be_silent(decoder: &mut Decoder, inputs: &mut Vec<Input>) {
    for _ in 0..PATIENCE {
        decoder.silence(inputs);
    }
}

fn keys(bytes: &[u8]) -> Vec<String> {
    decode(bytes)
        .into_iter()
        .map(|input| match input {
            Input::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn keys_are_read_in_every_form() {
    for (bytes, expected) in [
        ("q", "q"),
        ("\u{636}", "\u{636}"),
        ("\r", "Enter"),
        ("\t", "Tab"),
        ("\x1b[Z", "BackTab"),
        ("\x1b[9;2u", "BackTab"),
        ("\x7f", "Backspace"),
        ("\x04", "Ctrl-d"),
        ("\x1b", "Esc"),
        ("\x1bo", "Alt-o"),
        ("\x1b\u{62e}", "Alt-\u{62e}"),
        ("\x1b]", "Alt-]"),
        ("\x1b[A", "Up"),
        ("\x1bOB", "Down"),
        ("\x1b[1;3D", "Alt-Left"),
        ("\x1b\x1b[D", "Alt-Left"),
        ("\x1b[1;5C", "Ctrl-Right"),
        ("\x1b[1;2D", "Shift-Left"),
        ("\x1b[1;6C", "Ctrl-Shift-Right"),
        ("\x1b[3;2~", "Shift-Delete"),
        ("\x1b[97;2u", "a"),
        ("\x1b[5~", "PageUp"),
        ("\x1b[6;5~", "Ctrl-PageDown"),
        ("\x1b[H", "Home"),
        ("\x1b[4~", "End"),
        ("\x1b[100;5u", "Ctrl-d"),
        ("\x1b[27;5;100~", "Ctrl-d"),
    ] {
        assert_eq!(keys(bytes.as_bytes()), [expected], "{bytes:?}");
    }
    assert_eq!(keys(b"\x1b\x1b"), ["Esc", "Esc"]);
    assert_eq!(keys(b"]q\x1bq"), ["]", "q", "Alt-q"]);
    // Keys that nothing is bound to are swallowed whole.
    assert_eq!(keys(b"\x1bOPa\x1b[15~b\x1b[2~c"), ["a", "b", "c"]);
}

#[test]
fn answers_are_told_from_keys_between_which_they_come() {
    let inputs = decode(
        b"j\x1b[8;1$y\x1b]11;rgb:fbfb/f8f8/f1f1\x1b\\k\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[?65;1;9cq",
    );
    let key = |c| Input::Key(Key::char(c));
    let answers = [
        key('j'),
        Input::Answer(Answer::Mode { private: false, mode: 8, value: 1 }),
        Input::Answer(Answer::Background([0xfb, 0xf8, 0xf1])),
        key('k'),
        Input::Answer(Answer::Version("XTerm(379)".to_string())),
        Input::Answer(Answer::Secondary(vec![41, 379, 0])),
        Input::Answer(Answer::Primary),
        key('q'),
    ];
    assert_eq!(inputs, answers);
}

/// On a slow line there are silences between any two bytes, but for the two that may be keys.
#[test]
fn a_silence_inside_an_answer_makes_no_keys_of_it() {
    for answer in ["\x1b[8;1$y", "\x1bP>|qqq\x1b\\", "\x1b]11;rgb:0/0/0\x1b\\", "\x1b[<0;5;3M", "\u{642}"] {
        let whole = decode(answer.as_bytes());
        for at in 3.min(answer.len() - 1)..answer.len() {
            let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
            decoder.feed(&answer.as_bytes()[..at], &mut inputs);
            decoder.silence(&mut inputs);
            decoder.silence(&mut inputs);
            decoder.feed(&answer.as_bytes()[at..], &mut inputs);
            assert_eq!(inputs, whole, "{answer:?} at {at}");
        }
    }
    let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
    let long = [b"\x1bP>|".as_slice(), &[b'q'; 100_000]].concat();
    decoder.feed(&long, &mut inputs);
    decoder.silence(&mut inputs);
    decoder.feed(b"qq\x1b\\j", &mut inputs);
    assert_eq!(inputs, [Input::Key(Key::char('j'))]);
}

#[test]
fn keys_do_not_keep_an_endless_answer_alive() {
    let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b]11;rgb:00", &mut inputs);
    for _ in 0..PATIENCE {
        decoder.feed(b"G", &mut inputs);
        decoder.silence(&mut inputs);
    }
    assert_eq!(inputs, []);
    decoder.feed(b"G", &mut inputs);
    assert_eq!(inputs, [Input::Key(Key::char('G'))]);
    let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
    for bytes in ["\x1b", "\x1b[", "\x1bO"] {
        decoder.feed(bytes.as_bytes(), &mut inputs);
        decoder.silence(&mut inputs);
    }
    let alt = |c| Input::Key(with_alt(Key::char(c)));
    assert_eq!(inputs, [Input::Key(Key::plain(Code::Esc)), alt('['), alt('O')]);
}

#[test]
fn hostile_answers_do_no_harm() {
    // Controls in a name, numbers too large, a string without an end, one that is far too long.
    let name = decode(b"\x1bP>|evil\x01\xc3\xa9\x7f name\x1b\\");
    assert_eq!(name, [Input::Answer(Answer::Version("evil name".to_string()))]);
    assert_eq!(
        decode(b"\x1b[99999999;1$y"),
        [Input::Answer(Answer::Mode { private: false, mode: 0, value: 1 })]
    );
    assert_eq!(keys(b"\x1b]11;rgb:zz/zz/zz\x07q"), ["q"]);
    let (mut decoder, mut inputs) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b]11;rgb:00", &mut inputs);
    be_silent(&mut decoder, &mut inputs);
    decoder.feed(b"q", &mut inputs);
    assert_eq!(inputs, [Input::Key(Key::char('q'))]);
    let long = [b"\x1b]52;c;".as_slice(), &[b'q'; 100_000], b"\x07j"].concat();
    assert_eq!(keys(&long), ["j"]);
    let long = [b"\x1bP>|".as_slice(), &[b'q'; 100_000], b"\x1b\\j"].concat();
    assert_eq!(keys(&long), ["j"]);
}

#[test]
fn a_paste_is_one_thing_whatever_it_holds() {
    let text = "a\rb\x1b[201x\x1b[A\u{644}";
    let bytes = format!("\x1b[200~{text}\x1b[201~q");
    let inputs = decode(bytes.as_bytes());
    assert_eq!(inputs, [Input::Paste(text.replace('\r', "\n")), Input::Key(Key::char('q'))]);
}

#[test]
fn the_mouse_speaks_two_forms() {
    let press = Mouse { kind: MouseKind::Down(0), column: 4, row: 2 };
    assert_eq!(decode(b"\x1b[<0;5;3M"), [Input::Mouse(press)]);
    assert_eq!(decode(b"\x1b[M\x20\x25\x23"), [Input::Mouse(press)]);
    let wheel = Mouse { kind: MouseKind::WheelDown, column: 299, row: 0 };
    assert_eq!(decode(b"\x1b[<65;300;1M"), [Input::Mouse(wheel)]);
    let up = Mouse { kind: MouseKind::Up(2), column: 0, row: 0 };
    assert_eq!(decode(b"\x1b[<2;1;1m"), [Input::Mouse(up)]);
}

proptest! {
    #[test]
    fn reads_may_be_split_anywhere(
        parts in prop::collection::vec(prop::sample::select(vec![
            &b"\x1b[A"[..], b"q", b"\xd8\xb6", b"\x1b[8;1$y", b"\x1bP>|kitty(0.26)\x1b\\", b"\x1b[200~\xd8\xa7 b\x1b[201~",
            b"\x1b]11;rgb:0/0/0\x07", b"\x1b[<0;5;3M", b"\x1b[?1;2c", b"\x1bq", b"\r", b"\x1b[M   ", b"\xff",
        ]), 0..12),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let bytes = parts.concat();
        let (mut whole, mut decoder) = (Vec::new(), Decoder::default());
        decoder.feed(&bytes, &mut whole);
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let (mut split, mut decoder) = (Vec::new(), Decoder::default());
        for pair in cuts.windows(2) {
            decoder.feed(&bytes[pair[0]..pair[1]], &mut split);
        }
        prop_assert_eq!(whole, split);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut decoder = Decoder::default();
        let mut inputs = Vec::new();
        decoder.feed(&bytes, &mut inputs);
        be_silent(&mut decoder, &mut inputs);
        prop_assert!(!decoder.is_waiting());
    }
}
