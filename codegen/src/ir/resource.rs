use super::{Doc, MovedMethod, Operation, OperationModule};
use crate::name::module;

/// A group of operations, reached from the client as a chain of accessors.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Names of accessors from the root, such as `["zero_trust", "devices"]`.
    pub path: Vec<String>,
    /// Name of the handle type, such as `Devices`; unique within its module only.
    pub handle: String,
    /// The documentation of its tag in the description.
    pub doc: Doc,
    /// Cargo feature, such as `zero-trust-devices`. It enables the features of all resources below.
    pub feature: String,
    /// Index of the parent in [`Api::resources`](super::Api::resources).
    pub parent: Option<usize>,
    /// Operations in document order; may be empty in a resource that only groups others.
    pub operations: Vec<Operation>,
    /// Operations that have moved to another resource; their old methods are deprecated.
    pub moved: Vec<MovedMethod>,
    /// The modules that the operations are emitted in.
    pub modules: Vec<OperationModule>,
}

impl Resource {
    /// Names of the modules from the root.
    pub fn module_path(&self) -> impl Iterator<Item = String> + Clone {
        let names = self.path.iter().enumerate();
        names.map(|(level, name)| module(name, level == 0))
    }
}
