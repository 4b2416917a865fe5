//! What can be open over the panes: an ordered stack, of which the front layer has the keyboard.
//! Each layer has a file of its own with its state, what keys, clicks and the wheel do in it, and
//! its sizes; here they are only distinguished. Refuses to know: how layers are drawn, what becomes
//! of their answers.

pub mod commands;
pub mod finder;
pub mod glossary;
pub mod help;
pub mod map;
pub mod matrix;
pub mod menu;
pub mod names;
pub mod outside;
pub mod palettes;
pub mod peek;
pub mod place;
pub mod practice;
pub mod sheet;
pub mod writing;

use std::mem;

use super::editor::LineEditor;
use super::input::Mouse;
use super::page::Page;
use super::step::Step;
use super::surroundings::Surroundings;
use crate::keys::{Action, Context};
use crate::model::{Catalogue, EntryKey};
use commands::Commands;
use finder::Finder;
use glossary::Glossary;
use help::Help;
use map::MapView;
use matrix::MatrixView;
use menu::MenuLayer;
use palettes::PalettePicker;
use peek::Peek;
use practice::PracticeView;
use sheet::Sheet;
use writing::Writing;

/// One layer.
#[derive(Clone, Debug)]
pub enum Layer {
    /// Search over everything.
    Finder(Box<Finder>),
    /// All terms.
    Glossary(Box<Glossary>),
    /// A list in a popup: outline, reasons.
    Menu(MenuLayer),
    /// All keys.
    Help(Box<Help>),
    /// A report over the whole body.
    Sheet(Box<Sheet>),
    /// Two themes against each other.
    Matrix(Box<MatrixView>),
    /// What surrounds an entry.
    Map(Box<MapView>),
    /// The text of an entry in a popup.
    Peek(Box<Peek>),
    /// The line in which a note is written.
    Writing(Box<Writing>),
    /// Cards to practise.
    Practice(Box<PracticeView>),
    /// The palettes to choose from.
    Palettes(Box<PalettePicker>),
    /// All actions.
    Commands(Box<Commands>),
}

impl Layer {
    /// Returns whose keys hold in this layer.
    pub fn context(&self) -> Context {
        if self.prompt().is_some() && !matches!(self, Self::Writing(_)) {
            return Context::Prompt;
        }
        match self {
            Self::Finder(_) => Context::Finder,
            Self::Glossary(_) => Context::Glossary,
            Self::Menu(_) | Self::Help(_) | Self::Palettes(_) => Context::Menu,
            Self::Sheet(_) => Context::Sheet,
            Self::Matrix(_) => Context::Matrix,
            Self::Map(_) => Context::Map,
            Self::Peek(_) => Context::Peek,
            Self::Writing(_) => Context::Writing,
            Self::Practice(_) => Context::Practice,
            Self::Commands(_) => Context::Commands,
        }
    }

    /// Returns whether the panes cannot be seen while the layer is there.
    pub fn covers_panes(&self) -> bool {
        match self {
            Self::Finder(_)
            | Self::Glossary(_)
            | Self::Sheet(_)
            | Self::Matrix(_)
            | Self::Map(_)
            | Self::Practice(_)
            | Self::Commands(_) => true,
            Self::Menu(_)
            | Self::Help(_)
            | Self::Peek(_)
            | Self::Writing(_)
            | Self::Palettes(_) => false,
        }
    }

    /// Returns whether going back leads to the layer again from an entry that was opened in it.
    pub fn is_stop(&self) -> bool {
        match self {
            Self::Sheet(_) | Self::Matrix(_) | Self::Map(_) | Self::Practice(_) => true,
            Self::Finder(_)
            | Self::Glossary(_)
            | Self::Menu(_)
            | Self::Help(_)
            | Self::Peek(_)
            | Self::Writing(_)
            | Self::Palettes(_)
            | Self::Commands(_) => false,
        }
    }

