//! Lowers a document to the model, where all names, types, orders and defaults are decided. The
//! next stage is [`emit`](crate::emit).

mod aliases;
mod body;
mod contact;
mod coverage;
mod declared;
mod described;
mod envelope;
mod extensions;
mod form;
mod header;
mod incoming;
mod inputs;
mod inventory;
mod keep;
mod layout;
mod license;
mod media;
mod multipart;
mod naming;
mod operation;
mod operation_name;
mod operation_types;
mod other_types;
mod package;
mod paging;
mod parameter;
mod report;
mod reserved;
mod resources;
mod response;
mod schema;
mod security;
mod sequence;
mod server_names;
mod servers;
mod setters;
mod streamed;
mod success;
mod tags;
mod template;

pub use coverage::{Count, Coverage};
pub use extensions::{EXTENSIONS, Extension};
pub use report::{Report, Skipped};

use std::collections::HashSet;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir;
use crate::load::{Document, Node};

use envelope::Envelope;
use incoming::Collector;
use inventory::{Inventory, OperationSource};
use keep::NameRecord;
use resources::Tree;
use schema::{Alternatives, Types, Uses};
use security::Schemes;

/// The result of lowering a document.
#[derive(Debug)]
pub struct Lowered {
    /// The model.
    pub api: ir::Api,
    /// Warnings about everything that was skipped or corrected.
    pub diagnostics: Diagnostics,
    /// Counts of emitted and skipped operations.
    pub report: Report,
}

/// The state that operations share while they are lowered.
struct Context<'d> {
    config: &'d Config,
    types: Types<'d>,
    schemes: Schemes,
    client: ir::Client,
    /// The template of the first server.
    base_url: String,
    envelope: Option<Envelope>,
    diagnostics: Diagnostics,
    coverage: Coverage,
}

/// Lowers a document.
///
/// An unsupported operation is skipped with a warning, and listed in the report.
///
/// # Errors
///
/// If there are more operations than the configuration allows. A single operation never causes an
/// error.
pub fn lower(document: &Document, config: &Config) -> Result<Lowered, Diagnostics> {
    let lower = |alternatives| {
        let operations = Operations::lower(document, config, alternatives);
        operations.map_err(|error| Diagnostics::from(error).about(document.sources()))
    };
    let mut operations = lower(Alternatives::Combined)?;
    if operations.context.types.is_spent() {
        // Without combined alternatives, the budget suffices for the other schemas.
        operations = lower(Alternatives::AsWritten)?;
    }
    Ok(operations.finish(document))
}

/// The lowered operations of a document. Their types have no names yet.
struct Operations<'d> {
    context: Context<'d>,
    uses: Uses,
    servers: Vec<ir::Server>,
    package: ir::Package,
    /// The report, still without the number of types.
    report: Report,
}

impl<'d> Operations<'d> {
    fn lower(
        document: &'d Document,
        config: &'d Config,
        alternatives: Alternatives,
    ) -> Result<Self, Diagnostic> {
        let root = document.root();
        let mut diagnostics = Diagnostics::new().about(document.sources());
        let Inventory {
            operations: sources,
            ignored,
            mut skipped,
        } = inventory::inventory(&root, config, &mut diagnostics)?;
        let package = package::package(&root, config, &mut diagnostics);
        let (servers, client, schemes) =
            lower_client(&root, config, &package, &sources, &mut diagnostics);
        let has_xml = sources.iter().any(media::uses_xml);
        let types = Types::new(document, config, has_xml, alternatives);
        let mut context = Context {
            config,
            envelope: Envelope::of(config.envelope.as_ref(), &sources, &types),
            types,
            schemes,
            client,
            base_url: servers[0].template.clone(),
            diagnostics,
            coverage: Coverage::default(),
        };
        let counted = sources.len() + ignored + skipped.len();
        let uses = operations(&mut context, &root, sources, &mut skipped);
        let report = Report {
            operations: counted,
            emitted: uses.resources.iter().map(|it| it.operations.len()).sum(),
            resources: report::called(&uses.resources),
            ignored,
            skipped,
            types: 0,
            coverage: std::mem::take(&mut context.coverage),
        };
        Ok(Self {
            context,
            uses,
            servers,
            package,
            report,
        })
    }

