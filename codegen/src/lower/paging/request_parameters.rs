use super::super::Context;
use super::PageInputs;
use super::list::plain;
use crate::ir::{Constraints, ParameterLocation, Type, TypeKind};

/// Inputs that control pagination: indices of parameters, followed by those of body fields.
pub(super) struct PageParameters {
    /// Number of the page.
    pub(super) number: Option<usize>,
    /// Number of the page, as a text or without a type, of which the default or the example is a number.
    pub(super) number_in_text: Option<usize>,
    /// Number of items to skip.
    pub(super) offset: Option<usize>,
    /// Number of items on a page.
    pub(super) size: Option<usize>,
    /// Cursor from the previous response.
    pub(super) cursor: Option<usize>,
    /// Cursor with an unambiguous name.
    pub(super) token: Option<usize>,
    /// Cursor in a header.
    pub(super) in_header: Option<usize>,
    /// Identifier of the item before the first one.
    pub(super) after: Option<usize>,
    /// True if the items before one can be selected, too.
    pub(super) has_before: bool,
    /// Number of the first page.
    pub(super) first: i64,
    /// True if the page is selected by a body field.
    pub(super) in_body: bool,
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
    // An offset is not a string.
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
/// Names of headers with the cursor of the next page, without `x-`.
pub(super) const HEADER: [&str; 10] = [
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextmarker",
    "nextpage",
    "continuationtoken",
    "mscontinuation",
    "cursor",
    "pagetoken",
    "paginationtoken",
];
const AFTER: [&str; 2] = ["startingafter", "after"];
const BEFORE: [&str; 2] = ["endingbefore", "before"];

/// An input: its location (`None` for a body field), name, type and constraints.
struct Argument<'a> {
    location: Option<ParameterLocation>,
    name: &'a str,
    ty: &'a Type,
    limits: &'a Constraints,
}

impl PageParameters {
    /// Searches the parameters, and the body fields of a `POST`.
    pub(super) fn of(context: &Context<'_>, verb: &str, inputs: &PageInputs<'_>) -> Self {
        let parameters = inputs.parameters.iter().map(|it| Argument {
            location: Some(it.location),
            name: &it.wire_name,
            ty: &it.ty,
            limits: &it.constraints,
        });
        let members = inputs.members.filter(|_| verb == "POST");
        let fields = members.map_or(&[][..], |id| match &context.types.definition(id).kind {
            TypeKind::Struct(it) => it.fields.as_slice(),
            _ => &[],
        });
        let fields = fields.iter().map(|it| Argument {
            location: None,
            name: &it.wire_name,
            ty: &it.ty,
            limits: &it.constraints,
        });
        let all: Vec<Argument<'_>> = parameters.chain(fields).collect();
        let find_in = |fits_place: &dyn Fn(&Argument<'_>) -> bool,
                       names: &[&str],
                       fits: fn(&Type) -> bool| {
            names.iter().find_map(|name| {
                all.iter().position(|it| {
                    fits_place(it) && it.normal() == *name && fits(plain(context, it.ty))
                })
            })
        };
        let in_header = |it: &Argument<'_>| it.location == Some(ParameterLocation::Header);
        let in_query =
            |it: &Argument<'_>| matches!(it.location, None | Some(ParameterLocation::Query));
        let find = |names: &[&str], fits: fn(&Type) -> bool| find_in(&in_query, names, fits);
        let is_text: fn(&Type) -> bool = |ty| matches!(ty, Type::String);
        let number = find(&NUMBER, is_number);
        let number_in_text = all.iter().position(|it| {
            let is_number = NUMBER.contains(&it.normal().as_str()) && it.shows_number();
            is_number && in_query(it) && matches!(plain(context, it.ty), Type::String | Type::Json)
        });
        let found = Self {
            number,
            number_in_text,
            offset: find(&OFFSET, is_number),
            size: find(&SIZE, is_number),
            cursor: find(&CURSOR, |ty| !matches!(ty, Type::Int(_) | Type::F64)),
            token: find(&TOKEN, is_text),
            in_header: find_in(&in_header, &HEADER, is_text),
            after: find(&AFTER, is_text),
            has_before: find(&BEFORE, |_| true).is_some(),
            first: number
                .or(number_in_text)
                .map_or(1, |index| first(all[index].limits)),
            in_body: false,
        };
        let leading = [found.number, found.offset, found.cursor];
        let in_body = leading
            .into_iter()
            .flatten()
            .any(|index| all[index].location.is_none());
        Self { in_body, ..found }
    }
}

impl Argument<'_> {
    /// The normalized name; that of a header is without `x-`.
    fn normal(&self) -> String {
        match self.location {
            Some(ParameterLocation::Header) => header(self.name),
            _ => normalized(self.name),
        }
    }

    /// True if the default or the example is a whole number, even in a text.
    fn shows_number(&self) -> bool {
        let shown = [&self.limits.default, &self.limits.example].into_iter();
        let mut shown = shown.flatten().map(|json| json.trim_matches('"'));
        shown.any(|text| text.parse::<i64>().is_ok())
    }
}

impl PageParameters {
    /// True if a page can be selected.
    pub(super) fn is_any(&self) -> bool {
        let ways = [
            self.number,
            self.number_in_text,
            self.offset,
            self.cursor,
            self.in_header,
            self.token,
            self.after,
        ];
        ways.iter().any(Option::is_some)
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int(_) | Type::F32 | Type::F64)
}

/// A name without case and punctuation: `page[size]` and `pageSize` are equal.
pub(super) fn normalized(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The name of a header without case, punctuation and `x-`.
pub(super) fn header(name: &str) -> String {
    let start = name
        .get(..2)
        .filter(|start| start.eq_ignore_ascii_case("x-"));
    normalized(start.map_or(name, |start| &name[start.len()..]))
}

/// The number of the first page: the default of the parameter, or its minimum.
pub(super) fn first(limits: &Constraints) -> i64 {
    let least = limits.minimum.as_ref().map(|(least, _)| least);
    let numbers = [limits.default.as_ref(), least].into_iter().flatten();
    let mut numbers = numbers.filter_map(|text| text.parse().ok());
    numbers.next().filter(|number| *number == 0).unwrap_or(1)
}
