use std::ops::Range;

use super::TypeId;

/// A file with models: types that are compiled for the same features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFile {
    /// Name of the module, unique among the models.
    pub module: String,
    /// Features with any of which it is compiled, sorted; with every one where none is named.
    pub features: Vec<String>,
    /// The types, ascending.
    pub types: Vec<TypeId>,
}

/// How an SDK is divided into crates. That of the SDK itself depends on all others and re-exports them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// The models that several of the crates with resources need; all of those depend on it.
    pub models: MemberCrate,
    /// The crates with resources, none of which depends on another one.
    pub resources: Vec<MemberCrate>,
}

impl Division {
    /// The folder of the runtime where that is one of the crates, and the end of its name.
    pub const RUNTIME: &str = "runtime";

    /// All crates but the SDK's own, those that others depend on first.
    pub fn members(&self) -> impl Iterator<Item = &MemberCrate> {
        std::iter::once(&self.models).chain(&self.resources)
    }
}

/// One of the crates of a divided SDK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberCrate {
    /// Name of the package.
    pub package: String,
    /// Name of the library in Rust code.
    pub lib_name: String,
    /// Its folder below that of the SDK, such as `resources/zones`.
    pub folder: String,
    /// Its resources, ascending: with each one, all below it.
    pub resources: Vec<usize>,
    /// Its files with models, ascending.
    pub model_files: Vec<usize>,
}

/// A module with operations of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationModule {
    /// Its name, which no resource below has; `None` for the resource's own module.
    pub name: Option<String>,
    /// The indices of its operations.
    pub operations: Range<usize>,
}