    /// Names the types, and assembles the result.
    fn finish(self, document: &Document) -> Lowered {
        let root = document.root();
        let Self {
            context,
            mut uses,
            servers,
            package,
            mut report,
        } = self;
        let mut diagnostics = context.diagnostics;
        let types = context.types.finish(&mut uses, &mut diagnostics);
        report.types = types.len();
        let mut api = ir::Api {
            package,
            title: package::title(&root),
            version: package::version(&root),
            doc: package::description(&root),
            servers,
            client: context.client,
            security_schemes: context.schemes.used(&mut uses.resources),
            security: security::most_frequent(&uses.resources),
            envelope: context.envelope.map(|it| it.members().clone()),
            resources: uses.resources,
            incoming: uses.incoming,
            types,
            parts: Default::default(),
            model_files: Vec::new(),
            division: None,
            kept: uses.kept,
        };
        aliases::add(&mut api, &context.config.aliases, &mut diagnostics);
        layout::lay_out(&mut api, context.config.package.split);
        Lowered {
            api,
            diagnostics: deduplicated(&diagnostics).about(document.sources()),
            report,
        }
    }
}

/// The servers and the settings of the client.
fn lower_client(
    root: &Node<'_>,
    config: &Config,
    package: &ir::Package,
    sources: &[OperationSource<'_>],
    diagnostics: &mut Diagnostics,
) -> (Vec<ir::Server>, ir::Client, Schemes) {
    let prefix = package::env_prefix(package);
    let mut servers = servers::all(root, diagnostics);
    let mut client = package::client(root, config, &prefix, sources, diagnostics);
    let schemes = Schemes::read(root, config, &prefix, &client.defaults, diagnostics);
    let taken = client.defaults.iter().map(|it| it.rust_name.as_str());
    let taken = taken.chain(schemes.setters()).map(str::to_owned).collect();
    client.variables = server_names::name(root, sources, &mut servers, taken, diagnostics);
    (servers, client, schemes)
}

/// Names and lowers the operations, and returns the resources, webhooks and callbacks.
fn operations<'d>(
    context: &mut Context<'d>,
    root: &Node<'d>,
    sources: Vec<OperationSource<'d>>,
    skipped: &mut Vec<Skipped>,
) -> Uses {
    let mut tree = Tree::default();
    let names = naming::name(
        &sources,
        &mut tree,
        context.config,
        &mut context.diagnostics,
    );
    let docs = tags::docs(root);
    let mut record = NameRecord::default();
    let mut incoming = Collector::default();
    incoming.webhooks(context, root);
    for (source, named) in sources.iter().zip(names) {
        let resource = named.resource;
        let id = format!("{}.{}", tree.dotted(resource), named.fn_name);
        record.operation(&id, source, &named);
        match operation::operation(context, source, named, id) {
            Ok(operation) => {
                incoming.callbacks(context, source, &operation.id);
                let tag = source
                    .operation
                    .get("tags")
                    .and_then(|tags| tags.items().next());
                let doc = tag.and_then(|tag| docs.get(tag.value().as_str()?));
                tree.add(resource, operation, doc);
            }
            Err(why) => {
                let name = format!("{} {}", source.verb, source.key);
                let one = Skipped::new(source.operation.at(), name, why);
                context.diagnostics.push(one.diagnostic());
                skipped.push(one);
            }
        }
    }
    let mut resources = tree.resources(&context.config.kept);
    for resource in &mut resources {
        for operation in &mut resource.operations {
            operation.inputs = inputs::inputs(operation);
        }
        let old = |id: &str| record.old_headers(id, &context.config.kept);
        operation_types::name(resource, &old);
        record.headers(resource);
    }
    Uses {
        resources,
        kept: record.names(),
        incoming: incoming.finish(&mut context.diagnostics),
    }
}

/// Removes repeated diagnostics: those about a path item are reported for each of its operations.
fn deduplicated(diagnostics: &Diagnostics) -> Diagnostics {
    let mut seen = HashSet::new();
    let mut deduplicated = Diagnostics::new();
    for diagnostic in diagnostics {
        if seen.insert((&diagnostic.at, diagnostic.code, &diagnostic.message)) {
            deduplicated.push(diagnostic.clone());
        }
    }
    deduplicated
}
