//! Books in EPUB 2 and 3, whole and damaged.

use std::fs;

use folio::store::Opened;
use proptest::prelude::*;

use super::{entry, open, tree};
use crate::support::book::Book;
use crate::support::command::{end, folio};
use crate::support::packs::Pack;

const SAYS: &str = "<dc:title>All About Tea</dc:title><dc:creator>A. Steeper</dc:creator><dc:creator>B. Pourer\
    </dc:creator><dc:language>en_GB</dc:language><dc:publisher>The Pot</dc:publisher>\
    <dc:date>2021-05-04T00:00:00Z</dc:date><dc:identifier>urn:isbn:123</dc:identifier>\
    <dc:identifier>https://example.org/tea</dc:identifier><dc:rights>CC BY 4.0</dc:rights>\
    <dc:description>&lt;p&gt;What &lt;b&gt;tea&lt;/b&gt; is.&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</dc:description>";

/// A book with parts, chapters, footnotes of every kind, pictures and links.
fn tea() -> Book {
    let long = "<p>Tea is a drink that many people like.</p>".repeat(700);
    Book::new()
        .says(SAYS)
        .declares("<item id='c' href='i/cover.jpg' media-type='image/jpeg' properties='cover-image'/>")
        .member("OEBPS/i/cover.jpg", [0xFF, 0xD8])
        .document("cover.xhtml", "<svg><image xlink:href='i/cover.jpg'/></svg>")
        .document(
            "leaf.xhtml",
            "<section id='top'><h1>The <i>leaf</i></h1><p>It grows, see <a href='water.xhtml#hot'>hot</a>.\
             <a epub:type='noteref' href='#n1' id='r1'>1</a> Also<sup><a href='notes.xhtml#e1' id='q1'>2</a></sup> \
             <a href='water.xhtml'>water</a>, <a href='https://example.org'>outside</a>, \
             <a href='nowhere.xhtml'>gone</a>, <a href='water.xhtml#gone'>lost</a>, <a href='i/cover.jpg'>shown</a>, \
             <a href='beside.xhtml'>aside</a>.</p><h2 id='kinds'>Kinds</h2><p><img src='i/cover.jpg' alt=''/>\
             <img src='x.png' alt='A cup'/> Back <a href='#top'>up</a>, <a href='#kinds'>here</a>.</p>\
             <aside epub:type='footnote' id='n1'><p><a href='#r1'>1.</a> Of <i>all</i> plants.</p><p>Twice.</p></aside>\
             </section>",
        )
        .document(
            "water.xhtml",
            &format!(
                "<h1 id='w'>Water</h1>{long}<div><h2 id='hot'>Hot</h2></div>{long}<h3>Hotter</h3><p id='p'>x\
                 <a href='#f' id='g'><sup>*</sup></a></p><h2 id='cold'>Cold</h2><p>See <a href='#p'>above</a>.</p>\
                 <div class='fn'><p id='f'><a href='#g'>*</a> Boiling.</p></div>"
            ),
        )
        .document("end.xhtml", "<p>The end.</p>")
        .document("notes.xhtml", "<h1>Notes</h1><p><a id='e1' href='leaf.xhtml#q1'>2.</a> Or rain.</p>")
        .loose("beside.xhtml", "<p>Beside it: <a href='leaf.xhtml'>leaf</a>.</p>")
        .loose("unused.xhtml", "<p>Nobody sees this.</p>")
        .navigation(
            "<li><a href='cover.xhtml'>Cover</a></li><li><a href='leaf.xhtml'>The leaf</a></li>\
             <li><span>Part Two</span><ol><li><a href='water.xhtml'>Water</a><ol>\
             <li><a href='water.xhtml#hot'>Hot water</a></li><li><a href='water.xhtml#cold'>Cold</a></li>\
             <li><a href='water.xhtml#ice'>Ice</a></li></ol></li></ol></li><li><a href='end.xhtml'>End</a></li>",
        )
}

fn opened(book: &Book) -> (Pack, Opened) {
    opened_bytes(&book.bytes())
}

fn opened_bytes(bytes: &[u8]) -> (Pack, Opened) {
    let folder = Pack::new().file("tea.epub", bytes);
    let opened = open(&folder.at("tea.epub"));
    (folder, opened)
}

#[test]
fn a_book_opens_with_its_contents_links_and_backlinks() {
    let (folder, opened) = opened(&tea());
    insta::assert_snapshot!(tree(&opened, folder.path()));
}

