use super::part::{self, EffectiveParts, Part};
use super::view::View;
use super::{Direction, Draft, Hint, Key, Label, Memo, Types, nullable, scalar};
use crate::diagnostic::wording::schema as wording;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::doc;
use crate::ir::{Doc, Type, TypeDef, TypeId, TypeKind, Usage};
use crate::load::{Node, PlaceId, Pointer};
use crate::name::{fingerprint, words};

/// Maximum nesting depth of schemas without a struct in between.
const MAX_DEPTH: usize = 64;

/// A schema, or several that apply together, while it is being lowered.
pub(super) struct SchemaSite<'d> {
    pub key: Key,
    pub view: View<'d>,
    pub label: Label,
    pub direction: Direction,
}

impl SchemaSite<'_> {
    /// Identifies the schema, the same in every run.
    pub(super) fn place(&self) -> String {
        let mut place = match self.view.parts.as_slice() {
            [part] => part.node.origin(),
            parts => {
                let first = parts.first().map(|part| part.node.origin());
                let all: Vec<String> = parts.iter().map(|it| it.node.origin()).collect();
                let others = fingerprint(&all.join(" "), 8);
                format!("{} with {others}", first.unwrap_or_default())
            }
        };
        if self.key.iter().any(|(_, chooses)| !chooses) {
            place.push_str(" alone");
        }
        match self.direction {
            Direction::Response => {}
            Direction::Request => place.push_str(" request"),
            Direction::Patch => place.push_str(" patch"),
        }
        place
    }
}

