use cloudflare_sdk::models::UserGroupPolicyRequest;

fn main() {
    let _ = UserGroupPolicyRequest::builder()
        .id("p")
        .access("allow")
        .build();
}