    /// Returns whether another layer is the same view, be it of something else.
    pub fn is_same_view(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sheet(one), Self::Sheet(other)) => {
                mem::discriminant(&one.subject()) == mem::discriminant(&other.subject())
            }
            _ => mem::discriminant(self) == mem::discriminant(other),
        }
    }

    /// Returns the line that is typed at the foot about this layer.
    pub fn prompt(&self) -> Option<&LineEditor> {
        match self {
            Self::Menu(layer) => layer.menu.prompt(),
            Self::Help(help) => help.menu.prompt(),
            Self::Palettes(picker) => picker.menu.prompt(),
            Self::Sheet(sheet) => sheet.prompt(),
            Self::Matrix(view) => view.prompt(),
            Self::Writing(writing) => Some(&writing.editor),
            Self::Finder(_)
            | Self::Glossary(_)
            | Self::Map(_)
            | Self::Peek(_)
            | Self::Practice(_)
            | Self::Commands(_) => None,
        }
    }

    /// Returns whether a worker still looks for what is typed at the foot.
    pub fn is_sought(&self) -> bool {
        matches!(self, Self::Sheet(sheet) if sheet.is_sought())
    }

    /// Returns the line that is typed in, at the foot or in a box.
    pub fn editor_mut(&mut self) -> Option<&mut LineEditor> {
        match self {
            Self::Finder(finder) => Some(&mut finder.editor),
            Self::Glossary(glossary) => Some(&mut glossary.editor),
            Self::Menu(layer) => layer.menu.prompt_mut(),
            Self::Help(help) => help.menu.prompt_mut(),
            Self::Palettes(picker) => picker.menu.prompt_mut(),
            Self::Sheet(sheet) => sheet.prompt_mut(),
            Self::Matrix(view) => view.prompt_mut(),
            Self::Writing(writing) => Some(&mut writing.editor),
            Self::Commands(commands) => Some(&mut commands.editor),
            Self::Map(_) | Self::Peek(_) | Self::Practice(_) => None,
        }
    }

    /// Follows a change of the line that is typed in.
    pub fn on_typed(&mut self, around: &mut Surroundings<'_>) {
        match self {
            Self::Finder(finder) => finder.on_typed(around),
            Self::Glossary(glossary) => glossary.on_typed(around),
            Self::Menu(layer) => layer.menu.type_in_popup(around.geometry.body),
            Self::Help(help) => help.menu.type_in_popup(around.geometry.body),
            Self::Palettes(picker) => picker.on_typed(around),
            Self::Sheet(sheet) => sheet.on_typed(around),
            Self::Matrix(view) => view.on_typed(around),
            Self::Commands(commands) => commands.on_typed(),
            Self::Map(_) | Self::Peek(_) | Self::Practice(_) | Self::Writing(_) => {}
        }
    }

    /// Shows the keys of another key map.
    pub fn on_keymap(&mut self, around: &Surroundings<'_>) {
        match self {
            Self::Help(help) => help.on_keymap(around),
            Self::Commands(commands) => commands.on_keymap(around),
            Self::Finder(_)
            | Self::Glossary(_)
            | Self::Menu(_)
            | Self::Sheet(_)
            | Self::Matrix(_)
            | Self::Map(_)
            | Self::Peek(_)
            | Self::Writing(_)
            | Self::Palettes(_)
            | Self::Practice(_) => {}
        }
    }

    /// Answers an action, with the count typed before it.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &mut Surroundings<'_>,
    ) -> Step {
        match self {
            Self::Finder(finder) => finder.on_action(action, around),
            Self::Glossary(glossary) => glossary.on_action(action, around),
            Self::Menu(layer) => layer.on_action(action, count, around),
            Self::Help(help) => help.on_action(action, count, around),
            Self::Palettes(picker) => picker.on_action(action, count, around),
            Self::Sheet(sheet) => sheet.on_action(action, count, around),
            Self::Matrix(view) => view.on_action(action, count, around),
            Self::Map(view) => view.on_action(action, count, around),
            Self::Peek(peek) => peek.on_action(action, count),
            Self::Writing(writing) => writing.on_action(action, around),
            Self::Practice(view) => view.on_action(action, around),
            Self::Commands(commands) => commands.on_action(action, around),
        }
    }

    /// Answers a click.
    pub fn on_press(&mut self, mouse: Mouse, around: &mut Surroundings<'_>) -> Step {
        match self {
            Self::Finder(finder) => finder.on_press(mouse, around),
            Self::Glossary(glossary) => glossary.on_press(mouse, around),
            Self::Menu(layer) => layer.on_press(mouse, around),
            Self::Help(help) => help.on_press(mouse, around),
            Self::Palettes(picker) => picker.on_press(mouse, around),
            Self::Sheet(sheet) => sheet.on_press(mouse, around),
            Self::Matrix(view) => view.on_press(mouse, around),
            Self::Map(view) => view.on_press(mouse, around),
            Self::Peek(peek) => peek.on_press(mouse),
            // A click elsewhere is no reason to give up what was typed.
            Self::Writing(_) => Step::Stay,
            Self::Practice(view) => view.on_press(),
            Self::Commands(commands) => commands.on_press(mouse, around),
        }
    }

    /// Scrolls what is under the mouse.
    pub fn on_wheel(&mut self, mouse: Mouse, rows: i64, around: &mut Surroundings<'_>) {
        match self {
            Self::Finder(finder) => finder.on_wheel(mouse, rows, around),
            Self::Glossary(glossary) => glossary.on_wheel(mouse, rows, around),
            Self::Menu(layer) => layer.menu.scroll_popup(rows, around.geometry.body),
            Self::Help(help) => help.menu.scroll_popup(rows, around.geometry.body),
            Self::Palettes(picker) => picker.scroll(rows, around),
            Self::Sheet(sheet) => sheet.on_wheel(rows, around),
            Self::Matrix(view) => view.on_wheel(rows, around),
            Self::Map(view) => view.on_wheel(rows, around),
            Self::Peek(peek) => peek.on_wheel(rows),
            Self::Commands(commands) => commands.on_wheel(rows, around),
            Self::Practice(_) | Self::Writing(_) => {}
        }
    }

    /// Fits the layer to another geometry.
    pub fn fit(&mut self, around: &mut Surroundings<'_>) {
        match self {
            Self::Finder(finder) => finder.fit(around),
            Self::Glossary(glossary) => glossary.fit(around),
            Self::Menu(layer) => layer.menu.fit_popup(around.geometry.body),
            Self::Help(help) => help.fit(around),
            Self::Palettes(picker) => picker.fit(around),
            Self::Sheet(sheet) => sheet.fit(around),
            Self::Matrix(view) => view.fit(around),
            Self::Map(view) => view.fit(around),
            Self::Commands(commands) => commands.fit(around),
            // The room of a peek depends on the reader, which is fitted apart; the rows of a card are made
            // for the screen as it is.
            Self::Peek(_) | Self::Practice(_) | Self::Writing(_) => {}
        }
    }

    /// Shows the text of what is selected, in a layer that has a preview.
    pub fn preview(&mut self, around: &mut Surroundings<'_>) {
        match self {
            Self::Finder(finder) => finder.preview(around),
            Self::Glossary(glossary) => glossary.preview(around),
            Self::Menu(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Matrix(_)
            | Self::Map(_)
            | Self::Peek(_)
            | Self::Practice(_)
            | Self::Palettes(_)
            | Self::Writing(_)
            | Self::Commands(_) => {}
        }
    }

    /// Returns the entry's text that the layer shows.
    pub fn page_mut(&mut self) -> Option<&mut Page> {
        match self {
            Self::Finder(finder) => finder.preview.as_mut(),
            Self::Glossary(glossary) => glossary.preview.as_mut(),
            Self::Peek(peek) => Some(&mut peek.page),
            Self::Menu(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Matrix(_)
            | Self::Map(_)
            | Self::Practice(_)
            | Self::Palettes(_)
            | Self::Writing(_)
            | Self::Commands(_) => None,
        }
    }

    /// Returns the entry that is looked at, in a view that shows entries.
    pub fn subject(&self, catalogue: &Catalogue) -> Option<EntryKey> {
        match self {
            Self::Matrix(view) => view.subject(catalogue),
            Self::Map(view) => view.selected().or(Some(view.centre())),
            Self::Practice(view) => view.subject(),
            Self::Finder(_)
            | Self::Glossary(_)
            | Self::Menu(_)
            | Self::Help(_)
            | Self::Sheet(_)
            | Self::Peek(_)
            | Self::Palettes(_)
            | Self::Writing(_)
            | Self::Commands(_) => None,
        }
    }
}
