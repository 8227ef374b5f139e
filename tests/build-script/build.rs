//! Generates the sources of the SDK from `openapi.yaml`.

use sdk_codegen::build_script::{BuildError, BuildScript};

fn main() -> Result<(), BuildError> {
    BuildScript::new("openapi.yaml").config("sdk.toml").run()
}
