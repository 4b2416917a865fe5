//! What a key copies: of the selected line in a view or the side pane, else of what is open. Refuses to
//! know: clipboards, how what is copied is composed.

use super::App;
use super::geometry::Pane;
use super::layer::Layer;
use super::message::Effect;
use super::page::Page;
use crate::document::{Destination, tags_of};
use crate::keys::Action;
use crate::messages::{browser, copying as says};
use crate::model::{Catalogue, EntryKey};
use crate::report::{Choice, CitationFormat, Cited, Copying};

impl App {
    /// Has copied what an action copies, or says why there is nothing to copy; returns whether the action
    /// copies anything.
    pub(super) fn copy_by_action(&mut self, action: Action) -> bool {
        let found = match action {
            Action::CopyEntry => self.seen_entry().map(Copying::Entry),
            Action::CopyParagraph => self.paragraph(),
            Action::CopySelection => self.selection(),
            Action::CopyLink => self.link(),
            Action::CopyCitation => self.citation(CitationFormat::Text),
            Action::CopyMarkdown => self.citation(CitationFormat::Markdown),
            Action::CopyBibtex => self.citation(CitationFormat::Bibtex),
            Action::CopyTitle => self.of_entry(says::TITLE, Catalogue::title),
            Action::CopyId => self.of_entry(says::ID, Catalogue::id),
            _ => return false,
        };
        match found {
            Ok(copying) => self.outbox.push(Effect::Copy(copying)),
            Err(sentence) => self.notice = Some(sentence),
        }
        true
    }

    /// Returns what the selected line means, in a view of lines or the side pane.
    fn selected_choice(&self) -> Option<Choice> {
        match self.layers.last() {
            Some(Layer::Sheet(sheet)) => sheet.choice(),
            None if self.arrangement.focus == Pane::Side => self.side.menu.selected().cloned(),
            Some(_) | None => None,
        }
    }

    /// Returns the entry that is meant, or that none is: of a popup that in it, of a line in a view never the
    /// one behind the view.
    fn seen_entry(&self) -> Result<EntryKey, String> {
        match self.layers.last() {
            Some(Layer::Peek(peek)) => {
                return peek.page.key.entry().ok_or_else(|| browser::NO_ENTRY_SELECTED.to_owned());
            }
            Some(Layer::Sheet(sheet)) if sheet.names_no_entry() => {
                return Err(says::NO_ENTRY.to_owned());
            }
            _ => {}
        }
        let chosen = self.selected_choice().as_ref().and_then(Choice::entry);
        let entry = chosen.map(|(entry, _)| entry).or_else(|| self.subject());
        entry.ok_or_else(|| browser::NO_ENTRY_SELECTED.to_owned())
    }

    /// Returns a field of the entry that is meant.
    fn of_entry(
        &self,
        what: &'static str,
        field: fn(&Catalogue, EntryKey) -> &str,
    ) -> Result<Copying, String> {
        let entry = self.seen_entry()?;
        let text = field(self.catalogue(), entry).to_owned();
        Ok(Copying::Text { what, text, of: Some(entry) })
    }

    /// Returns the paragraph that is meant: over the panes what the selected line says, or the summary of
    /// the selected entry; else the one with the selected link, or the first in sight.
    fn paragraph(&mut self) -> Result<Copying, String> {
        let (what, text) = match self.layers.last() {
            Some(Layer::Sheet(sheet)) => {
                let what = if sheet.note().is_some() { says::NOTE } else { says::LINE };
                (what, sheet.told(self.catalogue()))
            }
            Some(Layer::Peek(_)) => {
                let page = self.layers.last_mut().and_then(Layer::page_mut);
                (says::PARAGRAPH, page.and_then(Page::text_in_sight))
            }
            Some(_) => {
                let summary = |entry| self.catalogue().plain_summary(entry);
                (says::SUMMARY, self.subject().map(summary))
            }
            None => {
                let page = self.reader.page.as_mut();
                (says::PARAGRAPH, page.and_then(Page::text_in_sight))
            }
        };
        let text = text
            .filter(|text| !text.trim().is_empty())
            .ok_or_else(|| says::NO_PARAGRAPH.to_owned())?;
        let of = match what {
            // No command prints the entry with it.
            says::NOTE => None,
            _ if self.layers.is_empty() => self.reader.entry(),
            _ => self.seen_entry().ok(),
        };
        Ok(Copying::Text { what, text, of })
    }