#[test]
fn a_table_of_contents_may_leave_folders_out_and_documents_begin_with_ways_to_others() {
    const AROUND: &str = "<div><h3>Navigation</h3></div>";
    let (_kept, opened) = opened(
        &Book::new()
            .document("en/tea.xhtml", &format!("{AROUND}<h1>Tea</h1><p>a</p>"))
            .document("de/tea.xhtml", &format!("{AROUND}<h1>Tee</h1><p>b</p>"))
            .document("en/cup.xhtml", &format!("{AROUND}<h1>Cups</h1><p>c</p>"))
            .navigation("<li><a href='tea.xhtml'>How to drink it</a></li>"),
    );
    let catalogue = &opened.library.catalogue;
    let titles: Vec<&str> = catalogue.entries().map(|entry| catalogue.title(entry)).collect();
    assert_eq!(titles, ["How to drink it", "Tee", "Cups"]);
    assert_eq!(opened.diagnostics, []);
}

#[test]
fn a_book_says_who_made_it() {
    let (_kept, opened) = opened(&tea());
    let catalogue = &opened.library.catalogue;
    let pack = &catalogue.packs()[0];
    let authors: Vec<&str> = pack.authors.iter().map(|author| &**author).collect();
    assert_eq!(
        (&*pack.title, &authors[..], &*pack.language, &*pack.license, &*pack.summary),
        ("All About Tea", &["A. Steeper", "B. Pourer"][..], "en-GB", "CC BY 4.0", "What tea is.")
    );
    let source = &catalogue.sources()[0];
    assert_eq!(
        (&*source.author, &*source.publisher, &*source.date, &*source.url, &*source.access),
        (
            "A. Steeper, B. Pourer",
            "The Pot",
            "2021-05-04",
            "https://example.org/tea",
            "urn:isbn:123"
        )
    );
}

#[track_caller]
fn body(opened: &Opened, id: &str) -> String {
    opened.library.body(entry(&opened.library.catalogue, id)).markdown.to_string()
}

#[test]
fn texts_have_links_footnotes_and_named_pictures() {
    let (_kept, opened) = opened(&tea());
    for (id, expected) in [
        ("cover", "(picture: cover)"),
        (
            "leaf",
            "It grows, see [hot](water/hot).[^1] Also[^2] [water](water), [outside](https://example.org), gone, \
             [lost](water), shown, [aside](beside).\n\n## Kinds\n\n(picture: cover)(picture: A cup) Back [up](leaf), \
             [here](leaf#kinds).\n\n[^1]: Of _all_ plants.\n\n    Twice.\n\n[^2]: Or rain.",
        ),
        ("water/cold", "See [above](water/hot#hotter)."),
        ("notes", "[2\\.](leaf) Or rain."),
    ] {
        assert_eq!(body(&opened, id), expected, "{id}");
    }
    assert!(body(&opened, "water/hot").ends_with("### Hotter\n\nx[^1]\n\n[^1]: Boiling."));
}

/// Checks what becomes of a document, and of one that it may lead to.
#[track_caller]
fn check(text: &str, other: &str, expected: &str) {
    let (_kept, opened) =
        opened(&Book::new().document("it.xhtml", text).document("other.xhtml", other));
    assert_eq!(body(&opened, "it"), expected, "{text}\n{other}");
}

