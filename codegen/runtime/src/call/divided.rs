/// Maps an endpoint to the request type of its crate, in an SDK of several crates: each crate has
/// its own request type, to which it adds methods.
pub trait RequestType {
    /// The request type.
    type Request;
}

/// Maps a model to the builder type of its crate, in an SDK of several crates.
pub trait BuilderType {
    /// The type of the builder after its last step.
    type Builder;
}