impl<'d> Types<'d> {
    /// The type if all of `parts` apply.
    pub(super) fn resolve(
        &mut self,
        parts: &[Part<'d>],
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let mut found = Vec::new();
        let place = EffectiveParts::of(parts, &mut found);
        self.report_all(found, diagnostics);
        let ty = if place.parts.is_empty() {
            Type::Json
        } else {
            self.memoized(&place.parts, hint, direction, diagnostics)
        };
        let ty = self.or_many(parts.iter().chain(&place.parts), ty);
        if place.nullable { nullable(ty) } else { ty }
    }

    /// Returns the memoized type, or else lowers the schemas.
    fn memoized(
        &mut self,
        parts: &[Part<'d>],
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let key = parts
            .iter()
            .map(|part| self.identity(part))
            .collect::<Key>();
        match self.memo.get(&(key.clone(), direction)) {
            Some(Memo::Done(ty)) => return ty.clone(),
            Some(Memo::Busy(Some(id))) => return Type::Named(*id),
            Some(Memo::Busy(None)) => {
                let site = self.site(key.clone(), parts, hint, direction, diagnostics);
                let id = self.draft(&site, TypeKind::Alias(Type::Json));
                self.memo.insert((key, direction), Memo::Busy(Some(id)));
                return Type::Named(id);
            }
            None => {}
        }
        if let Some(diagnostic) = self.limit_reached(&parts[0].node) {
            self.report(diagnostic, diagnostics);
            return Type::Json;
        }
        if key.len() > 1 {
            self.budget.combined();
        }
        let site = self.site(key, parts, hint, direction, diagnostics);
        self.memo
            .insert((site.key.clone(), direction), Memo::Busy(None));
        self.depth += 1;
        let ty = self.lower_by_kind(&site, parts, diagnostics);
        self.depth -= 1;
        let ty = if site.view.flag("nullable") {
            nullable(ty)
        } else {
            ty
        };
        self.memoize(&site, ty)
    }

    /// The warning for a schema that is skipped because of the depth or the budget; else `None`.
    pub(super) fn limit_reached(&self, node: &Node<'d>) -> Option<Diagnostic> {
        if self.depth == MAX_DEPTH {
            return Some(wording::too_deep().warning(node.at()));
        }
        let is_spent = self.budget.is_spent();
        is_spent.then(|| wording::too_many_types().warning(node.at()))
    }

    /// Memoizes the type, and completes the draft that references back to it use.
    fn memoize(&mut self, site: &SchemaSite<'d>, ty: Type) -> Type {
        let place = (site.key.clone(), site.direction);
        if let Some(Memo::Busy(Some(id))) = self.memo.insert(place, Memo::Done(ty.clone())) {
            let itself = Type::Named(id);
            let alias = &mut self.drafts[id.0].def.kind;
            if ty != itself && ty != nullable(itself) && matches!(alias, TypeKind::Alias(_)) {
                *alias = TypeKind::Alias(ty.clone());
            }
        }
        ty
    }

    fn site(
        &mut self,
        key: Key,
        parts: &[Part<'d>],
        hint: &Hint,
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> SchemaSite<'d> {
        let mut found = Vec::new();
        let view = View::of(parts, &mut found);
        self.report_all(found, diagnostics);
        self.budget.view(&view);
        SchemaSite {
            key,
            view,
            label: self.label(parts, hint),
            direction,
        }
    }

    /// The part of a memo key for a schema. Its alternatives are ignored if it has none.
    fn identity(&self, part: &Part<'d>) -> (PlaceId, bool) {
        let chooses = part::choice_of(&part.node).is_some()
            || part.node.get("discriminator").is_some()
            || self.children.is_middle(part.node.id());
        (part.node.id(), part.choice || !chooses)
    }

    /// A named schema is labelled with its key. A parent without its children is not: it is a base.
    fn label(&self, parts: &[Part<'d>], hint: &Hint) -> Label {
        let [part] = parts else {
            return Label::Place(hint.clone());
        };
        match part::component(&part.node) {
            Some(key) if self.identity(part).1 => Label::Key(key, part.node.file_name()),
            Some(key) => Label::Place(Hint::new([key.as_str(), "Base"])),
            None => Label::Place(hint.clone()),
        }
    }

    /// Chooses how to lower a schema, from its alternatives, values and type.
    fn lower_by_kind(
        &mut self,
        site: &SchemaSite<'d>,
        parts: &[Part<'d>],
        diagnostics: &mut Diagnostics,
    ) -> Type {
        if let Some((node, one, other)) = site.view.conflict() {
            let problem = wording::conflicting_types(one, other);
            self.report(problem.warning(node.at()), diagnostics);
        }
        if let Some(ty) = self.enumeration(site, diagnostics) {
            return ty;
        }
        if let Some(ty) = self.alternatives(site, parts, diagnostics) {
            return ty;
        }
        match site.view.kind() {
            Some("string") => self.text(site),
            Some("integer") => scalar::integer(&site.view),
            Some("number") => scalar::number(&site.view),
            Some("boolean") => Type::Bool,
            Some("array") => self.list(site, diagnostics),
            Some("object") => self.object(site, diagnostics),
            None => scalar::by_format(&site.view),
            Some(kind) => {
                let at = site.view.first().map(|node| node.at().join("type"));
                if let Some(at) = at {
                    self.report(wording::unknown_type(kind).warning(&at), diagnostics);
                }
                Type::Json
            }
        }
    }

    /// The type of a string.
    fn text(&self, site: &SchemaSite<'d>) -> Type {
        let ty = scalar::text(&site.view);
        let is_open = ty == Type::String && !self.config.decode.dates_as_text;
        let name = || match &site.label {
            Label::Key(key, _) => words(key),
            Label::Place(hint) => hint.family().to_vec(),
        };
        let dated = is_open
            .then(|| scalar::dated(&site.view, &name()))
            .flatten();
        dated.unwrap_or(ty)
    }

    /// Creates a draft, or completes the one that references back to this schema use.
    pub(super) fn draft(&mut self, site: &SchemaSite<'d>, kind: TypeKind) -> TypeId {
        if let Some(Memo::Busy(Some(id))) = self.memo.get(&(site.key.clone(), site.direction)) {
            self.drafts[id.0].def.kind = kind;
            return *id;
        }
        let id = TypeId(self.drafts.len());
        let other = match site.direction {
            Direction::Request => Some(Direction::Response),
            Direction::Response => Some(Direction::Request),
            Direction::Patch => None,
        };
        let twin = match other.and_then(|other| self.memo.get(&(site.key.clone(), other))) {
            Some(Memo::Done(ty)) => named(ty),
            _ => None,
        };
        if let Some(twin) = twin {
            self.drafts[twin.0].twin = Some(id);
        }
        let first = site.view.first();
        let doc = description(&site.view);
        self.budget.text(length(&doc));
        self.drafts.push(Draft {
            def: TypeDef {
                aliases: Vec::new(),
                name: site.label.hint().name(),
                doc,
                deprecated: first.is_some_and(|node| node.flag("deprecated")),
                usage: Usage::default(),
                kind,
                reached_by: Vec::new(),
                xml: false,
                pointer: first.map(Node::origin).unwrap_or_default(),
            },
            place: site.place(),
            at: first.map_or_else(|| Pointer::root(0), |node| node.at().clone()),
            label: site.label.clone(),
            title: match &site.label {
                Label::Key(key, None) if key.ends_with(|c: char| c.is_ascii_digit()) => {
                    first.and_then(|node| node.text("title")).map(String::from)
                }
                _ => None,
            },
            direction: site.direction,
            twin,
        });
        id
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => named(inner),
        _ => None,
    }
}

/// The number of bytes in a text.
pub(super) fn length(doc: &Doc) -> usize {
    doc.0.iter().map(String::len).sum()
}

/// The description of a schema, or else its title.
pub(super) fn description(view: &View<'_>) -> Doc {
    let text = view.text("description").or_else(|| view.text("title"));
    text.map(doc::markdown).unwrap_or_default()
}
