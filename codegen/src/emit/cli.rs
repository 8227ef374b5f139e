//! The binary with the command line, which the runtime implements on top of the dispatch tables.

use quote::quote;

use super::scope::ident;
use crate::files::File;
use crate::ir::{Api, RuntimeSource};

/// Emits `main.rs`.
pub(super) fn emit_cli(api: &Api) -> File {
    let library = ident(&api.package.lib_name);
    let name = &api.package.bin_name;
    // The sources of the command line import the runtime from the root of the binary.
    let (cli, imports) = match api.package.runtime {
        RuntimeSource::Embedded => (
            Some(quote!(
                mod cli;
            )),
            quote!(Client, dispatch, runtime),
        ),
        RuntimeSource::Crate { .. } | RuntimeSource::Member => {
            (None, quote!(Client, dispatch, runtime::cli))
        }
    };
    File::rust(
        "src/main.rs",
        quote! {
            #![doc = " A command line with a command for each operation."]
            #cli

            use std::process::ExitCode;
            use #library::{#imports};

            fn main() -> ExitCode {
                cli::command_line(#name, Client::builder(), dispatch::entries())
            }
        },
    )
}
