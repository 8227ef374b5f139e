use kitchen::models::{
    Cell, Dot, Drawing, DrawingAnything, DrawingFill, DrawingSize, Figure, Plain, Ring, Striped,
    Stroke,
};

use crate::server::Server;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

async fn sent(drawing: Drawing) -> String {
    let server = Server::answering("200 OK", "<drawing/>");
    let client = server.client();
    let call = client.xml().put_drawing().body(drawing);
    call.send().await.unwrap();
    let body = server.request().body;
    body.strip_prefix(HEAD).unwrap().to_owned()
}

async fn got(body: &str) -> Drawing {
    let server = Server::answering("200 OK", body);
    let client = server.client();
    let call = client.xml().put_drawing().body(Drawing::new());
    let drawing = call.send().await.unwrap();
    server.request();
    drawing
}

fn figures() -> [Figure; 3] {
    let to = Cell(1, "a".to_owned(), vec![true, false]);
    [
        Dot::builder().r(1.5).build().into(),
        Ring::builder().r(2.0).build().into(),
        Stroke::builder().to(to).note("n").build().into(),
    ]
}

const FIGURES: &str = concat!(
    r#"<f:dot xmlns:f="urn:figure" r="1.5"/><ring r="2"/>"#,
    "<figures><to>1</to><to>a</to><to>true</to><to>false</to>n</figures>",
);

#[tokio::test]
async fn members_go_and_come_by_the_name_of_their_element() {
    let drawing = Drawing::new().figures(figures());
    let text = sent(drawing).await;
    assert_eq!(text, format!("<drawing>{FIGURES}</drawing>"));
    let wrapped = format!("<drawing><figures>{FIGURES}</figures></drawing>");
    for text in [text, wrapped] {
        let figures = got(&text).await.figures.unwrap();
        let [Figure::Dot(dot), Figure::Ring(ring), Figure::Stroke(stroke)] = figures.as_slice()
        else {
            panic!("{figures:?}");
        };
        assert_eq!((dot.r, ring.r, stroke.to.0), (1.5, 2.0, 1));
        assert_eq!((&*stroke.to.1, &*stroke.to.2), ("a", &[true, false][..]));
        assert_eq!(stroke.note.as_deref(), Some("n"));
    }
}

#[tokio::test]
async fn members_of_an_object_are_distinguished_by_what_they_have() {
    let [dot, _, stroke] = figures();
    assert_eq!(
        sent(Drawing::new().first(dot)).await,
        r#"<drawing><first r="1.5"/></drawing>"#
    );
    let anything = DrawingAnything::Figure(stroke);
    let nested = "<anything><to>1</to><to>a</to><to>true</to><to>false</to>n</anything>";
    assert_eq!(
        sent(Drawing::new().anything(anything)).await,
        format!("<drawing>{nested}</drawing>")
    );
    let first = async |body: &str| {
        let drawing = got(&format!("<drawing>{body}</drawing>")).await;
        drawing.first
    };
    let dot = first("<first r='1'/>").await;
    assert!(matches!(dot, Some(Figure::Dot(_))), "{dot:?}");
    let ring = first("<first r='1'><width>2</width></first>").await;
    assert!(matches!(ring, Some(Figure::Ring(_))), "{ring:?}");
    let named = first("<ring r='1'/>").await;
    assert!(matches!(named, Some(Figure::Ring(_))), "{named:?}");
    let unknown = first("<first><odd>1</odd></first>").await;
    let Some(Figure::Unknown(value)) = unknown else {
        panic!("{unknown:?}");
    };
    assert_eq!(value["odd"], "1");
    let drawing = got(&format!("<drawing>{nested}</drawing>")).await;
    let Some(DrawingAnything::Figure(Figure::Stroke(stroke))) = drawing.anything else {
        panic!("{drawing:?}");
    };
    assert_eq!(stroke.to.0, 1);
}

#[tokio::test]
async fn a_discriminator_is_an_attribute_or_an_element() {
    let plain: DrawingFill = Plain::builder().color("red").build().into();
    let striped: DrawingFill = Striped::builder().colors(["red", "blue"]).build().into();
    let texts = [
        r#"<fill kind="Plain"><color>red</color></fill>"#,
        r#"<fill kind="Striped"><colors>red</colors><colors>blue</colors></fill>"#,
    ];
    for (fill, text) in [plain, striped].into_iter().zip(texts) {
        let text = format!("<drawing>{text}</drawing>");
        assert_eq!(sent(Drawing::new().fill(fill)).await, text);
    }
    for text in [
        texts[1],
        "<fill><kind>Striped</kind><colors>red</colors><colors>blue</colors></fill>",
    ] {
        let drawing = got(&format!("<drawing>{text}</drawing>")).await;
        let Some(DrawingFill::Striped(striped)) = drawing.fill else {
            panic!("{drawing:?}");
        };
        assert_eq!(striped.colors, ["red", "blue"]);
    }
    let drawing = got("<drawing><fill kind='New'><a>1</a></fill></drawing>").await;
    let Some(DrawingFill::Unknown(value)) = drawing.fill else {
        panic!("{drawing:?}");
    };
    assert_eq!((&value["kind"], &value["a"]), (&"New".into(), &"1".into()));
}

#[tokio::test]
async fn plain_values_are_what_they_look_like() {
    for (size, text) in [
        (DrawingSize::Integer(1), "1"),
        (DrawingSize::Boolean(true), "true"),
        (DrawingSize::Text("a<".to_owned()), "a&lt;"),
    ] {
        let name = format!("{size:?}");
        let text = format!("<drawing><size>{text}</size></drawing>");
        assert_eq!(sent(Drawing::new().size(size)).await, text);
        assert_eq!(format!("{:?}", got(&text).await.size.unwrap()), name);
    }
}

#[tokio::test]
async fn items_of_tuples_stand_one_after_the_other() {
    let cell = |number| Cell(number, "7".to_owned(), vec![]);
    let drawing = Drawing::new().grid([cell(1), cell(2)]).origin(cell(3));
    let text = sent(drawing).await;
    assert_eq!(
        text,
        concat!(
            "<drawing><grid><grid><grid>1</grid><grid>7</grid></grid>",
            "<grid><grid>2</grid><grid>7</grid></grid></grid>",
            "<origin>3</origin><origin>7</origin></drawing>"
        )
    );
    let drawing = got(&text).await;
    let numbers: Vec<_> = drawing.grid.unwrap().iter().map(|cell| cell.0).collect();
    let origin = drawing.origin.unwrap();
    assert_eq!((numbers, origin.0, &*origin.1), (vec![1, 2], 3, "7"));
}

#[tokio::test]
async fn the_outermost_element_may_be_a_member() {
    for (figure, text) in figures().into_iter().zip([
        r#"<f:dot xmlns:f="urn:figure" r="1.5"/>"#,
        r#"<ring r="2"/>"#,
        "<Figure><to>1</to><to>a</to><to>true</to><to>false</to>n</Figure>",
    ]) {
        let name = format!("{figure:?}");
        let server = Server::answering("200 OK", text);
        let call = server.client().xml().put_figure().body(figure);
        assert_eq!(format!("{:?}", call.send().await.unwrap()), name);
        assert_eq!(server.request().body, format!("{HEAD}{text}"));
    }
}