    /// Returns the words that are selected, which are selected no longer then.
    fn selection(&mut self) -> Result<Copying, String> {
        let of = self.reader.entry();
        let ended = self.reader.page.as_mut().and_then(Page::end_selecting);
        let text = ended.ok_or_else(|| says::NO_PARAGRAPH.to_owned())?.words().to_owned();
        Ok(Copying::Text { what: says::SELECTION, text, of })
    }

    /// Returns where the selected link leads; of a text none may be selected.
    fn link(&mut self) -> Result<Copying, String> {
        let reads = self.layers.is_empty() && self.arrangement.focus == Pane::Reader;
        let page = self.reader.page.as_mut().filter(|_| reads);
        let target = page.map(|page| page.target().and_then(|index| page.target_at(index)));
        let destination = match target {
            Some(target) => {
                let no_link = || says::no_link(&self.written_keys(Action::NextLink));
                Some(target.ok_or_else(no_link)?.destination)
            }
            None => match self.selected_choice() {
                Some(Choice::Link(destination)) => Some(destination),
                Some(Choice::Source(place)) => Some(Destination::Places([place].into(), [].into())),
                _ => None,
            },
        };
        let written = destination.and_then(|it| written(self.catalogue(), it));
        let text = match written {
            Some(written) => written,
            None => bracketed(self.catalogue().id(self.seen_entry()?)),
        };
        Ok(Copying::Text { what: says::LINK, text, of: None })
    }

    /// Returns the citation that is meant: of the selected line's claim or statement, of the statement in
    /// sight while a text is read, else of an entry.
    fn citation(&mut self, format: CitationFormat) -> Result<Copying, String> {
        if let Some(Layer::Sheet(sheet)) = self.layers.last()
            && let Some(claim) = sheet.selected().and_then(|line| sheet.report().claim(line))
        {
            return Ok(Copying::Citation(Cited::Claim(claim), format));
        }
        if let Some((entry, Some(piece))) = self.selected_choice().as_ref().and_then(Choice::entry)
        {
            return Ok(Copying::Citation(Cited::Piece(entry, piece), format));
        }
        let entry = self.seen_entry()?;
        let reads = self.layers.is_empty() && self.arrangement.focus == Pane::Reader;
        let page = self.reader.page.as_mut();
        let page = page.filter(|page| reads && page.key.entry() == Some(entry));
        let piece = page.and_then(Page::piece_in_view);
        let cited = piece.map_or(Cited::Entry(entry), |piece| Cited::Piece(entry, piece));
        Ok(Copying::Citation(cited, format))
    }
}

/// Returns how a destination is written elsewhere: an address as it is, an entry as Folio's packs and
/// other collections of notes link to it; `None` for what only leads about on the page.
fn written(catalogue: &Catalogue, destination: Destination) -> Option<String> {
    match destination {
        Destination::Entry(entry, None) => Some(bracketed(catalogue.id(entry))),
        Destination::Entry(entry, Some(anchor)) => {
            Some(bracketed(&format!("{}#{anchor}", catalogue.id(entry))))
        }
        Destination::Theme(theme) => {
            Some(bracketed(&format!("theme:{}", catalogue.theme(theme).id)))
        }
        Destination::Outside(text) | Destination::Missing(text) | Destination::Tag(text) => {
            Some(text.into())
        }
        Destination::Places(places, _) => {
            let tags = tags_of(catalogue, &places);
            Some(tags.iter().map(|tag| &*tag.text).collect::<Vec<_>>().join(", "))
        }
        Destination::Names | Destination::Mentions => None,
    }
}

fn bracketed(id: &str) -> String {
    format!("[[{id}]]")
}
