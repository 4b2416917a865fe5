//! Taking another version of the library in: everything that is open is found again by its id, and
//! what is not there any more is let go. What cannot be taken in is told. Refuses to know: why the
//! library was read again.

use super::App;
use super::geometry::Pane;
use super::layer::Layer;
use super::layer::finder::{Finder, FinderAim};
use super::layer::glossary::Glossary;
use super::layer::map::MapView;
use super::layer::matrix::MatrixView;
use super::message::Effect;
use super::page::{Landing, PageKey, PageSpot};
use super::resume::Resumed;
use super::subject::Subject;
use super::visit::Visit;
use crate::journal::{NoteNews, StoppedAt};
use crate::keys::Action;
use crate::knowledge::{Corpus, Question};
use crate::messages::reload as says;
use crate::model::{EntryKey, Matrix, Remap};
use crate::report::SourceSpot;
use crate::search::Scope;
use crate::store::Mistakes;

/// What was open before the files were read again.
struct Left {
    key: PageKey,
    spot: PageSpot,
    title: String,
    /// The same in words that outlast the library.
    place: StoppedAt,
}

/// A place that the files do not have any more.
pub(super) struct Strayed {
    from: Box<StoppedAt>,
    /// The page that is shown instead, until the reader goes elsewhere.
    instead: PageKey,
}

impl App {
    /// Has the files read again.
    pub(super) fn reload(&mut self) {
        if !self.has_enough_or_notice(Action::Reload) {
            return;
        }
        self.notice = Some(says::READING.to_owned());
        self.outbox.push(Effect::Reload);
    }

    /// Keeps the library, and says where a file of its next version is broken.
    pub(super) fn on_broken(&mut self, place: String, mistakes: Mistakes) {
        self.knowledge.on_mistakes(mistakes);
        self.on_rest_unread();
        self.notice = Some(self.told_broken(&place));
        self.broken = Some(place);
        self.refresh_what_is_wrong();
    }

    fn told_broken(&self, place: &str) -> String {
        let told = if self.is_beginning() { says::broken_off } else { says::broken };
        told(place, &self.written_keys(Action::Health))
    }

    /// Takes another version of the library in.
    pub(super) fn on_reloaded(&mut self, corpus: &Corpus) {
        if let Some(place) = self.broken.take()
            && self.notice == Some(self.told_broken(&place))
        {
            self.notice = None;
        }
        let was_beginning = self.is_beginning();
        let stayed = was_beginning && self.is_where_it_opened();
        self.save_place();
        let left = self.reader().map(|page| (page.key, page.spot()));
        let left = left.map(|(key, spot)| {
            let title = key.title(self.catalogue()).to_owned();
            Left { key, spot, title, place: self.stopped_at(key) }
        });
        let selecting = self.reader().and_then(|page| Some((page.key, page.selecting()?.clone())));
        let remap = self.knowledge.reload(corpus);
        self.look_through_notes(NoteNews::All);
        let height = self.geometry().body.height;
        let sieve = self.contents.reload(corpus.catalogue(), &remap, height);
        self.outbox.extend(sieve.map(Effect::Sift));
        self.trail.remap(|place| place_after(&remap, &place));
        self.itinerary.reload(&remap);
        self.reload_yours(&remap);
        self.awaited = None;
        self.asked.clear();
        self.left.matrix = None;
        self.left.finder = None;
        self.side.make_stale();
        self.reader.reload(&remap);
        self.show_again(left, &remap);
        if let Some((key, selecting)) = selecting
            && let Some(page) =
                self.reader.page.as_mut().filter(|it| key.after(&remap) == Some(it.key))
        {
            page.select_again(selecting);
        }
        for layer in std::mem::take(&mut self.layers) {
            self.reopen(layer, &remap);
        }
        if was_beginning {
            self.on_whole(stayed);
        }
        self.outbox.extend([Effect::BuildIndex, Effect::Ask(Question::Mentions)]);
        self.outbox.extend(self.knowledge.lacks_terms().map(Effect::Ask));
        self.measure_offered_route();
    }

    /// Goes on with the same library as it lies in another place; all that is open stays open.
    pub(super) fn on_exchanged(&mut self, corpus: &Corpus) {
        self.knowledge.exchange(corpus);
        self.refresh_packs();
        self.outbox.push(Effect::Ask(Question::Mentions));
        self.outbox.extend(self.knowledge.lacks_terms().map(Effect::Ask));
    }

    /// Shows what was open. Of what the files do not have any more the place is kept: they may have it again
    /// after the next change, as when a file was empty while it was written.
    fn show_again(&mut self, left: Option<Left>, remap: &Remap) {
        let strayed = self.strayed.take();
        let strayed = strayed.filter(|it| left.as_ref().is_some_and(|left| left.key == it.instead));
        let back = strayed.as_ref().map(|it| &*it.from);
        let back = back.and_then(|it| Resumed::new(self.catalogue(), it, self.preferences));
        if let Some(Resumed { page, landing, arrangement }) = back {
            let gone = says::gone(page.title(self.catalogue()));
            self.notice.take_if(|notice| *notice == gone);
            return self.go_into(page, landing, arrangement.focus);
        }
        let from = strayed.map(|it| it.from);
        let kept = left.as_ref().and_then(|left| Some((left.key.after(remap)?, left.spot)));
        if let Some((key, spot)) = kept {
            self.strayed = from.map(|from| Strayed { from, instead: key });
            return self.show(key, Landing::Left(spot));
        }
        let recent = self.trail.current().map(|place| place.page);
        let first = || self.catalogue().entries().next().map(PageKey::Entry);
        let Some(instead) = recent.or_else(first) else { return };
        // What was said was said of another page.
        self.notice = left.as_ref().map(|left| says::gone(&left.title));
        let from = from.or_else(|| left.map(|left| Box::new(left.place)));
        self.strayed = from.map(|from| Strayed { from, instead });
        self.go_into(instead, Landing::Top, Pane::Contents);
    }

