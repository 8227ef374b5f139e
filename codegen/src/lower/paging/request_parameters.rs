use super::super::Context;
use super::list::plain;
use crate::ir::{Parameter, ParameterLocation, Type};

/// What can be asked for of a list: indices of parameters.
#[derive(Default)]
pub(super) struct PageParameters {
    /// The number of a page.
    pub(super) number: Option<usize>,
    /// How many items to pass over.
    pub(super) offset: Option<usize>,
    /// How many items a page has.
    pub(super) size: Option<usize>,
    /// What the response before said.
    pub(super) cursor: Option<usize>,
    /// A cursor by a name that nothing else has.
    pub(super) token: Option<usize>,
    /// The item to go on after.
    pub(super) after: Option<usize>,
}

const NUMBER: [&str; 4] = ["page", "pagenumber", "pageno", "pageindex"];
const OFFSET: [&str; 3] = ["offset", "pageoffset", "skip"];
const SIZE: [&str; 9] = [
    "perpage",
    "pagesize",
    "limit",
    "pagelimit",
    "size",
    "maxresults",
    "hitsperpage",
    "itemsperpage",
    "first",
];
const CURSOR: [&str; 18] = [
    "cursor",
    "pagecursor",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "nextcursor",
    "marker",
    "continue",
    "continuationtoken",
    "startcursor",
    "after",
    "pageafter",
    "position",
    "page",
    "iterator",
    "bookmark",
    "starttoken",
    // A text is no number of items.
    "offset",
];
const TOKEN: [&str; 6] = [
    "cursor",
    "pagecursor",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "nextcursor",
];
const AFTER: [&str; 2] = ["startingafter", "after"];

impl PageParameters {
    pub(super) fn of(context: &Context<'_>, parameters: &[Parameter]) -> Self {
        let find = |names: &[&str], fits: fn(&Type) -> bool| {
            names.iter().find_map(|name| {
                parameters.iter().position(|parameter| {
                    parameter.location == ParameterLocation::Query
                        && normal(&parameter.wire_name) == *name
                        && fits(plain(context, &parameter.ty))
                })
            })
        };
        Self {
            number: find(&NUMBER, is_number),
            offset: find(&OFFSET, is_number),
            size: find(&SIZE, is_number),
            cursor: find(&CURSOR, |ty| !matches!(ty, Type::Int(_) | Type::F64)),
            token: find(&TOKEN, |ty| matches!(ty, Type::String)),
            after: find(&AFTER, |ty| matches!(ty, Type::String)),
        }
    }
}

impl PageParameters {
    /// True where one page among others can be asked for.
    pub(super) fn is_any(&self) -> bool {
        let ways = [
            self.number,
            self.offset,
            self.cursor,
            self.token,
            self.after,
        ];
        ways.iter().any(Option::is_some)
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int(_) | Type::F32 | Type::F64)
}

/// A name without case and punctuation: `page[size]` and `pageSize` are the same.
pub(super) fn normal(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The number of the first page: what it is where nothing is asked for, or the least that can be.
pub(super) fn first(parameter: &Parameter) -> i64 {
    let limits = &parameter.constraints;
    let least = limits.minimum.as_ref().map(|(least, _)| least);
    let numbers = [limits.default.as_ref(), least].into_iter().flatten();
    let mut numbers = numbers.filter_map(|text| text.parse().ok());
    numbers.next().filter(|number| *number == 0).unwrap_or(1)
}
