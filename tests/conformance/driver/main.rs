//! Makes calls of many SDKs by name, and prints the result of each: `driver CALLS ORIGIN`.

use std::error::Error;
use std::io::Write;

use serde_json::{Value, json};

/// Defines a module for each SDK, all with the same code, and a function that finds the module of a package.
macro_rules! sdks {
    ($($package:literal = $name:ident),* $(,)?) => {
        $(mod $name {
            use $name as sdk;
            include!("call.rs");
        })*

        async fn run(call: &Value, origin: &str) -> Value {
            match call["package"].as_str() {
                $(Some($package) => $name::run(call, origin).await,)*
                _ => json!({ "skipped": "there is no such SDK" }),
            }
        }
    };
}
include!("sdks.rs");

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let calls = std::fs::read(arguments.next().ok_or("the calls are missing")?)?;
    let origin = arguments.next().ok_or("the origin is missing")?;
    let calls: Vec<Value> = serde_json::from_slice(&calls)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for call in calls {
        // A separate task, so that a panic is only a failure of its call.
        let (index, origin) = (call["index"].clone(), origin.clone());
        let task = async { tokio::task::LocalSet::new().run_until(async move {
            let made = tokio::task::spawn_local(async move { run(&call, &origin).await });
            made.await.unwrap_or_else(|error| json!({ "error": error.to_string() }))
        }).await };
        let mut result = runtime.block_on(task);
        result["index"] = index;
        writeln!(std::io::stdout().lock(), "{result}")?;
    }
    Ok(())
}
