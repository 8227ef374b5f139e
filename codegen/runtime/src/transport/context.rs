use super::state::ClientState;
use crate::call::Call;

/// A call, and the state of the client that sends it.
#[derive(Clone, Copy)]
pub(crate) struct CallContext<'c> {
    pub(crate) state: &'c ClientState,
    pub(crate) call: &'c Call,
}
