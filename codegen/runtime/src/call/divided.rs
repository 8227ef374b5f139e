/// What a request is for, in an SDK of several crates: each crate has a type of request of its own,
/// since it adds methods to it.
pub trait Requested {
    /// The request.
    type Request;
}

/// What is built step by step, in an SDK of several crates.
pub trait Built {
    /// Its builder, once nothing more is required.
    type Builder;
}
