//! From the terminal library's events to the app's messages. Refuses to know: what a key means.

use std::time::{Duration, Instant};

use ratatui::crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use crate::app::input::{Code, Key, Mouse, MouseKind};
use crate::app::message::Message;

/// The most bytes of a paste that are taken; nothing that is typed into Folio is longer.
const LONGEST_PASTE: usize = 64 * 1024;

/// The most keys that one reply of the terminal may take up.
const LONGEST_REPLY: usize = 64 * 1024;

/// A reply comes in one piece; after a pause as long as this, somebody types.
const PAUSE: Duration = Duration::from_millis(100);

/// Turns input into messages and swallows what the terminal says about itself.
///
/// A terminal answers questions (perhaps those of the program before us) with strings that begin
/// with ESC and `]`, `P`, `_`, `^` or `X` and end with ESC `\` or BEL. The terminal library knows none
/// of them and hands each letter on as a key; without this, a colour report would run commands.
#[derive(Default)]
pub struct Translator {
    reply: Option<Reply>,
}

/// A reply that is being swallowed.
struct Reply {
    last: Instant,
    length: usize,
}

impl Translator {
    /// Translates what came at `now`; `None` where it means nothing to the app.
    pub fn translate(&mut self, input: Input, now: Instant) -> Option<Message> {
        match input {
            Input::Key(key) => {
                if self.swallows(&key, now) {
                    return None;
                }
                pressed(&key).map(Message::Key)
            }
            Input::Mouse(mouse) => moused(mouse).map(Message::Mouse),
            Input::Paste(text) => Some(Message::Paste(cap(text))),
            // Sizes come with the signal, which is seen even while a sequence is incomplete.
            Input::Resize(..) | Input::FocusGained | Input::FocusLost => None,
        }
    }

    fn swallows(&mut self, key: &KeyEvent, now: Instant) -> bool {
        if let Some(reply) = &mut self.reply {
            let late = now.saturating_duration_since(reply.last) > PAUSE;
            if !late && reply.length < LONGEST_REPLY {
                reply.last = now;
                reply.length += 1;
                if ends_reply(key) {
                    self.reply = None;
                }
                return true;
            }
            self.reply = None;
        }
        let begins = begins_reply(key);
        if begins {
            self.reply = Some(Reply { last: now, length: 0 });
        }
        begins
    }
}

fn begins_reply(key: &KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::ALT)
        && !key.modifiers.contains(KeyModifiers::CONTROL)
        && matches!(key.code, KeyCode::Char(']' | 'P' | '_' | '^' | 'X'))
}

fn ends_reply(key: &KeyEvent) -> bool {
    key.code == KeyCode::Char('\\') && key.modifiers.contains(KeyModifiers::ALT)
        || key.code == KeyCode::Char('g') && key.modifiers.contains(KeyModifiers::CONTROL)
}

fn pressed(key: &KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let held = |modifier| key.modifiers.contains(modifier);
    Some(Key::new(
        code,
        held(KeyModifiers::CONTROL),
        held(KeyModifiers::ALT),
        held(KeyModifiers::SHIFT),
    ))
}

fn moused(mouse: MouseEvent) -> Option<Mouse> {
    let kind = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column: mouse.column, row: mouse.row })
}

fn cap(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(LONGEST_PASTE));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
        Input::Key(KeyEvent::new(code, modifiers))
    }

    /// The keys that the terminal library makes of these bytes: ESC marks the next one with Alt.
    fn typed(bytes: &str) -> Vec<Input> {
        let mut inputs = Vec::new();
        let mut alt = KeyModifiers::NONE;
        for c in bytes.chars() {
            match c {
                '\x1b' => alt = KeyModifiers::ALT,
                '\x07' => inputs.push(key(KeyCode::Char('g'), KeyModifiers::CONTROL)),
                c => inputs
                    .push(key(KeyCode::Char(c), std::mem::replace(&mut alt, KeyModifiers::NONE))),
            }
        }
        inputs
    }

    /// What is left of inputs that come at once, as keys are written down.
    fn left(translator: &mut Translator, inputs: Vec<Input>, now: Instant) -> String {
        let message = |input| translator.translate(input, now);
        let shown = |message| match message {
            Message::Key(key) => key.to_string(),
            _ => "?".to_owned(),
        };
        inputs.into_iter().filter_map(message).map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn case_66_replies_of_the_terminal_are_swallowed() {
        #[track_caller]
        fn check(bytes: &str, expected: &str) {
            let left = left(&mut Translator::default(), typed(bytes), Instant::now());
            assert_eq!(left, expected, "{bytes:?}");
        }
        check("jk", "j k");
        check("\x1b]11;rgb:ffff/ffff/ffff\x1b\\j", "j");
        check("\x1b]11;rgb:ffff/ffff/ffff\x07j", "j");
        check("\x1bP1+r544e=787465726d\x1b\\q", "q");
        check("\x1b]52;c;cXFxcXFx\x1b\\\x1b]4;1;rgb:0/0/0\x07G", "G");
        check("\x1b_Gi=1;OK\x1b\\j", "j");
        check("\x1b[", "Alt-[");
    }

    #[test]
    fn case_66_a_reply_that_never_ends_is_given_up_after_a_pause() {
        let mut translator = Translator::default();
        let start = Instant::now();
        assert_eq!(left(&mut translator, typed("\x1b]11;rgb"), start), "");
        assert_eq!(left(&mut translator, typed("j"), start + 2 * PAUSE), "j");
    }

    #[test]
    fn case_66_a_reply_without_end_or_pause_is_given_up_after_its_longest() {
        let mut translator = Translator::default();
        let bytes = format!("\x1b]{}", "q".repeat(LONGEST_REPLY + 2));
        assert_eq!(left(&mut translator, typed(&bytes), Instant::now()), "q q");
    }

    #[test]
    fn case_68_a_long_paste_is_cut_between_characters() {
        #[track_caller]
        fn check(text: String, expected: usize) {
            let now = Instant::now();
            match Translator::default().translate(Input::Paste(text), now) {
                Some(Message::Paste(text)) => assert_eq!(text.len(), expected),
                _ => panic!("a paste is one message"),
            }
        }
        check("a".repeat(10), 10);
        check("a".repeat(1_000_000), LONGEST_PASTE);
        check("汉".repeat(1_000_000), LONGEST_PASTE - 1);
    }

    #[test]
    fn keys_have_one_form() {
        #[track_caller]
        fn check(code: KeyCode, modifiers: KeyModifiers, expected: &str) {
            let inputs = vec![key(code, modifiers)];
            assert_eq!(left(&mut Translator::default(), inputs, Instant::now()), expected);
        }
        check(KeyCode::Char('G'), KeyModifiers::SHIFT, "G");
        check(KeyCode::Char('p'), KeyModifiers::CONTROL, "Ctrl-p");
        check(KeyCode::BackTab, KeyModifiers::SHIFT, "Shift-Tab");
        check(KeyCode::Left, KeyModifiers::ALT, "Alt-Left");
        check(KeyCode::CapsLock, KeyModifiers::NONE, "");
    }
}
