/// Gives the request builder of a list methods that go through all of its pages:
/// `page_methods!(List, Zone, Paging::number("/result", 0))`.
#[doc(hidden)]
#[macro_export(local_inner_macros)]
macro_rules! page_methods {
    ($builder:ident, $item:ty, $rule:expr) => {
        impl $builder {
            /// Goes through the list page by page, from the page that is asked for.
            pub fn pages(self) -> $crate::Pages<$item> {
                static RULE: $crate::Paging = $rule;
                $crate::Pages::new(self.into_call(), &RULE)
            }

            /// Goes through the items of the list, as many pages as there are.
            pub fn items(self) -> $crate::Items<$item> {
                self.pages().items()
            }
        }
    };
}