#[test]
fn footnotes_are_known_by_their_type_or_by_what_they_look_like() {
    const TYPED: &str = "<p>a<a epub:type='noteref' href='#n'>1</a></p>";
    for (text, other, expected) in [
        (&*format!("{TYPED}<aside epub:type='footnote' id='n'>b</aside>"), "", "a[^1]\n\n[^1]: b"),
        (
            "<p>a<a role='doc-noteref' href='other.xhtml#n'>1</a></p>",
            "<ol><li role='doc-endnote' id='n'><p>b <a role='doc-backlink' href='it.xhtml'>Return</a></p></li></ol>",
            "a[^1]\n\n[^1]: b",
        ),
        (
            "<p>a<sup>[<a href='#n'>1</a>]</sup> b<sup><a href='#n'>1</a></sup></p><p id='n'>[1] c</p>",
            "",
            "a[^1] b[^1]\n\n[^1]: c",
        ),
        (
            &*format!(
                "{TYPED}<section epub:type='footnotes'><hr/><h2>Notes</h2><ol><li id='n' epub:type='footnote'>b</li>\
                 </ol></section>"
            ),
            "",
            "a[^1]\n\n[^1]: b",
        ),
        (
            "<p>a<a id='r' href='#n'>1</a></p><dl><dt id='n'><a href='#r'>1</a></dt><dd>b</dd></dl><p>c</p>",
            "",
            "a[^1]\n\nc\n\n[^1]: b",
        ),
        // None of these is one.
        ("<p>a <a href='other.xhtml#n'>note 1</a></p>", "<p id='n'>b</p>", "a [note 1](other)"),
        ("<p>a <a href='other.xhtml#n'>1</a></p>", "<p id='n'>b</p>", "a [1](other)"),
        ("<p>a <sup><a href='other.xhtml#n'>1</a></sup></p>", "<h1 id='n'>b</h1>", "a [¹](other)"),
        (
            "<p><a href='other.xhtml#n'>1</a> a</p>",
            "<p id='n'>b <a href='it.xhtml'>1</a></p>",
            "[1](other) a",
        ),
        ("<p>a<a epub:type='noteref' href='#n'>1</a></p>", "", "a[1](it)"),
    ] {
        check(text, other, expected);
    }
}

#[test]
fn a_note_that_two_chapters_cite_leads_back_to_neither() {
    let cites = |number: usize| {
        format!("<p>a<a id='r' epub:type='noteref' href='n.xhtml#n'>{number}</a> b</p>")
    };
    for (note, expected) in [
        ("<a href='one.xhtml#r'>2</a> c", "c"),
        ("<a href='two.xhtml#r'>2</a> c", "c"),
        ("[<a href='two.xhtml#r'>2</a>] <a href='one.xhtml#r'>↩</a> c", "c"),
        // Whatever else its sign leads to.
        ("<a href='else.xhtml#e'>2.</a> c", "c"),
        ("<a href='else.xhtml#e'>[2]</a>: (c)", "(c)"),
        ("<a href='else.xhtml#e'>3</a> c", "[3](else) c"),
        ("2. <a href='else.xhtml#e'>c</a>", "[c](else)"),
        ("<a href='one.xhtml#r'>2</a> .NET is", ".NET is"),
        ("<b><a href='one.xhtml#r'>2</a></b>. .NET is", ".NET is"),
        // Only what leads to the place of a call leads back.
        ("See <a href='one.xhtml'>p. 7</a>.", "See [p. 7](one)."),
    ] {
        let note = format!("<aside epub:type='footnote' id='n'>{note}</aside>");
        let book = Book::new()
            .document("one.xhtml", &cites(2))
            .document("two.xhtml", &cites(2))
            .document("else.xhtml", "<p id='e'>d</p>")
            .document("n.xhtml", &note);
        let (_kept, opened) = opened(&book);
        for id in ["one", "two"] {
            assert_eq!(body(&opened, id), format!("a[^1] b\n\n[^1]: {expected}"), "{id}: {note}");
        }
    }
}

#[test]
fn an_ncx_and_a_guide_do_as_well() {
    let ncx = "<ncx><navMap><navPoint><navLabel><text>First</text></navLabel><content src='a.html'/></navPoint>\
               <navPoint><navLabel><text>Second</text></navLabel><content src='a.html#b'/></navPoint></navMap></ncx>";
    let book = Book::new()
        .document("front.html", "<p>Front</p>")
        .document("a.html", "<h1>First</h1><p>1</p><h1><a id='b'/>Second</h1><p>2</p>")
        .document("a2.html", "<p>goes on</p>")
        .document("a3.html", "<h1>Third</h1>")
        .declares("<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>")
        .member("OEBPS/toc.ncx", ncx)
        .guides("<reference type='text' href='a.html'/>");
    let (folder, opened) = opened(&book);
    assert_eq!(
        tree(&opened, folder.path()),
        "tea · tea · opens at a\n\n[Chapters] Chapters\nfront · front\na · First\na/b · Second\na3 · Third\n"
    );
    assert_eq!(body(&opened, "a/b"), "2\n\ngoes on");
}

/// Checks what is told of a book, and which entries open all the same.
#[track_caller]
fn damaged(bytes: &[u8], ids: &[&str], told: &[&str]) {
    let (_kept, opened) = opened_bytes(bytes);
    let catalogue = &opened.library.catalogue;
    let found: Vec<&str> = catalogue.entries().map(|key| catalogue.id(key)).collect();
    assert_eq!(found, ids);
    let all: Vec<String> = opened.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(all.len(), told.len(), "{all:#?}");
    for (one, part) in all.iter().zip(told) {
        assert!(one.contains(part), "{one}\nsays: {part}");
    }
}

