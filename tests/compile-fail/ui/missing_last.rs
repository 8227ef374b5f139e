use cloudflare_sdk::models::DeploymentGroupVersionConfig;

fn main() {
    let step = DeploymentGroupVersionConfig::builder().target_environment("windows");
    step.build();
}
