//! The guide names the keys that hold: where they change while it is open, it is told anew. Refuses to know: how the
//! keys were changed, and how files are read.

use crate::cli;
use crate::keys::KeyMap;
use crate::store::Origin;

/// Returns what is to be read in place of what is open, where that tells keys that do not hold any more; `None`
/// if it does not.
pub fn told_anew(asked: &[Origin], keymap: &KeyMap) -> Option<Vec<Origin>> {
    asked.iter().any(|origin| matches!(origin, Origin::Guide(_))).then_some(())?;
    let guide = cli::guide(keymap);
    let anew = asked.iter().map(|origin| match origin {
        Origin::Guide(_) => guide.clone(),
        other => other.clone(),
    });
    let anew: Vec<Origin> = anew.collect();
    (anew != asked).then_some(anew)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Bound, Set};

    #[test]
    fn only_a_guide_that_tells_other_keys_is_told_anew() {
        let usual = KeyMap::default();
        let (others, _) = KeyMap::new(Set::Emacs, &[] as &[Bound]);
        let guide = || vec![cli::guide(&usual)];
        assert_eq!(told_anew(&guide(), &usual), None);
        assert_eq!(told_anew(&guide(), &others), Some(vec![cli::guide(&others)]));
        assert_eq!(told_anew(&[Origin::BuiltIn], &others), None);
    }
}
