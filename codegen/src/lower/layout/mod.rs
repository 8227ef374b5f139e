//! The layout of an SDK: the modules of all items, and the parts of the runtime. All names are
//! known.

mod division;
mod lists;
mod model_files;
mod operation_modules;
mod parts;

use crate::config::SplitConfig;
use crate::ir::Api;

/// Decides the layout of an SDK.
pub(super) fn lay_out(api: &mut Api, split: Option<SplitConfig>) {
    lists::mark(api);
    api.parts = parts::parts(api);
    api.model_files = model_files::model_files(api);
    operation_modules::set_operation_modules(&mut api.resources);
    api.division = split.map(|SplitConfig::Resource| division::division(api));
}
