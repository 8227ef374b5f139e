use serde_json::Value;

use super::view::View;
use crate::load::Document;

/// The budget of every document.
const BASE: u64 = 2_000_000;

/// The additional budget per JSON value in a document. Descriptions of real services use 3 to 20.
const PER_VALUE: u64 = 16;

/// The cost of a schema that applies in a view.
const SCHEMA: u64 = 16;

/// The cost of a reference to a schema that was already found.
const STEP: u64 = 1;

/// The cost of a combination of several schemas. Combinations are not in the document, so its
/// length does not limit their number.
const COMBINED: u64 = 200;

/// The cost of a field, a member of a union or a value of an enum: some lines of emitted code.
const ITEM: u64 = 20;

/// How many bytes of documentation cost one unit.
const BYTES: usize = 8;

/// Limits the total cost of lowering the schemas of one document.
///
/// Combined alternatives multiply, and a schema is read again on every path that leads to it, so a
/// few lines can describe more types than fit in memory. Everything that repeats is counted here.
/// Once the budget is spent, all further schemas are read as any JSON.
pub(super) struct Budget {
    left: u64,
}

impl Budget {
    /// The budget of a document, which grows with the number of its values.
    pub(super) fn of(document: &Document) -> Self {
        let values: u64 = document.roots().map(|root| count(root.value())).sum();
        Self {
            left: BASE + PER_VALUE * values,
        }
    }

    /// True if the budget is spent.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Charges for a view and for the references followed to build it.
    pub(super) fn view(&mut self, view: &View<'_>) {
        self.again(view);
        self.steps(view);
    }

    /// Charges for another use of a view.
    pub(super) fn again(&mut self, view: &View<'_>) {
        self.pay(SCHEMA, view.parts.len());
    }

    /// Charges for the references followed to build a view, without its use.
    pub(super) fn steps(&mut self, view: &View<'_>) {
        self.pay(STEP, view.repeated);
    }

    /// Charges for a combination of several schemas.
    pub(super) fn combined(&mut self) {
        self.pay(COMBINED, 1);
    }

    /// Charges for fields, members of unions or values of enums.
    pub(super) fn items(&mut self, count: usize) {
        self.pay(ITEM, count);
    }

    /// Charges for a copy of a text with this many bytes.
    pub(super) fn text(&mut self, bytes: usize) {
        self.pay(1, bytes / BYTES);
    }

    fn pay(&mut self, price: u64, count: usize) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(price.saturating_mul(count));
    }
}

/// The number of values in a value, including itself. Recursion is safe: the loader limits the
/// depth.
fn count(value: &Value) -> u64 {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}
