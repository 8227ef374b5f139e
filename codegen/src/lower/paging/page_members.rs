use super::super::Context;
use super::super::success::Success;
use super::list::{List, step};
use super::request_parameters::normalized;
use crate::load::Node;

/// Members of a response that describe the page: JSON pointers in the body.
#[derive(Default)]
pub(super) struct PageMembers {
    /// Number of the page.
    pub(super) page: Option<String>,
    /// Number of pages.
    pub(super) pages: Option<String>,
    /// Number of items on all pages.
    pub(super) total: Option<String>,
    /// Number of items on a page.
    pub(super) per_page: Option<String>,
    /// Whether there is another page.
    pub(super) more: Option<String>,
    /// Whether this is the last page.
    pub(super) done: Option<String>,
    /// Cursor of the next page.
    pub(super) cursor: Option<String>,
    /// Identifier of the last item, which is the cursor of the next page.
    pub(super) last: Option<String>,
    /// The URL of the next page.
    pub(super) url: Option<String>,
    /// A string that may be the URL of the next page.
    pub(super) link: Option<String>,
}

const PAGE: [&str; 4] = ["page", "currentpage", "pagenumber", "pageno"];
const PAGES: [&str; 8] = [
    "totalpages",
    "pages",
    "pagecount",
    "pagestotal",
    "lastpage",
    "nbpages",
    "numpages",
    "pagetotal",
];
const TOTAL: [&str; 9] = [
    "totalcount",
    "total",
    "totalitems",
    "itemstotal",
    "totalresults",
    "totalrecords",
    "totalelements",
    "totalsize",
    "totalnumber",
];
const PER_PAGE: [&str; 5] = ["perpage", "pagesize", "limit", "itemsperpage", "size"];
const MORE: [&str; 6] = [
    "hasmore",
    "more",
    "hasnext",
    "hasnextpage",
    "morerecords",
    "hasmoreitems",
];
const DONE: [&str; 5] = ["done", "islast", "islastpage", "last", "lastpage"];
const CURSOR: [&str; 20] = [
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextmarker",
    "nextpage",
    "endcursor",
    "continuationtoken",
    "nextpagecursor",
    "cursor",
    "continue",
    "after",
    "next",
    "pagetoken",
    "nextpageoffset",
    "nextoffset",
    "nextid",
    "nextbookmark",
    "bookmark",
    "iterator",
    "nextafter",
];
const URL: [&str; 8] = [
    "next",
    "nexturl",
    "nextlink",
    "nextpageurl",
    "odatanextlink",
    "nextpageuri",
    "nextpagelink",
    "nexturi",
];

const LAST: [&str; 3] = ["lastid", "lastitemid", "lastkey"];

/// Words in the names of objects that describe a list.
const CONTAINERS: [&str; 6] = ["cursor", "info", "link", "meta", "pag", "next"];

/// Maximum depth of such objects.
const DEPTH: usize = 3;

/// A scalar in a response.
struct Leaf<'d> {
    path: String,
    name: String,
    kind: &'d str,
    is_url: bool,
}

impl PageMembers {
    pub(super) fn of<'d>(context: &Context<'d>, success: &Success<'d>, list: &List) -> Self {
        let mut leaves = Vec::new();
        if let Some(schema) = &success.schema {
            // The siblings of the list describe it, and so do the members of such objects.
            let own = list.path.rsplit_once('/').map_or("", |(above, _)| above);
            collect(
                context,
                std::slice::from_ref(schema),
                "",
                own,
                DEPTH,
                &mut leaves,
            );
        }
        let find = |names: &[&str], fits: &dyn Fn(&Leaf<'_>) -> bool| {
            names.iter().find_map(|name| {
                let mut named = leaves.iter().filter(|leaf| leaf.name == *name);
                named.find(|leaf| fits(leaf)).map(|leaf| leaf.path.clone())
            })
        };
        let is_number = |leaf: &Leaf<'_>| matches!(leaf.kind, "integer" | "number");
        let is_text = |leaf: &Leaf<'_>| leaf.kind == "string" && !leaf.is_url;
        let leads = |leaf: &Leaf<'_>| is_text(leaf) || leaf.kind == "integer";
        let is_url = |leaf: &Leaf<'_>| leaf.is_url;
        Self {
            page: find(&PAGE, &is_number),
            pages: find(&PAGES, &is_number),
            total: find(&TOTAL, &is_number),
            per_page: find(&PER_PAGE, &is_number),
            more: find(&MORE, &|leaf| leaf.kind == "boolean"),
            done: find(&DONE, &|leaf| leaf.kind == "boolean"),
            cursor: find(&CURSOR, &leads),
            last: find(&LAST, &leads),
            url: find(&URL, &is_url),
            link: find(&URL, &is_text),
        }
    }
}

/// Collects the scalars of an object, and of the objects in it that describe a list. `own` is the
/// pointer of the object with the list.
fn collect<'d>(
    context: &Context<'d>,
    schemas: &[Node<'d>],
    path: &str,
    own: &str,
    depth: usize,
    leaves: &mut Vec<Leaf<'d>>,
) {
    for (name, schemas) in context.types.properties_of(schemas) {
        let Some(step) = step(name) else { continue };
        let path = format!("{path}{step}");
        let spelled = normalized(name);
        let (kind, format) = context.types.kind(&schemas);
        match kind {
            Some("object") | None => {
                let tells = CONTAINERS.iter().any(|word| spelled.contains(word));
                if depth > 0 && (tells || own.starts_with(&path)) {
                    collect(context, &schemas, &path, own, depth - 1, leaves);
                }
            }
            Some(kind) => {
                let in_links = path.contains("link");
                let is_url = kind == "string"
                    && (matches!(format, Some("uri" | "url" | "uri-reference"))
                        || in_links
                        || spelled.ends_with("url"));
                // A nested URL: `{"next": {"href": "…"}}`.
                let above = path.rsplit('/').nth(1).unwrap_or_default();
                let name = match spelled.as_str() {
                    "href" => normalized(above),
                    // A nested cursor: `{"next_page": {"offset": "…"}}`.
                    "offset" | "cursor" | "token" | "uri" | "url" | "id" | "after"
                        if normalized(above).starts_with("next") =>
                    {
                        normalized(above) + &spelled
                    }
                    _ => spelled,
                };
                leaves.push(Leaf {
                    path,
                    name,
                    kind,
                    is_url,
                });
            }
        }
    }
}
