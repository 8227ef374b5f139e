//! The names of an object's members, from the one text that the object's table has them in.
//!
//! rustc checks one text in a fraction of the time that it needs for a list of texts, and a large SDK
//! has thousands of tables. So each thread splits a text when it first meets it.

use std::cell::RefCell;
use std::ptr;
use std::rc::Rc;

/// The number of texts whose names a thread keeps.
const SLOTS: usize = 256;

/// The names in a text.
type Names = Rc<[&'static str]>;

thread_local! {
    /// Texts and their names, each in the slot that follows from the address of the text.
    static KNOWN: RefCell<Vec<Option<(&'static str, Names)>>> = const { RefCell::new(Vec::new()) };
}

/// Returns the names in a text, where commas separate them.
#[inline]
pub(super) fn names_in(text: &'static str) -> Names {
    let known = KNOWN.try_with(|known| {
        let mut known = known.borrow_mut();
        match known.get_mut(slot(text)) {
            Some(Some((own, names))) if ptr::eq(*own, text) => Rc::clone(names),
            _ => add(text, &mut known),
        }
    });
    // A thread that is ending has no slots any more.
    known.unwrap_or_else(|_| split(text))
}

#[inline]
fn slot(text: &'static str) -> usize {
    // The golden ratio spreads neighbours over the upper bits (D. Knuth, volume 3, section 6.4).
    let address = text.as_ptr().addr() as u64;
    let bits = address.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SLOTS.ilog2());
    bits as usize
}

#[cold]
fn add(text: &'static str, known: &mut Vec<Option<(&'static str, Names)>>) -> Names {
    let names = split(text);
    known.resize(SLOTS, None);
    if let Some(slot) = known.get_mut(slot(text)) {
        *slot = Some((text, Rc::clone(&names)));
    }
    names
}

fn split(text: &'static str) -> Names {
    if text.is_empty() {
        return Rc::default();
    }
    // `stringify!` writes white space after a comma, and a comma may end the text.
    let text = text.strip_suffix(',').unwrap_or(text);
    text.split(',').map(str::trim_start).collect()
}
