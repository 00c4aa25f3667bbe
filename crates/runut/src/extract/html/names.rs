//! What class and id names say: conventions of the web, the same in every language.

use rustc_hash::FxHashMap;

/// Flags of an element, from its class, id, role and attributes.
pub(crate) mod flag {
    pub const RELATED: u32 = 1;
    pub const SHARE: u32 = 1 << 1;
    pub const COMMENTS: u32 = 1 << 2;
    pub const NAVIGATION: u32 = 1 << 3;
    pub const PROMO: u32 = 1 << 4;
    pub const TAGS: u32 = 1 << 5;
    pub const BYLINE: u32 = 1 << 6;
    pub const DATE: u32 = 1 << 7;
    pub const CAPTION: u32 = 1 << 8;
    pub const LEAD: u32 = 1 << 9;
    pub const BODY: u32 = 1 << 10;
    pub const HIDDEN: u32 = 1 << 11;
    pub const ARTICLE_BODY: u32 = 1 << 12;
    pub const EMBED: u32 = 1 << 13;
    pub const SOFT: u32 = 1 << 14;
    /// A link to a writer's page, or microdata that says writer.
    pub const AUTHOR: u32 = 1 << 31;
    // Features only: they decide nothing alone.
    pub const VIDEO: u32 = 1 << 15;
    pub const BOX: u32 = 1 << 16;
    pub const HEADLINE: u32 = 1 << 17;
    pub const TEXT: u32 = 1 << 18;
    pub const ARTICLE: u32 = 1 << 19;
    pub const PARAGRAPH: u32 = 1 << 20;
    pub const BIOGRAPHY: u32 = 1 << 21;
    pub const LEGAL: u32 = 1 << 22;
    pub const BUTTON: u32 = 1 << 23;
    pub const IMAGE: u32 = 1 << 24;
    // Roles only: the forest does not see them.
    /// A post of a social network, embedded.
    pub const POST: u32 = 1 << 25;
    /// Who took a picture.
    pub const CREDIT: u32 = 1 << 26;
    /// The way from the front page to here.
    pub const CRUMBS: u32 = 1 << 27;
    /// Whatever stands in such an element is no part of the article.
    pub const OUT: u32 = RELATED | SHARE | COMMENTS | NAVIGATION | PROMO | TAGS | HIDDEN;
}

