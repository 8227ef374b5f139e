//! Lowers small documents and prints their types, one line each.

use std::fmt::Write as _;
use std::path::PathBuf;

use sdk_codegen::config::Config;
use sdk_codegen::ir::{Builder, Shape, Struct, Type, TypeDef, TypeKind, Union};
use sdk_codegen::load::{Document, Source};

/// The result of lowering a document.
pub struct Lowered {
    /// Its types, one line each.
    pub types: String,
    /// How each struct is constructed.
    pub builders: Vec<String>,
    warnings: Vec<String>,
}

impl Lowered {
    /// Asserts that these are the types; indentation does not matter.
    #[track_caller]
    pub fn are(&self, expected: &str) {
        let expected: Vec<&str> = expected.lines().map(str::trim_start).collect();
        assert_eq!(self.types.trim_end(), expected.join("\n"));
    }

    /// The names of its types, in order.
    pub fn names(&self) -> Vec<&str> {
        let lines = self.types.lines();
        lines.filter_map(|line| line.split(' ').nth(1)).collect()
    }

    /// Asserts that one of the types is this one.
    #[track_caller]
    pub fn has(&self, expected: &str) {
        let found = self.types.lines().any(|line| line == expected);
        assert!(found, "{expected}\nis not among\n{}", self.types);
    }

    /// Asserts that a warning contains `text`.
    #[track_caller]
    pub fn warns(&self, text: &str) {
        let found = self.warnings.iter().any(|warning| warning.contains(text));
        assert!(found, "no warning says {text:?}: {:#?}", self.warnings);
    }
}

/// The types if `Root` is a response.
pub fn back(schemas: &str) -> Lowered {
    lower(schemas, &[], &["Root"], &[])
}

/// The types if `Root` is a request body.
pub fn out(schemas: &str) -> Lowered {
    lower(schemas, &["Root"], &[], &[])
}

/// Lowers a document with these schemas, of which `out` are request bodies and `back` are
/// responses.
pub fn lower(schemas: &str, out: &[&str], back: &[&str], names: &[(&str, &str)]) -> Lowered {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n");
    let media = |name| {
        format!(
            "content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}"
        )
    };
    for name in out {
        let body = media(name);
        let _ = writeln!(
            text,
            "  /out/{name}:\n    post:\n      operationId: send{name}"
        );
        let _ = writeln!(
            text,
            "      requestBody: {{{body}}}\n      responses: {{'204': {{description: ok}}}}"
        );
    }
    for name in back {
        let answer = media(name);
        let _ = writeln!(
            text,
            "  /back/{name}:\n    get:\n      operationId: get{name}"
        );
        let _ = writeln!(
            text,
            "      responses: {{'200': {{description: ok, {answer}}}}}"
        );
    }
    text += "components:\n  schemas:";
    for line in schemas.lines() {
        let _ = write!(text, "\n    {line}");
    }
    lower_text(text, names)
}

/// Lowers a whole document.
pub fn lower_text(text: String, names: &[(&str, &str)]) -> Lowered {
    let source = Source {
        path: PathBuf::from("test.yaml"),
        text,
    };
    lower_source(source, names)
}

/// Lowers a document and the files that it refers to.
pub fn lower_source(source: Source, names: &[(&str, &str)]) -> Lowered {
    let (document, _) = Document::load(source).unwrap_or_else(|found| panic!("{found:?}"));
    let mut config = Config::default();
    config.names.extend(
        names
            .iter()
            .map(|(at, name)| (String::from(*at), String::from(*name))),
    );
    let lowered = sdk_codegen::lower::lower(&document, &config);
    let lowered = lowered.unwrap_or_else(|found| panic!("{found:?}"));
    let all = &lowered.api.types;
    Lowered {
        types: all.iter().map(|def| definition(def, all) + "\n").collect(),
        builders: all.iter().filter_map(builder).collect(),
        warnings: lowered
            .diagnostics
            .iter()
            .map(|it| format!("{}; {}", it.message, it.notes.join("; ")))
            .collect(),
    }
}

fn definition(def: &TypeDef, all: &[TypeDef]) -> String {
    let (word, inside) = match &def.kind {
        TypeKind::Struct(it) => ("struct", fields(it, all)),
        TypeKind::Union(it) => ("union", members(it, all)),
        TypeKind::Enum(it) => {
            let variants = it.variants.iter();
            let variants = variants.map(|it| format!("{} = {}", it.rust_name, it.value));
            ("enum", variants.collect())
        }
        TypeKind::Tuple(it) => {
            let items = it.items.iter().enumerate().map(|(index, item)| {
                let mark = if index < it.required { "" } else { "?" };
                format!("{}{mark}", print(item, all))
            });
            let more = it.more.iter().map(|more| format!("..{}", print(more, all)));
            ("tuple", items.chain(more).collect())
        }
        TypeKind::Alias(ty) => ("alias", vec![print(ty, all)]),
    };
    let by = match &def.kind {
        TypeKind::Union(Union {
            discriminator: Some(by),
            ..
        }) => format!(" by {by}"),
        _ => String::new(),
    };
    format!("{word} {}{by} {{ {} }}", def.name, inside.join(", "))
}

fn fields(it: &Struct, all: &[TypeDef]) -> Vec<String> {
    let fields = it.fields.iter().map(|field| {
        let mark = if field.required { "" } else { "?" };
        let constant = field.constant.as_ref().map(|only| format!(" = {only}"));
        let ty = print(&field.ty, all);
        format!(
            "{}{mark}: {ty}{}",
            field.rust_name,
            constant.unwrap_or_default()
        )
    });
    let rest = it.additional.iter();
    let rest = rest.map(|rest| format!("..{}: {{{}}}", rest.rust_name, print(&rest.ty, all)));
    fields.chain(rest).collect()
}

fn members(it: &Union, all: &[TypeDef]) -> Vec<String> {
    let members = it.members.iter().map(|member| {
        let shape = match &member.shape {
            Shape::Object(_) => String::from("Object"),
            shape => format!("{shape:?}"),
        };
        let added = member.adds_tag.then_some(" added");
        let tags = member.tags.iter().map(|tag| format!(" {tag}"));
        let tags: String = tags.chain(added.map(str::to_owned)).collect();
        format!(
            "{}({}){tags} ~ {shape}",
            member.rust_name,
            print(&member.ty, all)
        )
    });
    members.collect()
}

fn print(ty: &Type, all: &[TypeDef]) -> String {
    match ty {
        Type::Named(id) => all[id.0].name.clone(),
        Type::List(item) => format!("[{}]", print(item, all)),
        Type::OneOrMany(item) => format!("[{}] or one", print(item, all)),
        Type::Map(value) => format!("{{{}}}", print(value, all)),
        Type::Nullable(inner) => format!("{}|null", print(inner, all)),
        Type::Boxed(inner) => format!("<{}>", print(inner, all)),
        other => format!("{other:?}"),
    }
}

fn builder(def: &TypeDef) -> Option<String> {
    let TypeKind::Struct(it) = &def.kind else {
        return None;
    };
    let made = match &it.builder {
        None => String::from("none"),
        Some(Builder::New) => String::from("new"),
        Some(Builder::Staged { steps }) => format!("after {}", steps.join(", ")),
    };
    Some(format!("{}: {made}", def.name))
}
