//! The inputs of an operation, in the order of its builder.

use crate::ir::{BodyContent, Input, InputSource, Operation, Role};

/// The inputs: parameters, then the fields of the body or the whole body, then its files.
pub(super) fn inputs(operation: &Operation) -> Vec<Input> {
    let parameters = operation.parameters.iter().enumerate();
    let parameters = parameters.map(|(index, parameter)| Input {
        name: parameter.rust_name.clone(),
        role: parameter.role,
        source: InputSource::Parameter(index),
        step: None,
    });
    let mut inputs: Vec<Input> = parameters.collect();
    if let Some(body) = &operation.body {
        match &body.content {
            BodyContent::Fields { names, .. } => {
                let fields = names.iter().enumerate();
                inputs.extend(fields.map(|(index, (name, role))| Input {
                    name: name.clone(),
                    role: *role,
                    source: InputSource::Field(index),
                    step: None,
                }));
            }
            BodyContent::Files => {}
            _ => inputs.push(Input {
                name: "body".to_owned(),
                role: match body.required {
                    true => Role::Staged,
                    false => Role::Optional,
                },
                source: InputSource::Body,
                step: None,
            }),
        }
        let files = body.files.iter().enumerate();
        inputs.extend(files.map(|(index, file)| Input {
            name: file.rust_name.clone(),
            role: file.role,
            source: InputSource::File(index),
            step: None,
        }));
    }
    inputs.retain(|input| input.role != Role::Constant);
    inputs
}
