use super::super::Context;
use super::super::template::Piece;
use crate::ir::{Output, Type, TypeId, TypeKind};
use crate::name::words;

/// Usual names of the member with the list of a response.
const USUAL: [&str; 11] = [
    "data", "items", "results", "result", "entries", "records", "values", "list", "rows", "nodes",
    "objects",
];

/// Names of lists that accompany the main list of a response.
const BESIDE: [&str; 6] = [
    "errors", "included", "links", "messages", "order", "warnings",
];

/// True for a usual name of the member with the list of a response.
pub(in crate::lower) fn is_usual_name(name: &str) -> bool {
    USUAL.contains(&name)
}

/// A list in a response.
pub(super) struct List {
    /// JSON pointer in the body.
    pub(super) path: String,
    /// Name of the member; empty if the body itself is the list.
    pub(super) name: String,
    pub(super) item: Type,
}

/// The lists of a response: the body itself, or its members.
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

/// The lists in objects that are members of a response.
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

/// The main list of a response, if it is obvious: the only one, one with a usual name, or else the one
/// that is named like a segment of the path, or whose name ends in one.
pub(super) fn main_list(lists: Vec<List>, pieces: &[Piece<'_>]) -> Option<List> {
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
    // A list that is called like a segment is clearer than one whose name only ends in it.
    let in_path = |list: &List| {
        let name = words(&list.name);
        let called = |piece: &Piece<'_>| match piece {
            Piece::Fixed(text) if *text == list.name => Some(true),
            Piece::Fixed(text) => name.ends_with(&words(text)).then_some(false),
            _ => None,
        };
        let places = pieces.iter().enumerate();
        places
            .filter_map(|(at, piece)| Some((called(piece)?, at)))
            .max()
    };
    lists.append(&mut beside);
    lists.retain(|list| in_path(list).is_some());
    lists.into_iter().max_by_key(in_path)
}

impl List {
    /// The pointer from an item to one of its scalar members, which every kind of item has.
    pub(super) fn member(&self, context: &Context<'_>, name: &str) -> Option<String> {
        let is_text = |ty: &Type| matches!(plain(context, ty), Type::String | Type::Int(_));
        let has_it = |kind: Option<TypeId>| {
            let mut fields = kind.into_iter().flat_map(|id| fields(context, id));
            fields.any(|(field, ty)| field == name && is_text(ty))
        };
        let has_it = self.kinds(context).into_iter().all(has_it);
        has_it.then(|| step(name))?
    }

    /// The pointer from an item to its `id`; `None` if it has other members that are ids, because it may be listed by
    /// one of these.
    pub(super) fn only_id(&self, context: &Context<'_>) -> Option<String> {
        let kinds = self.kinds(context).into_iter().flatten();
        let mut fields = kinds.flat_map(|id| fields(context, id));
        let has_other = fields.any(|(name, _)| {
            let is_id = words(name).last().is_some_and(|last| last == "id");
            is_id && name != "id"
        });
        match has_other {
            false => self.member(context, "id"),
            true => None,
        }
    }

    /// The types of the items: the members of a union, or their only type; `None` for one without a name.
    fn kinds(&self, context: &Context<'_>) -> Vec<Option<TypeId>> {
        let item = named(context, &self.item);
        match item.map(|id| &context.types.definition(id).kind) {
            Some(TypeKind::Union(it)) => {
                let members = it.members.iter();
                members.map(|it| named(context, &it.ty)).collect()
            }
            _ => vec![item],
        }
    }
}

/// One segment of a pointer; `None` for a name with a separator in it.
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

/// The type without nullability, boxes and aliases.
pub(super) fn plain<'c>(context: &'c Context<'_>, mut ty: &'c Type) -> &'c Type {
    // A description can define arbitrarily long chains of aliases.
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
