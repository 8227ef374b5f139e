use super::{Operation, Role};

pub use crate::name::STAGED;

impl Operation {
    /// Names of the step types, in order.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().filter_map(|input| input.step.as_deref())
    }
}

/// A value that a caller passes for a request.
#[derive(Clone, Debug)]
pub struct Input {
    /// Name of the argument, of the method of the step, or of the setter.
    pub name: String,
    /// How the caller passes it; never [`Role::Constant`].
    pub role: Role,
    /// The parameter, field or body that it sets.
    pub source: InputSource,
    /// Name of the step type that requires it, such as `CreateNeedsName`, if the role is
    /// [`Role::Staged`]; unique within the resource's module.
    pub step: Option<String>,
}

/// The part of a request that an input sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputSource {
    /// The parameter with this index.
    Parameter(usize),
    /// The field of the body with this index.
    Field(usize),
    /// The whole body.
    Body,
    /// The file of the body with this index.
    File(usize),
}
