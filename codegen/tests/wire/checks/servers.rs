use kitchen::{Client, ClientBuilder, ErrorKind};

fn builder() -> ClientBuilder {
    Client::builder().without_credentials()
}

#[test]
fn variables_are_set_on_the_builder() {
    let url = |builder: ClientBuilder| builder.build().map(|it| it.base_url().to_owned());
    assert_eq!(url(builder()).unwrap(), "https://kitchen.example/v1");
    let set = builder().version("v2").room("attic");
    assert_eq!(url(set.clone()).unwrap(), "https://kitchen.example/v2");
    let other = set.other_room_server();
    assert_eq!(url(other.clone()).unwrap(), "https://attic.kitchen.example");
    let own = other.base_url("https://own.example");
    assert_eq!(url(own).unwrap(), "https://own.example");
    for room in ["", "a/b", "a@b", "a?b", "a#b", "a b", "a\n"] {
        let refused = url(builder().room(room).other_room_server());
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Config, "{room}");
    }
}
