//! ASCII for the lines and marks that Folio draws. Refuses to know: where they are drawn.

/// Returns the ASCII glyph that stands for one of Folio's own; all else is content and stays.
pub fn stand_in(grapheme: &str) -> &str {
    match grapheme {
        "─" | "━" | "–" | "—" | "·" => "-",
        "│" | "▎" | "▌" => "|",
        "┃" | "█" => "#",
        "░" => ".",
        "┌" | "┐" | "└" | "┘" | "┬" | "┴" | "┼" | "├" | "┤" | "✓" => "+",
        "▸" | "›" | "→" => ">",
        "‹" | "←" | "◂" => "<",
        "▾" | "↓" => "v",
        "↑" => "^",
        "•" | "●" | "◆" | "✎" => "*",
        "≠" => "!",
        "…" | "≈" => "~",
        "×" => "x",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        other => other,
    }
}
