//! Where the reader has been in this session, for going back and forward. Refuses to know: what is
//! remembered of a place beside its entry, and how it is brought back.

/// How many steps are kept.
const STEPS: usize = 500;

/// The places behind, the place the reader is at, and the places ahead.
#[derive(Clone, Debug)]
pub struct Trail<S> {
    back: Vec<S>,
    forward: Vec<S>,
    current: Option<S>,
    run: bool,
}

impl<S> Default for Trail<S> {
    fn default() -> Self {
        Self { back: Vec::new(), forward: Vec::new(), current: None, run: false }
    }
}

impl<S: Clone> Trail<S> {
    /// Returns the place that was gone to last, as it was when it was left.
    pub fn current(&self) -> Option<&S> {
        self.current.as_ref()
    }

    /// Returns the place that going back leads to.
    pub fn previous(&self) -> Option<&S> {
        self.back.last()
    }

    /// Notes how the present place looks now.
    pub fn save(&mut self, place: S) {
        self.current = Some(place);
    }

    /// Goes to a new place: the present one is behind then, and nothing is ahead.
    pub fn push(&mut self, place: S) {
        self.run = false;
        self.step(place);
    }

    /// Goes to a new place as one more step of a run, such as of next and next again: the whole run
    /// is one step back.
    pub fn push_run(&mut self, place: S) {
        if self.run {
            self.current = Some(place);
        } else {
            self.step(place);
        }
        self.run = true;
    }

    /// Ends a run.
    pub fn end_run(&mut self) {
        self.run = false;
    }

    /// Goes back: gives the place to restore, if there is one; `here` is then ahead.
    pub fn back(&mut self, here: S) -> Option<S> {
        let place = self.back.pop()?;
        self.forward.push(here);
        self.arrive(place.clone());
        Some(place)
    }

    /// Goes forward: gives the place to restore, if there is one; `here` is then behind.
    pub fn forward(&mut self, here: S) -> Option<S> {
        let place = self.forward.pop()?;
        self.back.push(here);
        self.arrive(place.clone());
        Some(place)
    }

    /// Finds each place again in another version of the library; those that are gone are let go.
    pub fn remap(&mut self, place: impl Fn(S) -> Option<S>) {
        for places in [&mut self.back, &mut self.forward] {
            *places = std::mem::take(places).into_iter().filter_map(&place).collect();
        }
        self.current = self.current.take().and_then(place);
    }

    fn step(&mut self, place: S) {
        if let Some(current) = self.current.replace(place) {
            self.back.push(current);
            if self.back.len() > STEPS {
                self.back.remove(0);
            }
        }
        self.forward.clear();
    }

    fn arrive(&mut self, place: S) {
        self.run = false;
        self.current = Some(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntryKey;

    fn place(entry: u32) -> EntryKey {
        EntryKey(entry)
    }

    /// Walks a trail: a number goes to that entry, `r` before it as part of a run, `<` and `>` back
    /// and forward; returns the entries that were arrived at by going back and forward.
    #[track_caller]
    fn check(walk: &str, expected: &[u32]) {
        let mut trail = Trail::default();
        let mut arrived = Vec::new();
        for step in walk.split(' ') {
            let here = trail.current().copied();
            let found = match (step, here) {
                ("<", Some(here)) => trail.back(here),
                (">", Some(here)) => trail.forward(here),
                (step, _) => {
                    match step.strip_prefix('r') {
                        Some(entry) => trail.push_run(place(entry.parse().unwrap())),
                        None => trail.push(place(step.parse().unwrap())),
                    }
                    continue;
                }
            };
            arrived.extend(found.map(|place| place.0));
        }
        assert_eq!(arrived, expected);
    }

    #[test]
    fn back_and_forward() {
        check("1 2 3 < <", &[2, 1]);
        check("1 2 3 < < > >", &[2, 1, 2, 3]);
        check("1 <", &[]);
        check("1 2 < 3 >", &[1]);
        check("1 2 < 3 <", &[1, 1]);
    }

    #[test]
    fn a_run_is_one_step() {
        check("1 r2 r3 r4 <", &[1]);
        check("1 r2 r3 9 <", &[3]);
        check("1 r2 9 r3 r4 < <", &[9, 2]);
    }
}
