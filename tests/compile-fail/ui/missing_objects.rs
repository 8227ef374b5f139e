use cloudflare_sdk::models::ScopeRequest;

fn main() {
    let scope = ScopeRequest::builder().key("k");
    scope.build();
}
