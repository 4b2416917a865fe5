//! When a card is due, and when it will be after an answer. Refuses to know: what the card says.

use std::sync::LazyLock;

use fsrs::{FSRS, ItemState, MemoryState, NextStates};

use crate::journal::{Card, Grade, Moment};

/// How likely a card is to be remembered when it comes again: Anki's default.
const RETENTION: f32 = 0.9;

static SCHEDULER: LazyLock<FSRS> = LazyLock::new(FSRS::default);

/// Returns when a card comes again; `None` if it was never practised.
///
/// A card that was not remembered is due at once.
pub fn due(card: &Card) -> Option<Moment> {
    let (last, grade) = *card.reviews.last()?;
    let state = remembered(card)?.1;
    let days = if grade == Grade::Again { 0 } else { whole_days(state.interval) };
    Some(Moment(last.0.saturating_add(days.cast_signed().saturating_mul(Moment::DAY))))
}

/// Returns after how many days a card would come again if it were answered now, for each grade from
/// [`Grade::Again`] to [`Grade::Easy`].
pub fn outlook(card: &Card, now: Moment) -> [u64; 4] {
    let memory = remembered(card).map(|(_, state)| state.memory);
    let elapsed = card.reviews.last().map_or(0, |(last, _)| now.days_since(*last));
    let next = next_states(memory, elapsed);
    let days = |state: &ItemState| whole_days(state.interval);
    [0, days(&next.hard), days(&next.good), days(&next.easy)]
}

/// Goes through the answers so far; returns the last one and what it led to.
fn remembered(card: &Card) -> Option<(Moment, ItemState)> {
    let mut known: Option<(Moment, ItemState)> = None;
    for &(at, grade) in &card.reviews {
        let memory = known.as_ref().map(|(_, state)| state.memory);
        let elapsed = known.as_ref().map_or(0, |(last, _)| at.days_since(*last));
        let next = next_states(memory, elapsed);
        let state = match grade {
            Grade::Again => next.again,
            Grade::Hard => next.hard,
            Grade::Good => next.good,
            Grade::Easy => next.easy,
        };
        known = Some((at, state));
    }
    known
}

fn next_states(memory: Option<MemoryState>, elapsed: u64) -> NextStates {
    let elapsed = u32::try_from(elapsed).unwrap_or(u32::MAX);
    let next = SCHEDULER.next_states(memory, RETENTION, elapsed);
    next.expect("the states that the scheduler gives out are valid")
}

/// Returns whole days, at least one.
fn whole_days(interval: f32) -> u64 {
    std::time::Duration::try_from_secs_f32(interval.round().max(1.0)).map_or(1, |it| it.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> Moment {
        Moment(day * Moment::DAY)
    }

    /// Answers a card on some days.
    fn card(reviews: &[(i64, Grade)]) -> Card {
        Card { reviews: reviews.iter().map(|&(at, grade)| (day(at), grade)).collect() }
    }

    #[test]
    fn what_was_never_practised_is_not_due() {
        assert_eq!(due(&Card::default()), None);
    }

    #[test]
    fn what_was_not_remembered_is_due_at_once() {
        let card = card(&[(0, Grade::Good), (3, Grade::Again)]);
        assert_eq!(due(&card), Some(day(3)));
    }

    #[test]
    fn the_better_the_answer_the_later_the_card_comes_again() {
        let mut reviews = Vec::new();
        let mut at = 0;
        for _ in 0..6 {
            let [again, hard, good, easy] = outlook(&card(&reviews), day(at));
            assert!(
                again == 0 && 1 <= hard && hard <= good && good <= easy,
                "{hard} {good} {easy}"
            );
            reviews.push((at, Grade::Good));
            let next = due(&card(&reviews)).expect("it was practised");
            assert_eq!(next, day(at + good.cast_signed()), "what was foretold holds");
            at += good.cast_signed();
        }
        assert!(at > 60, "six good answers reach beyond two months, not {at} days");
    }

    #[test]
    fn a_clock_that_was_set_back_does_no_harm() {
        let reviews = card(&[(100, Grade::Good), (3, Grade::Easy)]);
        assert!(due(&reviews).expect("it was practised") >= day(4));
        assert_eq!(outlook(&reviews, Moment(i64::MIN / 2))[0], 0);
    }
}