    /// Opens again what a layer was about; a popup is a glance and goes.
    fn reopen(&mut self, layer: Layer, remap: &Remap) {
        match layer {
            Layer::Sheet(sheet) => {
                let Some(subject) = subject_after(remap, sheet.subject()) else { return };
                self.open_subject(subject);
                if matches!(subject, Subject::Difference(_)) {
                    self.renew_difference();
                }
                let (mut around, fronts) = self.split();
                if let Some(Layer::Sheet(again)) = fronts.layers.last_mut()
                    && again.subject() == subject
                {
                    again.take_filter(&sheet, &mut around);
                }
            }
            Layer::Map(view) => {
                if let Some(centre) = remap.entry(view.centre()) {
                    let (around, fronts) = self.split();
                    fronts.layers.push(Layer::Map(MapView::open(centre, &around)));
                }
            }
            Layer::Matrix(view) => {
                let (rows, columns) =
                    (remap.theme(view.matrix.rows), remap.theme(view.matrix.columns));
                if let (Some(rows), Some(columns)) = (rows, columns) {
                    let (around, fronts) = self.split();
                    let view = MatrixView::open(Matrix { rows, columns }, &around);
                    fronts.layers.push(Layer::Matrix(view));
                }
            }
            Layer::Finder(finder) => self.reopen_finder(&finder, remap),
            Layer::Glossary(index) => {
                let (mut around, fronts) = self.split();
                if let Some(mut again) = Glossary::open(&mut around) {
                    again.editor = index.editor;
                    again.on_typed(&mut around);
                    fronts.layers.push(Layer::Glossary(again));
                }
            }
            // What is written is written on, and what is chosen is chosen, whatever becomes of the files.
            Layer::Writing(_) | Layer::Palettes(_) => self.layers.push(layer),
            Layer::Practice(view) => {
                let (around, fronts) = self.split();
                let view = view.after(remap, &around);
                fronts.layers.push(Layer::Practice(Box::new(view)));
            }
            Layer::Menu(_) | Layer::Help(_) | Layer::Peek(_) | Layer::Commands(_) => {}
        }
    }

    fn reopen_finder(&mut self, finder: &Finder, remap: &Remap) {
        let aim = match finder.aim {
            FinderAim::Open => Some(FinderAim::Open),
            FinderAim::PathFrom(entry) => remap.entry(entry).map(FinderAim::PathFrom),
            FinderAim::CompareWith(entry) => remap.entry(entry).map(FinderAim::CompareWith),
        };
        let Some(aim) = aim else { return };
        let (mut around, fronts) = self.split();
        let mut again = Finder::open(aim, &around);
        again.editor = finder.editor.clone();
        again.scope = scope_after(remap, finder.scope);
        again.search(&mut around);
        fronts.layers.push(Layer::Finder(Box::new(again)));
    }
}

fn place_after(remap: &Remap, place: &Visit) -> Option<Visit> {
    let row = place.row.and_then(|row| row.after(remap));
    // What a view showed is not there any more.
    Some(Visit { page: place.page.after(remap)?, row, view: None, ..*place })
}

fn subject_after(remap: &Remap, subject: Subject) -> Option<Subject> {
    let both = |one: EntryKey, other| Some((remap.entry(one)?, remap.entry(other)?));
    Some(match subject {
        Subject::Links(entry) => Subject::Links(remap.entry(entry)?),
        Subject::Near(entry) => Subject::Near(remap.entry(entry)?),
        Subject::Path(from, to) => both(from, to).map(|(from, to)| Subject::Path(from, to))?,
        Subject::Comparison(left, right) => {
            both(left, right).map(|(left, right)| Subject::Comparison(left, right))?
        }
        Subject::Source(SourceSpot::Place(place)) => {
            Subject::Source(remap.place(place).map_or(SourceSpot::Top, SourceSpot::Place))
        }
        // Claims have no key in the other version.
        Subject::Source(SourceSpot::Top | SourceSpot::Statement(..)) => {
            Subject::Source(SourceSpot::Top)
        }
        Subject::Types => Subject::Types,
        Subject::Health => Subject::Health,
        Subject::Packs => Subject::Packs,
        Subject::Routes => Subject::Routes,
        Subject::Notes(entry) => Subject::Notes(entry.and_then(|entry| remap.entry(entry))),
        Subject::Bookmarks => Subject::Bookmarks,
        Subject::Recent => Subject::Recent,
        Subject::Difference(entry) => Subject::Difference(remap.entry(entry)?),
        // It is another list then.
        Subject::Changed => return None,
    })
}

fn scope_after(remap: &Remap, scope: Scope) -> Scope {
    let found = match scope {
        Scope::Library => None,
        Scope::Pack(pack) => remap.pack(pack).map(Scope::Pack),
        Scope::Theme(theme) => remap.theme(theme).map(Scope::Theme),
        Scope::Entry(entry) => remap.entry(entry).map(Scope::Entry),
    };
    found.unwrap_or(Scope::Library)
}
