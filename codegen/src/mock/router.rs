//! Finds the operation of a request in a tree of path segments, in which literals have precedence.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::template::{Piece, Segment, Template, captures, fixed_length};

/// A tree of path templates.
#[derive(Debug)]
pub(super) struct Router {
    nodes: Vec<Node>,
    /// The existing routes: node, method and query.
    known: HashSet<(usize, &'static str, Query)>,
}

/// Names and values of the query.
type Query = Vec<(String, String)>;

#[derive(Debug, Default)]
struct Node {
    literals: HashMap<String, usize>,
    /// Sorted by the number of literal characters, in descending order.
    mixed: Vec<(Vec<Piece>, usize)>,
    mixed_by_pieces: HashMap<Vec<Piece>, usize>,
    parameter: Option<usize>,
    rest: Option<usize>,
    routes: Vec<Route>,
    /// The parent, if a parameter leads from it to this node.
    collection: Option<usize>,
}

/// A route to an operation.
#[derive(Clone, Debug)]
pub(super) struct Route {
    /// HTTP method in upper case.
    pub(super) method: &'static str,
    /// Index of the operation.
    pub(super) operation: usize,
    /// Names of the path parameters.
    pub(super) names: Vec<String>,
    /// The required query.
    pub(super) query: Query,
    /// Number of segments in the path of the server.
    pub(super) base: usize,
}

/// A matching route.
#[derive(Debug)]
pub(super) struct Matched<'r> {
    /// The route.
    pub(super) route: &'r Route,
    /// The values of the path parameters, unescaped.
    pub(super) values: Vec<String>,
    /// True if the path is that of an item in a collection that supports `POST`.
    pub(super) is_item: bool,
    /// For the path of such a collection, the name of the parameter of its items.
    pub(super) items: Option<&'r str>,
}

/// The result of routing.
#[derive(Debug)]
pub(super) enum RouteMatch<'r> {
    /// An operation.
    Operation(Matched<'r>),
    /// Only operations with other methods match.
    OtherMethods {
        /// Their methods, sorted.
        allowed: Vec<&'static str>,
        /// Index of the first of these operations, whose errors are documented.
        operation: usize,
    },
    /// No operation matches.
    Nothing,
}

impl Default for Router {
    fn default() -> Self {
        Self {
            nodes: vec![Node::default()],
            known: HashSet::new(),
        }
    }
}

impl Router {
    /// Adds an operation. The first one with the same path, method and query is used.
    pub(super) fn add(
        &mut self,
        template: &Template,
        base: usize,
        method: &'static str,
        operation: usize,
    ) {
        let mut at = 0;
        for segment in &template.segments {
            at = self.step(at, segment);
        }
        if self.known.insert((at, method, template.query.clone())) {
            self.nodes[at].routes.push(Route {
                method,
                operation,
                names: template.names.clone(),
                query: template.query.clone(),
                base,
            });
        }
    }

    /// Sorts the routes by precedence, after all were added.
    pub(super) fn finish(&mut self) {
        self.known = HashSet::new();
        for node in &mut self.nodes {
            node.mixed = node.mixed_by_pieces.drain().collect();
            let order = |(pieces, at): &(Vec<Piece>, usize)| (Reverse(fixed_length(pieces)), *at);
            node.mixed.sort_by_key(order);
            // Those with more query parameters first.
            node.routes.sort_by_key(|route| Reverse(route.query.len()));
        }
    }

    fn step(&mut self, at: usize, segment: &Segment) -> usize {
        let next = self.nodes.len();
        let node = &mut self.nodes[at];
        let (found, collection) = match segment {
            Segment::Literal(text) => (*node.literals.entry(text.clone()).or_insert(next), None),
            Segment::Parameter => (*node.parameter.get_or_insert(next), Some(at)),
            Segment::Rest => (*node.rest.get_or_insert(next), None),
            Segment::Mixed(pieces) => {
                let known = node.mixed_by_pieces.entry(pieces.clone());
                (*known.or_insert(next), None)
            }
        };
        if found == next {
            self.nodes.push(Node {
                collection,
                ..Node::default()
            });
        }
        found
    }

    /// Finds the route for unescaped path segments.
    pub(super) fn find(
        &self,
        method: &str,
        segments: &[String],
        query: &[(String, String)],
    ) -> RouteMatch<'_> {
        let mut search = Search {
            router: self,
            method,
            query,
            values: Vec::new(),
            others: Vec::new(),
        };
        if let Some(matched) = search.walk(0, segments) {
            return RouteMatch::Operation(matched);
        }
        let Some((_, operation)) = search.others.first().copied() else {
            return RouteMatch::Nothing;
        };
        let mut allowed: Vec<_> = search.others.iter().map(|(method, _)| *method).collect();
        if allowed.contains(&"GET") {
            allowed.push("HEAD");
        }
        allowed.sort_unstable();
        allowed.dedup();
        RouteMatch::OtherMethods { allowed, operation }
    }

    fn creates(&self, node: usize) -> bool {
        self.nodes[node].routes.iter().any(|it| it.method == "POST")
    }
}

struct Search<'r, 'q> {
    router: &'r Router,
    method: &'q str,
    query: &'q [(String, String)],
    values: Vec<String>,
    others: Vec<(&'static str, usize)>,
}

impl<'r> Search<'r, '_> {
    fn walk(&mut self, at: usize, segments: &[String]) -> Option<Matched<'r>> {
        let router = self.router;
        let node = &router.nodes[at];
        let Some((first, rest)) = segments.split_first() else {
            return self.arrive(at);
        };
        if let Some(next) = node.literals.get(first.as_str())
            && let Some(found) = self.walk(*next, rest)
        {
            return Some(found);
        }
        let kept = self.values.len();
        for (pieces, next) in &node.mixed {
            if let Some(values) = captures(pieces, first) {
                self.values.extend(values);
                if let Some(found) = self.walk(*next, rest) {
                    return Some(found);
                }
                self.values.truncate(kept);
            }
        }
        if let Some(next) = node.parameter.filter(|_| !first.is_empty()) {
            self.values.push(first.clone());
            if let Some(found) = self.walk(next, rest) {
                return Some(found);
            }
            self.values.truncate(kept);
        }
        if let Some(next) = node.rest {
            self.values.push(segments.join("/"));
            if let Some(found) = self.arrive(next) {
                return Some(found);
            }
            self.values.truncate(kept);
        }
        None
    }

    fn arrive(&mut self, at: usize) -> Option<Matched<'r>> {
        let router = self.router;
        let node = &router.nodes[at];
        let has = |(name, value): &(String, String)| {
            let mut pairs = self.query.iter();
            pairs.any(|(n, v)| n == name && v == value)
        };
        let fits = |route: &&Route| route.query.iter().all(has);
        let with = |method: &str| {
            let mut routes = node.routes.iter().filter(|route| route.method == method);
            routes.find(fits)
        };
        let found = with(self.method).or_else(|| with("GET").filter(|_| self.method == "HEAD"));
        let Some(route) = found else {
            let others = node.routes.iter().map(|it| (it.method, it.operation));
            self.others.extend(others);
            return None;
        };
        let name_of = |it: usize| router.nodes[it].routes.first()?.names.last();
        let items = node
            .parameter
            .filter(|_| router.creates(at))
            .and_then(name_of);
        Some(Matched {
            route,
            values: std::mem::take(&mut self.values),
            is_item: node.collection.is_some_and(|it| router.creates(it)),
            items: items.map(String::as_str),
        })
    }
}
