//! Limits how often alternatives are combined with the keywords beside them.

use super::alternative::Alternative;
use super::resolve::SchemaSite;
use super::{Alternatives, Types};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::wording::schema as wording;

/// Maximum number of combinations of the alternatives of several lists in one schema.
const MAX_COMBINATIONS: usize = 256;

impl<'d> Types<'d> {
    /// True if the lists of alternatives in a schema have too many combinations; reports a warning.
    pub(super) fn has_too_many_ways(
        &mut self,
        site: &SchemaSite<'d>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let lists = site.view.choices();
        let lengths = lists.iter().map(|(_, list)| list.items().count());
        let ways = lengths.fold(1, usize::saturating_mul);
        let Some((_, second)) = lists.get(1).filter(|_| ways > MAX_COMBINATIONS) else {
            return false;
        };
        let problem = wording::too_many_combinations(MAX_COMBINATIONS);
        self.report(problem.warning(second.at()), diagnostics);
        true
    }

    /// True if alternatives may be combined with the keywords beside them; charges the budget.
    pub(super) fn may_combine(
        &mut self,
        alternatives: &[Alternative<'d>],
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let mut combined = alternatives.iter().filter(|it| it.parts.len() > 1);
        if self.alternatives == Alternatives::AsWritten
            && let Some(first) = combined.next()
        {
            self.report(
                wording::not_combined().warning(first.node.at()),
                diagnostics,
            );
            return false;
        }
        for alternative in alternatives {
            self.budget.again(&alternative.view);
            self.budget.items(1 + alternative.view.properties().len());
        }
        true
    }
}
