//! The program with the command line, which the runtime implements on top of calls by name.

use quote::quote;

use super::scope::ident;
use crate::files::File;
use crate::ir::{Api, RuntimeSource};

/// Prints the program.
pub(super) fn emit_cli(api: &Api) -> File {
    let library = ident(&api.package.lib_name);
    let name = &api.package.bin_name;
    // The command line's sources find the runtime at the root of the program.
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
            #![doc = " Every operation as a command."]
            #cli

            use std::process::ExitCode;
            use #library::{#imports};

            fn main() -> ExitCode {
                cli::command_line(#name, Client::builder(), dispatch::entries())
            }
        },
    )
}
