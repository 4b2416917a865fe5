//! What has changed since it was read: of the open entry how, else which entries. Refuses to know: how
//! commands are spelt.

use super::Session;
use crate::margin::{self, Since};
use crate::messages::changed as says;
use crate::report::{ChangedReport, DifferenceReport, Report};

impl Session {
    /// Prints in what the open entry differs from what it said when it was read; lists the entries that do,
    /// if it does not.
    pub fn changes(&mut self) {
        if !self.recalls() {
            return;
        }
        let library = self.corpus.library();
        let said = |print| self.keeper.said(print);
        let since = |entry| margin::since(self.desk.state(), library, entry, said);
        match self.open.map(|entry| (entry, since(entry).1)) {
            Some((_, Since::Unknown)) => self.printer.say(says::NOT_KEPT),
            Some((entry, Since::Changed(difference))) => {
                let report = DifferenceReport::new(self.catalogue(), entry, difference.into());
                self.printer.say(report.title());
                self.printer.say(&report.count_of());
                for at in 0..report.count() {
                    self.printer.say(&report.paragraph(at).text());
                }
            }
            _ => {
                let read = margin::read_of(self.desk.state());
                let found = margin::changed(library, &read, || true).unwrap_or_default();
                if found.is_empty() {
                    self.printer.say(says::NOTHING_CHANGED);
                } else {
                    self.tell(ChangedReport::new(found));
                }
            }
        }
    }
}
