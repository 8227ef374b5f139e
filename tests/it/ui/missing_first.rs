use cloudflare_sdk::models::DeploymentGroupVersionConfig;

fn main() {
    let _ = DeploymentGroupVersionConfig::builder().version("1").build();
}