#[test]
fn what_is_wrong_is_told_once_and_stops_nothing_else() {
    let plain = || Book::new().document("a.xhtml", "<p>A</p>").document("b.xhtml", "<p>B</p>");
    let both = ["a", "b"];
    let with = |book: Book, told: &[&str]| damaged(&book.bytes(), &both, told);
    with(plain(), &[]);
    with(
        plain().reads("<itemref idref='no'/>"),
        &["content.opf: warning: the reading order has \"no\""],
    );
    with(
        plain()
            .declares("<item id='x' href='x.xhtml' media-type='text/html'/>")
            .reads("<itemref idref='x'/>"),
        &["tea.epub: warning: \"OEBPS/x.xhtml\" is not in the archive"],
    );
    with(
        plain()
            .declares("<item id='x' href='x.pdf' media-type='application/pdf'/>")
            .reads("<itemref idref='x'/>"),
        &["\"OEBPS/x.pdf\" is no document in HTML"],
    );
    with(plain().reads("<itemref idref='a.xhtml'/>"), &[]);
    with(
        plain().member("../evil", "x").member("/etc/x", "x"),
        &["\"../evil\" leads out of the archive, and is passed over, and 1 more"],
    );
    with(
        plain().navigation("<li><a href='a.xhtml'>A</a></li><li><a href='../../b'>B</a></li>"),
        &["nav.xhtml: warning: \"B\" in the table of contents leads to \"../../b\""],
    );
    let cycle = "<li><a href='a.xhtml'>A</a><ol><li><a href='a.xhtml'>A again</a><ol><li><a href='b.xhtml'>B</a></li></ol></li></ol></li>";
    with(plain().navigation(cycle), &[]);
    let bomb = "<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]><html><body>&c;</body></html>";
    let declared = "<item id='c' href='c.xhtml' media-type='application/xhtml+xml'/>";
    let third = |bytes: &[u8]| {
        plain()
            .member("OEBPS/c.xhtml", bytes)
            .declares(declared)
            .reads("<itemref idref='c'/>")
            .bytes()
    };
    damaged(&third(bomb.as_bytes()), &["a", "b", "c"], &[]);
    damaged(
        &third("<div>".repeat(200_000).as_bytes()),
        &["a", "b", "c"],
        &["c.xhtml: warning: this ends before"],
    );
    damaged(
        &third(b"<p>\xFF</p>"),
        &["a", "b", "c"],
        &["c.xhtml: warning: not all of this is UTF-8"],
    );
    damaged(&third(b"<?xml encoding='latin1'?><p>\xE9</p>"), &["a", "b", "c"], &[]);
    damaged(&third(&vec![b' '; 17 << 20]), &both, &["c.xhtml: error: "]);
}

#[test]
fn a_damaged_archive_shows_what_it_can() {
    let book =
        Book::new().document("a.xhtml", "<p>A</p>").document("b.xhtml", &"<p>B</p>".repeat(50));
    let bytes = book.bytes();
    damaged(&bytes[..bytes.len() - 30], &[], &["tea.epub: error: this is damaged or cut off"]);
    damaged(b"", &[], &["tea.epub: error: this is damaged or cut off"]);
    damaged(b"<html>", &[], &["tea.epub: error: this is damaged or cut off"]);
    let at = bytes.windows(13).rposition(|name| name == b"OEBPS/b.xhtml").unwrap();
    let mut wrong_sum = bytes.clone();
    // The sum stands before the name in the directory (APPNOTE 4.3.12).
    wrong_sum[at - 46 + 16] ^= 1;
    damaged(&wrong_sum, &["a"], &["b.xhtml: error: this is damaged or cut off"]);
    let mut encrypted = bytes.clone();
    encrypted[at - 46 + 8] |= 1;
    damaged(&encrypted, &["a"], &["b.xhtml: error: this is encrypted"]);
    damaged(
        &Book::new().member("OEBPS/content.opf", "<package>").bytes(),
        &[],
        &["no document", "content.opf: warning"],
    );
    damaged(&Book::default().bytes(), &[], &["this is no book"]);
}

