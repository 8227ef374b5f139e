//! The command line: all of it comes from the runtime, and it offers what calls by name offer.

use quote::quote;

use super::scope::ident;
use crate::files::File;
use crate::ir::Api;

/// Prints the program.
pub(super) fn emit_cli(api: &Api) -> File {
    let library = ident(&api.package.lib_name);
    let name = &api.package.bin_name;
    File::rust(
        "src/main.rs",
        quote! {
            #![doc = " Every operation as a command."]
            mod cli;

            use std::process::ExitCode;
            use #library::{Client, dispatch, runtime};

            fn main() -> ExitCode {
                cli::command_line(#name, Client::builder(), dispatch::entries())
            }
        },
    )
}
