//! The list of commands in `folio --help`, by what they are for: a line each, on 80 columns. Refuses to know: what a
//! command does.

use clap::Command;

use crate::messages::cli as messages;
use crate::text::width::width;

/// Returns how the help of Folio is laid out, with a list of its commands in groups: a heading each, and how many
/// commands are under it.
pub fn template(folio: &Command, groups: &[(&str, usize)]) -> String {
    let names = folio.get_subcommands().map(|command| width(command.get_name()));
    let widest = names.max().unwrap_or(0);
    let mut commands = folio.get_subcommands();
    let mut list = String::new();
    for (heading, count) in groups {
        list += &format!("{heading}:\n");
        for command in commands.by_ref().take(*count) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            list += &format!("  {:<widest$}  {about}\n", command.get_name());
        }
        list.push('\n');
    }
    let (arguments, options) = (messages::ARGUMENTS, messages::OPTIONS);
    format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{list}{arguments}:\n{{positionals}}\n\n\
         {options}:\n{{options}}{{after-help}}"
    )
}
