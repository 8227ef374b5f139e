use super::super::Context;
use super::super::template::Piece;
use crate::ir::{Output, Type, TypeId, TypeKind};

/// Names of members that hold what a list is about.
const USUAL: [&str; 11] = [
    "data", "items", "results", "result", "entries", "records", "values", "list", "rows", "nodes",
    "objects",
];

/// Lists that stand beside what a response is about.
const BESIDE: [&str; 6] = [
    "errors", "included", "links", "messages", "order", "warnings",
];

/// A list in a response.
pub(super) struct List {
    /// Where it stands in the body.
    pub(super) path: String,
    /// Name of the member that it is; empty where it is all there is.
    pub(super) name: String,
    pub(super) item: Type,
}

/// Every list in a response: the response itself, or its members.
pub(super) fn all(context: &Context<'_>, output: &Output) -> Vec<List> {
    let (ty, enveloped) = match output {
        Output::Json { ty, enveloped } => (ty, enveloped),
        Output::Xml(ty) => (ty, &false),
        _ => return Vec::new(),
    };
    let envelope = context.envelope.as_ref().filter(|_| *enveloped);
    let start = match envelope.map(|envelope| step(&envelope.members().value)) {
        None => String::new(),
        Some(Some(step)) => step,
        Some(None) => return Vec::new(),
    };
    if let Some(item) = item(context, ty) {
        return vec![List {
            path: start,
            name: String::new(),
            item: item.clone(),
        }];
    }
    let fields = named(context, ty)
        .into_iter()
        .flat_map(|id| fields(context, id));
    fields
        .filter_map(|(name, ty)| {
            Some(List {
                path: format!("{start}{}", step(name)?),
                name: name.to_owned(),
                item: item(context, ty)?.clone(),
            })
        })
        .collect()
}

/// Every list in the objects that are members of a response.
pub(super) fn nested(context: &Context<'_>, output: &Output) -> Vec<List> {
    let (Output::Json {
        ty,
        enveloped: false,
    }
    | Output::Xml(ty)) = output
    else {
        return Vec::new();
    };
    let members = named(context, ty)
        .into_iter()
        .flat_map(|id| fields(context, id));
    let lists = members.flat_map(|(above, ty)| {
        let inner = named(context, ty)
            .into_iter()
            .flat_map(|id| fields(context, id));
        inner.filter_map(move |(name, ty)| {
            Some(List {
                path: format!("{}{}", step(above)?, step(name)?),
                name: name.to_owned(),
                item: item(context, ty)?.clone(),
            })
        })
    });
    lists.collect()
}

/// The list that a response is about, where that is plain: the only one, one with a usual name, or else the
/// one that is called like a segment of the path.
pub(super) fn likely(lists: Vec<List>, pieces: &[Piece<'_>]) -> Option<List> {
    let (mut beside, mut lists): (Vec<List>, Vec<List>) = lists
        .into_iter()
        .partition(|list| BESIDE.contains(&list.name.as_str()));
    if lists.len() == 1 {
        return lists.pop();
    }
    let rank = |list: &List| USUAL.iter().position(|name| *name == list.name);
    let is_usual = lists.iter().any(|list| rank(list).is_some());
    if is_usual {
        return lists
            .into_iter()
            .min_by_key(|list| rank(list).unwrap_or(USUAL.len()));
    }
    let in_path = |list: &List| {
        let names_it =
            |piece: &Piece<'_>| matches!(piece, Piece::Fixed(text) if *text == list.name);
        pieces.iter().rposition(names_it)
    };
    lists.append(&mut beside);
    lists.retain(|list| in_path(list).is_some());
    lists.into_iter().max_by_key(in_path)
}

impl List {
    /// The path from an item to one of its plain members.
    pub(super) fn member(&self, context: &Context<'_>, name: &str) -> Option<String> {
        let id = named(context, &self.item)?;
        let is_text = |ty: &Type| matches!(plain(context, ty), Type::String | Type::Int(_));
        let mut fields = fields(context, id);
        fields
            .any(|(field, ty)| field == name && is_text(ty))
            .then(|| step(name))?
    }
}

/// One step of a path; `None` for a name that would be two.
pub(super) fn step(name: &str) -> Option<String> {
    let fits = !name.is_empty() && !name.contains(['/', '~']);
    fits.then(|| format!("/{name}"))
}

fn fields<'c>(
    context: &'c Context<'_>,
    id: TypeId,
) -> impl Iterator<Item = (&'c str, &'c Type)> + 'c {
    let fields = match &context.types.definition(id).kind {
        TypeKind::Struct(it) => it.fields.as_slice(),
        _ => &[],
    };
    fields
        .iter()
        .map(|field| (field.wire_name.as_str(), &field.ty))
}

fn item<'c>(context: &'c Context<'_>, ty: &'c Type) -> Option<&'c Type> {
    match plain(context, ty) {
        Type::List(item) | Type::OneOrMany(item) => Some(item),
        _ => None,
    }
}

fn named(context: &Context<'_>, ty: &Type) -> Option<TypeId> {
    match plain(context, ty) {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

/// The type without what may be null, boxes and other names.
pub(super) fn plain<'c>(context: &'c Context<'_>, mut ty: &'c Type) -> &'c Type {
    // A chain of other names is as long as the document makes it.
    for _ in 0..64 {
        ty = match ty {
            Type::Nullable(inner) | Type::Boxed(inner) => inner,
            Type::Named(id) => match &context.types.definition(*id).kind {
                TypeKind::Alias(target) => target,
                _ => return ty,
            },
            _ => return ty,
        };
    }
    ty
}
