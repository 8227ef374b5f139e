use serde_json::Value;

use super::view::View;
use crate::load::Document;

/// What every document may cost.
const BASE: u64 = 2_000_000;

/// What a document may cost more for each value in it. Descriptions of real services cost three to
/// twenty.
const PER_VALUE: u64 = 16;

/// A schema that has a say at a place that is looked at.
const SCHEMA: u64 = 16;

/// A reference to a schema that was found already.
const STEP: u64 = 1;

/// A place where several schemas meet: it stands nowhere in the document, so their number is not
/// limited by its length.
const COMBINED: u64 = 200;

/// A field, a member of a union or a value of an enum: what is emitted as some lines of code.
const ITEM: u64 = 20;

/// How many bytes of documentation cost one.
const BYTES: usize = 8;

/// What lowering the schemas of one document may cost in all.
///
/// Alternatives that meet are multiplied, and a schema is read again for every way that leads to it,
/// so a few lines can describe more types than any memory holds. Everything that repeats is counted
/// here. When nothing is left, what follows is read as any JSON.
pub(super) struct Budget {
    left: u64,
}

impl Budget {
    /// The budget of a document, which grows with its length.
    pub(super) fn of(document: &Document) -> Self {
        let values: u64 = document.roots().map(|root| count(root.value())).sum();
        Self {
            left: BASE + PER_VALUE * values,
        }
    }

    /// True when nothing is left.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Pays for a view, and for what was followed to make it.
    pub(super) fn view(&mut self, view: &View<'_>) {
        self.again(view);
        self.steps(view);
    }

    /// Pays for a view that was made before.
    pub(super) fn again(&mut self, view: &View<'_>) {
        self.pay(SCHEMA, view.parts.len());
    }

    /// Pays for what was followed to make a view, beyond what each use of it costs.
    pub(super) fn steps(&mut self, view: &View<'_>) {
        self.pay(STEP, view.repeated);
    }

    /// Pays for a place where several schemas meet.
    pub(super) fn combined(&mut self) {
        self.pay(COMBINED, 1);
    }

    /// Pays for fields, members of unions or values of enums.
    pub(super) fn items(&mut self, count: usize) {
        self.pay(ITEM, count);
    }

    /// Pays for a copy of a text with so many bytes.
    pub(super) fn text(&mut self, bytes: usize) {
        self.pay(1, bytes / BYTES);
    }

    fn pay(&mut self, price: u64, count: usize) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(price.saturating_mul(count));
    }
}

/// How many values a value holds, itself included. Its depth was limited when it was read.
fn count(value: &Value) -> u64 {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}
