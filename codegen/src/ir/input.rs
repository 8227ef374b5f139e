use super::{Operation, Role};

/// The module that steps stand in, beside what they lead to.
pub const STAGED: &str = "staged";

impl Operation {
    /// Names of the step types, in their order.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().filter_map(|input| input.step.as_deref())
    }
}

/// Something that a caller sets for a call.
#[derive(Clone, Debug)]
pub struct Input {
    /// Name of the argument, of the step's method or of the setter.
    pub name: String,
    /// How the caller sets it; never [`Role::Constant`].
    pub role: Role,
    /// What it is.
    pub source: InputSource,
    /// Name of the step type that asks for it, such as `CreateNeedsName`, where the role is
    /// [`Role::Staged`]; unique within the resource's module.
    pub step: Option<String>,
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputSource {
    /// The parameter with this index.
    Parameter(usize),
    /// The field of the body with this index.
    Field(usize),
    /// The body, as a whole.
    Body,
    /// The file of the body with this index.
    File(usize),
}
