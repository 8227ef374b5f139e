use cloudflare_sdk::models::{PermissionGroupRequest, UserGroupPolicyRequest};

fn main() {
    let step = UserGroupPolicyRequest::builder().id("p").access("allow");
    let step = step.permission_groups(Vec::<PermissionGroupRequest>::new());
    step.build();
}
