//! Where the parts of a finder, a glossary or a sheet are: a head, a list, what is said of the selected line.
//! Refuses to know: what is listed.

use ratatui::layout::Rect;

/// Where the parts of a finder or glossary are: a box, a list, a preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picker {
    /// The row that is typed in.
    pub field: Rect,
    /// The list.
    pub list: Rect,
    /// The line between list and preview, across or down; empty if there is no preview.
    pub rule: Rect,
    /// The area of the preview; empty if there is no room.
    pub preview: Rect,
}

impl Picker {
    /// Returns the line on which it shows how far the list is scrolled: the one to its right, or its
    /// last column.
    pub fn scroll_line(&self) -> Rect {
        if self.rule.width == 1 && self.rule.height > 0 {
            return self.rule;
        }
        Rect { x: self.list.right().saturating_sub(1), width: self.list.width.min(1), ..self.list }
    }

    /// Returns how many hits of a finder fit into the list.
    pub fn hits(&self) -> u16 {
        self.list.height / hit_height(self.list)
    }
}

/// Splits the body of a screen into the parts of a picker: preview at the right if there is room,
/// else below, else none.
pub fn picker(body: Rect) -> Picker {
    let field = Rect { height: body.height.min(1), ..body };
    let rest = Rect { y: body.y + field.height, height: body.height - field.height, ..body };
    let none = Rect { height: 0, ..rest };
    if body.width >= 100 && rest.height >= 4 {
        let left = body.width / 2;
        let list = Rect { width: left, ..rest };
        let rule = Rect { x: rest.x + left, width: 1, ..rest };
        let preview = Rect { x: rule.x + 1, width: rest.width - left - 1, ..rest };
        return Picker { field, list, rule, preview };
    }
    if rest.height < 10 {
        return Picker { field, list: rest, rule: none, preview: none };
    }
    let above = rest.height.div_ceil(2);
    let list = Rect { height: above, ..rest };
    let rule = Rect { y: rest.y + above, height: 1, ..rest };
    let preview = Rect { y: rule.y + 1, height: rest.height - above - 1, ..rest };
    Picker { field, list, rule, preview }
}

/// Where the parts of a sheet are: its head, the list, the rule, what is said of the selected line,
/// which is below a list that wants the width.
pub fn sheet(body: Rect, wants_width: bool) -> Picker {
    let beside = picker(body);
    let rest = body.height.saturating_sub(1);
    if beside.rule.width == 1 && beside.rule.height > 0 && !wants_width || rest < 6 {
        return beside;
    }
    let detail = if wants_width { (rest / 6).clamp(1, 3) } else { (rest / 3).clamp(2, 8) };
    let list = Rect { height: rest - detail - 1, width: body.width, ..beside.list };
    let rule = Rect { y: list.bottom(), height: 1, ..body };
    let preview = Rect { y: rule.y + 1, height: detail, ..body };
    Picker { list, rule, preview, ..beside }
}

/// Returns the rows of one hit in a finder's list: two if there is room for its excerpt.
pub fn hit_height(list: Rect) -> u16 {
    if list.height >= 8 { 2 } else { 1 }
}
