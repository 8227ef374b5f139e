use cloudflare_sdk::models::DeploymentGroupVersionConfig;

fn main() {
    let step = DeploymentGroupVersionConfig::builder();
    step.version("1");
}