/// Substrings of class and id names, in small letters.
const PATTERNS: &[(&str, u32)] = &[
    ("related", flag::RELATED),
    ("recommend", flag::RELATED),
    ("read-more", flag::RELATED),
    ("readmore", flag::RELATED),
    ("read-also", flag::RELATED),
    ("more-stories", flag::RELATED),
    ("morestories", flag::RELATED),
    ("see-also", flag::RELATED),
    ("terkait", flag::RELATED),
    ("baca-juga", flag::RELATED),
    ("bacajuga", flag::RELATED),
    ("lihatjg", flag::RELATED),
    ("linksisip", flag::RELATED),
    ("outbrain", flag::RELATED),
    ("taboola", flag::RELATED),
    ("popular", flag::RELATED),
    ("most-read", flag::RELATED),
    ("mostread", flag::RELATED),
    ("trending", flag::RELATED),
    ("teaser-list", flag::RELATED),
    ("also-read", flag::RELATED),
    ("inline-link", flag::RELATED),
    ("more-on", flag::RELATED),
    ("next-article", flag::RELATED),
    ("suggest", flag::RELATED),
    ("share", flag::SHARE),
    ("sharing", flag::SHARE),
    ("social", flag::SHARE),
    ("addthis", flag::SHARE),
    ("addtoany", flag::SHARE),
    ("comment", flag::COMMENTS),
    ("disqus", flag::COMMENTS),
    ("komentar", flag::COMMENTS),
    ("respond", flag::COMMENTS),
    ("breadcrumb", flag::NAVIGATION | flag::CRUMBS),
    ("menu", flag::NAVIGATION),
    ("navbar", flag::NAVIGATION),
    ("pagination", flag::NAVIGATION),
    ("sidebar", flag::NAVIGATION),
    ("side-bar", flag::NAVIGATION),
    ("footer", flag::NAVIGATION | flag::SOFT),
    ("masthead", flag::NAVIGATION | flag::SOFT),
    ("skip-link", flag::NAVIGATION),
    ("toolbar", flag::NAVIGATION),
    ("toc", flag::SOFT),
    ("widget", flag::SOFT),
    ("modal", flag::PROMO),
    ("popup", flag::PROMO),
    ("pop-up", flag::PROMO),
    ("cookie", flag::PROMO),
    ("consent", flag::PROMO | flag::SOFT),
    ("newsletter", flag::PROMO),
    ("subscri", flag::PROMO | flag::SOFT),
    ("paywall", flag::SOFT),
    ("promo", flag::PROMO),
    ("advert", flag::PROMO),
    ("sponsor", flag::PROMO),
    ("donat", flag::PROMO),
    ("signup", flag::PROMO),
    ("sign-up", flag::PROMO),
    ("banner", flag::PROMO | flag::SOFT),
    ("ad-slot", flag::PROMO),
    ("ad-container", flag::PROMO),
    ("adsense", flag::PROMO),
    ("google-ad", flag::PROMO),
    ("disclaimer", flag::PROMO),
    ("copyright", flag::NAVIGATION),
    ("author-bio", flag::PROMO),
    ("authorbio", flag::PROMO),
    ("author-box", flag::PROMO),
    ("about-author", flag::PROMO),
    ("author-info", flag::BYLINE | flag::SOFT),
    ("tag-list", flag::TAGS),
    ("tags", flag::TAGS),
    ("taglist", flag::TAGS),
    ("topics", flag::TAGS),
    ("keywords", flag::TAGS),
    ("cat-links", flag::TAGS),
    ("entry-meta", flag::SOFT),
    ("post-meta", flag::SOFT),
    ("byline", flag::BYLINE),
    ("author", flag::BYLINE),
    ("penulis", flag::BYLINE),
    ("reporter", flag::BYLINE),
    ("contributor", flag::BYLINE),
    ("creator", flag::BYLINE),
    ("date", flag::DATE),
    ("time", flag::DATE),
    ("publish", flag::DATE),
    ("tanggal", flag::DATE),
    ("caption", flag::CAPTION),
    ("photo-credit", flag::CAPTION | flag::CREDIT),
    ("image-credit", flag::CAPTION | flag::CREDIT),
    ("img-credit", flag::CAPTION | flag::CREDIT),
    ("credit", flag::CAPTION | flag::SOFT | flag::CREDIT),
    ("figcaption", flag::CAPTION),
    ("photo__info", flag::CAPTION),
    ("media-desc", flag::CAPTION),
    ("photo-desc", flag::CAPTION),
    ("standfirst", flag::LEAD),
    ("article-lead", flag::LEAD),
    ("article__lead", flag::LEAD),
    ("article-summary", flag::LEAD),
    ("article__summary", flag::LEAD),
    ("subheadline", flag::LEAD),
    ("sub-headline", flag::LEAD),
    ("article-dek", flag::LEAD),
    ("__dek", flag::LEAD),
    ("-dek", flag::LEAD),
    ("subtitle", flag::LEAD),
    ("deck", flag::LEAD | flag::SOFT),
    ("intro", flag::LEAD | flag::SOFT),
    ("lead", flag::LEAD | flag::SOFT),
    ("excerpt", flag::LEAD | flag::SOFT),
    ("summary", flag::LEAD | flag::SOFT),
    ("article-body", flag::BODY),
    ("article__body", flag::BODY),
    ("articlebody", flag::BODY),
    ("article_body", flag::BODY),
    ("article-content", flag::BODY),
    ("article__content", flag::BODY),
    ("articlecontent", flag::BODY),
    ("article_content", flag::BODY),
    ("article-text", flag::BODY),
    ("story-body", flag::BODY),
    ("storybody", flag::BODY),
    ("story-content", flag::BODY),
    ("story-text", flag::BODY),
    ("entry-content", flag::BODY),
    ("post-content", flag::BODY),
    ("post_content", flag::BODY),
    ("post-body", flag::BODY),
    ("postbody", flag::BODY),
    ("content-body", flag::BODY),
    ("content__body", flag::BODY),
    ("news-content", flag::BODY),
    ("newscontent", flag::BODY),
    ("body-content", flag::BODY),
    ("body-text", flag::BODY),
    ("bodytext", flag::BODY),
    ("detail__body", flag::BODY),
    ("detail-text", flag::BODY),
    ("detail_text", flag::BODY),
    ("read__content", flag::BODY),
    ("richtext", flag::BODY),
    ("rich-text", flag::BODY),
    ("field-name-body", flag::BODY),
    ("td-post-content", flag::BODY),
    ("txt-article", flag::BODY),
    ("main-content", flag::BODY | flag::SOFT),
    ("itemfulltext", flag::BODY),
    ("embed", flag::EMBED),
    ("instagram", flag::EMBED),
    ("instagram-media", flag::POST),
    ("twitter-tweet", flag::EMBED | flag::POST),
    ("bluesky-embed", flag::POST),
    ("tiktok-embed", flag::POST),
    ("fb-post", flag::POST),
    ("telegram-post", flag::POST),
    ("reddit-embed", flag::POST),
    ("mastodon-embed", flag::POST),
    ("text-post-media", flag::POST),
    ("tweet", flag::EMBED),
    ("visually-hidden", flag::HIDDEN),
    ("visuallyhidden", flag::HIDDEN),
    ("screen-reader", flag::HIDDEN),
    ("sr-only", flag::HIDDEN),
    ("noprint", flag::SOFT),
    ("no-print", flag::SOFT),
    ("video", flag::VIDEO),
    ("player", flag::VIDEO),
    ("audio", flag::VIDEO),
    ("podcast", flag::VIDEO),
    ("infobox", flag::BOX),
    ("factbox", flag::BOX),
    ("box", flag::BOX),
    ("card", flag::BOX),
    ("grid", flag::BOX),
    ("item", flag::BOX),
    ("list", flag::BOX),
    ("title", flag::HEADLINE),
    ("headline", flag::HEADLINE),
    ("judul", flag::HEADLINE),
    ("heading", flag::HEADLINE),
    ("content", flag::TEXT),
    ("body", flag::TEXT),
    ("text", flag::TEXT),
    ("konten", flag::TEXT),
    ("prose", flag::TEXT),
    ("wysiwyg", flag::TEXT),
    ("article", flag::ARTICLE),
    ("story", flag::ARTICLE),
    ("post", flag::ARTICLE),
    ("entry", flag::ARTICLE),
    ("detail", flag::ARTICLE),
    ("berita", flag::ARTICLE),
    ("news", flag::ARTICLE),
    ("paragraph", flag::PARAGRAPH),
    ("para-", flag::PARAGRAPH),
    ("-para", flag::PARAGRAPH),
    ("bio", flag::BIOGRAPHY),
    ("about", flag::BIOGRAPHY),
    ("profile", flag::BIOGRAPHY),
    ("legal", flag::LEGAL),
    ("terms", flag::LEGAL),
    ("privacy", flag::LEGAL),
    ("policy", flag::LEGAL),
    ("correction", flag::LEGAL),
    ("btn", flag::BUTTON),
    ("button", flag::BUTTON),
    ("cta", flag::BUTTON),
    ("form", flag::BUTTON),
    ("search", flag::BUTTON),
    ("login", flag::BUTTON),
    ("photo", flag::IMAGE),
    ("image", flag::IMAGE),
    ("img", flag::IMAGE),
    ("gallery", flag::IMAGE),
    ("foto", flag::IMAGE),
    ("media", flag::IMAGE),
    ("slide", flag::IMAGE),
    ("carousel", flag::IMAGE),
    ("figure", flag::IMAGE),
];

