use std::ops::Range;

use super::TypeId;

/// A file of models: types that are compiled for the same features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFile {
    /// Name of the module, unique among the models.
    pub module: String,
    /// The features that enable it, sorted: any one suffices. If empty, it is always compiled.
    pub features: Vec<String>,
    /// The types, in ascending order.
    pub types: Vec<TypeId>,
}

/// The member crates of a split SDK. The crate of the SDK depends on all of them and re-exports
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// The models that several resource crates need. Each of those crates depends on it.
    pub models: MemberCrate,
    /// The resource crates. None depends on another one.
    pub resources: Vec<MemberCrate>,
}

impl Division {
    /// The folder of the runtime if it is a member crate, and the suffix of its package name.
    pub const RUNTIME: &str = "runtime";

    /// All member crates, dependencies first.
    pub fn members(&self) -> impl Iterator<Item = &MemberCrate> {
        std::iter::once(&self.models).chain(&self.resources)
    }
}

/// A member crate of a split SDK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberCrate {
    /// Name of the package.
    pub package: String,
    /// Name of the library in Rust code.
    pub lib_name: String,
    /// Its folder, relative to that of the SDK, such as `resources/zones`.
    pub folder: String,
    /// Indices of its resources in ascending order: with each resource, all below it.
    pub resources: Vec<usize>,
    /// Indices of its model files in ascending order.
    pub model_files: Vec<usize>,
}

/// A module with operations of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationModule {
    /// Its name, which differs from those of the resources below; `None` for the resource's own
    /// module.
    pub name: Option<String>,
    /// Indices of its operations.
    pub operations: Range<usize>,
}
