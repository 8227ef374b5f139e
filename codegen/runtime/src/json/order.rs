use super::member::MemberList;

/// The maximum number of types whose order is recorded.
const MOST_TYPES: usize = 32;

/// The order in which the members of each type came in the last object of that type.
///
/// Objects of a list have nearly always the same order, which need not be that of the description: with
/// the next member known, its name is compared with the text before the key is even delimited.
#[derive(Debug, Default)]
pub(super) struct Orders {
    /// The text has had a list with an item: other texts have no second object of a type.
    pub(super) is_list: bool,
    /// The address of the names of each type, and where its members begin in `next`.
    types: Vec<(usize, usize)>,
    /// The member that followed each member, by index. The first entry of a type is the member that
    /// came first.
    next: Vec<usize>,
}

impl Orders {
    /// Returns where the order of these members is recorded; `None` if it is not.
    ///
    /// A wrong order does no harm, because every name is compared.
    #[inline]
    pub(super) fn of(&mut self, members: MemberList<'_>) -> Option<usize> {
        if !self.is_list {
            return None;
        }
        let address = members.address();
        match self.types.iter().find(|(known, _)| *known == address) {
            Some((_, start)) if start + members.len() < self.next.len() => Some(*start),
            Some(_) => None,
            None => self.add(address, members.len()),
        }
    }

    #[cold]
    fn add(&mut self, address: usize, length: usize) -> Option<usize> {
        if self.types.len() == MOST_TYPES || length == 0 {
            return None;
        }
        let start = self.next.len();
        self.types.push((address, start));
        self.next.extend(0..=length);
        Some(start)
    }

    /// Returns the member to expect at a place: the start of a type plus the number of the last member,
    /// counted from one.
    #[inline]
    pub(super) fn expected(&self, place: usize) -> Option<usize> {
        self.next.get(place).copied()
    }

    /// Records the member that came at a place.
    #[inline]
    pub(super) fn record(&mut self, place: usize, member: usize) {
        if let Some(next) = self.next.get_mut(place) {
            *next = member;
        }
    }
}
