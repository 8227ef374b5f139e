//! The files of an SDK, once all names are decided: the items in each module, and the parts of the
//! runtime.

mod division;
mod lists;
mod model_files;
mod operation_modules;
mod parts;

use crate::config::SplitConfig;
use crate::ir::Api;

/// Decides the layout of an API's SDK.
pub(super) fn lay_out(api: &mut Api, split: Option<SplitConfig>) {
    lists::mark(api);
    api.parts = parts::parts(api);
    api.model_files = model_files::model_files(api);
    operation_modules::set_operation_modules(&mut api.resources);
    api.division = split.map(|SplitConfig::Resource| division::division(api));
}