#[test]
fn a_protected_book_is_refused() {
    let plain = || Book::new().document("a.xhtml", "<p>A</p>");
    let encryption = |algorithm: &str| {
        format!(
            "<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm='{algorithm}'/></enc:EncryptedData></encryption>"
        )
    };
    let fonts = encryption("http://www.idpf.org/2008/embedding");
    damaged(&plain().member("META-INF/encryption.xml", fonts).bytes(), &["a"], &[]);
    let text = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
    for book in [
        plain().member("META-INF/encryption.xml", text),
        plain().member("META-INF/rights.xml", "<rights/>"),
    ] {
        damaged(&book.bytes(), &[], &["tea.epub: error: this book is protected by its seller"]);
    }
}

#[test]
fn a_book_is_known_by_what_is_in_it() {
    let bytes = tea().bytes();
    let folder = Pack::new().file("book", &bytes).file("book.zip", &bytes);
    for name in ["book", "book.zip"] {
        assert_eq!(
            open(&folder.at(name)).library.catalogue.packs()[0].title.as_ref(),
            "All About Tea"
        );
    }
}

#[test]
fn a_book_is_listed_shown_checked_and_converted() {
    let folder = Pack::new().file("tea.epub", tea().bytes());
    let book = folder.at("tea.epub");
    let run = |arguments: &[&str]| end(folio().args(arguments).arg("--pack").arg(&book));
    let (code, told, _) = run(&["list"]);
    assert!(code == 0 && told.contains("Part Two"), "{told}");
    let (code, told, _) = run(&["show", "leaf"]);
    assert!(code == 0 && told.contains("[1] Of all plants."), "{told}");
    let (code, told, _) = end(folio().arg("check").arg(&book));
    assert!(code == 0 && told.contains("nothing here is called \"nowhere.xhtml\""), "{told}");
    let made = folder.at("made");
    let (code, told, complaint) = end(folio().arg("convert").arg(&book).arg("-o").arg(&made));
    assert_eq!(code, 0, "{told}{complaint}");
    let (code, told, complaint) = end(folio().arg("check").arg(&made));
    assert_eq!(code, 0, "{told}{complaint}");
    assert!(fs::read_to_string(made.join("pack.toml")).unwrap().contains("All About Tea"));
}

/// A small book with what is most entangled in it.
fn small() -> Vec<u8> {
    let text = "<h1 id='t'>T</h1><p>é<sup><a id='r' href='#n'>1</a></sup> <a href='b.xhtml#x'>b</a></p><div><p id='n'>\
                <a href='#r'>1</a> n</p></div>";
    Book::new()
        .says(SAYS)
        .document("a.xhtml", text)
        .document("b.xhtml", "<p id='x'>B</p>")
        .navigation("<li><a href='a.xhtml#t'>A</a><ol><li><a href='b.xhtml#x'>B</a></li></ol></li>")
        .bytes()
}

proptest! {
    #[test]
    fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = opened_bytes(&[b"PK\x03\x04".to_vec(), bytes].concat());
    }

    #[test]
    fn no_damage_is_too_much(cut: prop::sample::Index, flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)) {
        let mut bytes = small();
        for (place, bits) in flips {
            let at = place.index(bytes.len());
            bytes[at] ^= bits;
        }
        let _ = opened_bytes(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = opened_bytes(&bytes);
    }

    #[test]
    fn no_document_is_too_much(
        parts in prop::collection::vec(
            prop_oneof![
                "</?(p|div|sup|aside|li|ol|dl|dt|dd|section|h1|h2|svg|image|table|td|body)( id='[ab]')?/?>",
                "<a id='[abc]' href='(#[abc]|b.xhtml#[ab]|a.xhtml)'( epub:type='noteref')?>", Just("</a>".to_owned()),
                "[1a*é ]{1,3}", Just("<![CDATA[x]]>".to_owned()), Just("\u{10fffc}".to_owned()),
            ], 0..40),
        other in prop::collection::vec("<(p|aside|dt|div) id='[ab]'>|<a href='a.xhtml#[ab]'>1</a>|x", 0..8),
    ) {
        let toc = "<li><a href='a.xhtml#a'>A</a></li><li><a href='a.xhtml#b'>B</a><ol><li><a href='b.xhtml#a'>C</a></li></ol></li>";
        let book = Book::new().document("a.xhtml", &parts.concat()).document("b.xhtml", &other.concat()).navigation(toc);
        let (_kept, opened) = opened(&book);
        prop_assert!(opened.failed.is_empty());
    }
}