/// The conventions, by the first three letters of each.
pub(crate) struct Names {
    /// One bit for each three letters that some pattern may begin with.
    heads: [u64; 64],
    by_head: FxHashMap<[u8; 3], Vec<(&'static [u8], u32)>>,
}

/// Most bytes of a name that are looked at.
const LONGEST: usize = 200;

impl Names {
    /// Sorts the conventions; callers keep it.
    pub fn new() -> Self {
        let mut names = Self { heads: [0; 64], by_head: FxHashMap::default() };
        for (pattern, flags) in PATTERNS {
            if let Some(head) = pattern.as_bytes().first_chunk::<3>() {
                let (at, bit) = place(*head);
                names.heads[at] |= bit;
                names.by_head.entry(*head).or_default().push((pattern.as_bytes(), *flags));
            }
        }
        names
    }

    /// The flags of a class or id.
    pub fn flags(&self, value: &str) -> u32 {
        let mut small = [0; LONGEST];
        let size = value.len().min(LONGEST);
        small[..size].copy_from_slice(&value.as_bytes()[..size]);
        small.make_ascii_lowercase();
        let mut flags = 0;
        for (at, head) in small[..size].windows(3).enumerate() {
            let head = [head[0], head[1], head[2]];
            let (place, bit) = place(head);
            if self.heads[place] & bit != 0 {
                for (pattern, known) in self.by_head.get(&head).into_iter().flatten() {
                    flags |= if small[at..size].starts_with(pattern) { *known } else { 0 };
                }
            }
        }
        flags
    }
}

/// Word and bit of three letters in `Names::heads`.
fn place([first, second, third]: [u8; 3]) -> (usize, u64) {
    let number = u32::from(first) | u32::from(second) << 8 | u32::from(third) << 16;
    let hash = number.wrapping_mul(0x9E37_79B1) >> 20;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_any_part_of_it_says() {
        let names = Names::new();
        for (value, expected) in [
            ("Post-Content", flag::BODY | flag::TEXT | flag::ARTICLE),
            ("x", 0),
            ("", 0),
            ("é\u{ad}é", 0),
            ("btn", flag::BUTTON),
            ("main__sharebtn", flag::SHARE | flag::BUTTON),
        ] {
            assert_eq!(names.flags(value), expected, "{value}");
        }
        for (pattern, flags) in PATTERNS {
            assert_eq!(names.flags(&format!("q{pattern}")) & flags, *flags, "{pattern}");
        }
    }
}
