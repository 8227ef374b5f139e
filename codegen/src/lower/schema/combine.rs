//! How often alternatives are combined with what stands beside them.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Node;

use super::alternative::Alternative;
use super::place::Site;
use super::{Alternatives, Types};

/// Most combinations of the alternatives of several lists at one place.
const MOST_COMBINATIONS: usize = 256;

impl<'d> Types<'d> {
    /// Says so where the lists of alternatives at a place can be chosen from in too many ways.
    pub(super) fn has_too_many_ways(
        &mut self,
        site: &Site<'d>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let lists = site.view.choices();
        let lengths = lists.iter().map(|(_, list)| list.items().count());
        let ways = lengths.fold(1, usize::saturating_mul);
        let Some((_, second)) = lists.get(1).filter(|_| ways > MOST_COMBINATIONS) else {
            return false;
        };
        let message = format!(
            "lists of alternatives meet here that combine in more than {MOST_COMBINATIONS} ways; it is read as any JSON"
        );
        self.say(not_combined(second, message), diagnostics);
        true
    }

    /// Whether alternatives may be combined with what stands beside them; pays for it.
    pub(super) fn may_combine(
        &mut self,
        alternatives: &[Alternative<'d>],
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let mut combined = alternatives.iter().filter(|it| it.parts.len() > 1);
        if self.alternatives == Alternatives::AsWritten
            && let Some(first) = combined.next()
        {
            let message = "the schemas of this document combine to too many types; alternatives with something beside them are read as any JSON";
            self.say(not_combined(&first.node, message.to_owned()), diagnostics);
            return false;
        }
        for alternative in alternatives {
            self.budget.again(&alternative.view);
            self.budget.items(1 + alternative.view.properties().len());
        }
        true
    }
}

fn not_combined(at: &Node<'_>, message: String) -> Diagnostic {
    let help = "write the combinations that there are out as one `oneOf` of named schemas";
    Diagnostic::warning(at.at().clone(), message).with_help(help)
}
