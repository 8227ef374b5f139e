use cloudflare_sdk::models::DeploymentGroupVersionConfig;

fn main() {
    let _ = DeploymentGroupVersionConfig::builder()
        .target_environment("windows")
        .build();
}
