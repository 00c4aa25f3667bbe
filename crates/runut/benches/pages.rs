//! How fast each stage reads the sample pages: pages for extraction and the whole way, sentences for the rest.
//!
//! `cargo bench -p runut`; one stage with `cargo bench -p runut -- statements`. The story stages read all pages at
//! once. Elements per second are pages (`extract`, `whole`, `trace`) or sentences (all others).
#![allow(clippy::disallowed_methods, reason = "a benchmark is a door: it reads the sample pages")]

use criterion::{
    BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use runut::lang::Packs;
use runut::model::{Annotations, Article, Page, Reading, Tokens};
use runut::{extract, ner, quantity, quote, segment, timex};
use std::hint::black_box;

fn examples() -> Vec<Page> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the sample pages ship with the repository")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| std::fs::read(path).expect("a listed file can be read");
    paths.iter().map(|path| Page::new(path.display().to_string(), read(path))).collect()
}

/// An invented page of the size that news pages have, 180 KB: more script and menu than text.
fn large() -> Page {
    let menu = |count: usize, class: &str| -> String {
        let link = |at: usize| {
            format!(
                "<li class=\"{class}__item {class}__item--{}\"><a href=\"https://warta.test/kanal/{at}/berita-{at}.html\" \
                 data-track=\"{class}-{at}\"><span>Kabar ke-{at} dari kota Marwa</span></a></li>",
                at % 7
            )
        };
        (0..count).map(link).collect()
    };
    let paragraphs: String = (0..30)
        .map(|at| {
            format!(
                "<p>Wali kota Marwa, Sari Wulan, meninjau pasar lama untuk kali ke-{at} pada Selasa (12/11/2024), dan \
                 berkata bahwa \u{201c}pasar itu dibuka lagi bulan depan\u{201d} &ndash; <a href=\"/topik/pasar\">topik \
                 pasar</a> ramai lagi, kata <b>pedagang</b> yang menunggu di sana sejak pagi.</p>\n"
            )
        })
        .collect();
    let script = "window.data=window.data||[];data.push({\"slot\":\"top\",\"size\":[300,250],\"if\":1<2});\n"
        .repeat(800);
    let html = format!(
        "<!doctype html><html lang=\"id\"><head><meta charset=\"utf-8\"><title>Pasar Lama Dibuka Lagi - Warta Marwa</title>\
         <meta property=\"og:title\" content=\"Pasar Lama Dibuka Lagi\"><meta property=\"og:site_name\" content=\"Warta Marwa\">\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Pasar Lama Dibuka Lagi\",\
         \"datePublished\":\"2024-11-12T10:00:00+07:00\",\"author\":{{\"name\":\"Bima Aji\"}}}}</script><script>{script}</script>\
         </head><body><nav class=\"main-menu\"><ul>{}</ul></nav><article class=\"article\"><h1>Pasar Lama Dibuka Lagi</h1>\
         <div class=\"byline\">Penulis: Bima Aji</div><div class=\"date\">Selasa, 12 November 2024 10:00 WIB</div>\
         <div class=\"article-body\">{paragraphs}</div></article><aside class=\"related\"><ul>{}</ul></aside>\
         <footer class=\"footer\"><ul>{}</ul><p>Hak cipta Warta Marwa</p></footer></body></html>",
        menu(150, "menu"),
        menu(220, "related-list"),
        menu(60, "footer-list"),
    );
    Page::new("large", html.into_bytes())
}

fn extraction(criterion: &mut Criterion) {
    let packs = Packs::bundled().expect("bundled packs load");
    let page = large();
    let mut group = criterion.benchmark_group("large page");
    group.throughput(Throughput::Bytes(page.bytes.len() as u64));
    group.bench_function("scan", |bench| bench.iter(|| extract::visible(black_box(&page)).0.len()));
    group.bench_function("extract", |bench| bench.iter(|| extract::articles(black_box(&page), &packs).len()));
    group.finish();
}

fn stages(criterion: &mut Criterion) {
    let packs = Packs::bundled().expect("bundled packs load");
    let pages = examples();
    let articles = |pages: &[Page]| -> Vec<Article> {
        pages.iter().flat_map(|page| extract::articles(page, &packs)).flatten().collect()
    };
    let articles = articles(&pages);
    let readings: Vec<Reading> =
        articles.iter().map(|article| runut::annotate(article.clone(), &packs)).collect();
    let sentences: usize = readings.iter().map(|reading| reading.annotations.sentences.len()).sum();

    let mut group = criterion.benchmark_group("pages");
    group.throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("extract", |bench| {
        bench.iter(|| {
            pages.iter().map(|page| extract::articles(black_box(page), &packs).len()).sum::<usize>()
        });
    });
    group.bench_function("whole", |bench| {
        bench.iter(|| pages.iter().map(|page| runut::read(black_box(page), &packs).len()).sum::<usize>());
    });
    group.bench_function("trace", |bench| {
        bench.iter(|| runut::trace(black_box(&readings), &packs).stories.len());
    });
    group.finish();

    let mut group = criterion.benchmark_group("sentences");
    group.throughput(Throughput::Elements(sentences as u64));
    text_stages(&mut group, &readings, &packs);
    group.bench_function("all", |bench| {
        let annotate =
            |article: &Article| runut::annotate(article.clone(), &packs).annotations.sentences.len();
        bench.iter(|| articles.iter().map(|article| annotate(black_box(article))).sum::<usize>());
    });
    group.finish();
}

/// Each text stage alone, on what the stages before it found.
fn text_stages(group: &mut BenchmarkGroup<'_, WallTime>, readings: &[Reading], packs: &Packs) {
    let tokens: Vec<Tokens> = readings.iter().map(|reading| segment::tokens(&reading.article)).collect();
    let mut bench = |name: &str, stage: &dyn Fn(&Article, &Tokens, &Annotations) -> usize| {
        group.bench_function(name, |bench| {
            let one = |(reading, tokens): (&Reading, &Tokens)| {
                stage(black_box(&reading.article), tokens, &reading.annotations)
            };
            bench.iter(|| readings.iter().zip(&tokens).map(one).sum::<usize>());
        });
    };
    bench("tokens and sentences", &|article, _, _| {
        let quotations = segment::quotations(article);
        segment::tokens(article).len() + segment::sentences(article, &quotations, &packs.languages).len()
    });
    bench("names", &|article, tokens, layers| {
        ner::mentions(article, tokens, &layers.sentences, packs).0.len()
    });
    bench("times", &|article, tokens, layers| {
        timex::time_expressions(article, tokens, &layers.sentences, packs).len()
    });
    bench("statements", &|article, tokens, layers| {
        let Annotations { sentences, quotations, mentions, entities, times, .. } = layers;
        let found = quote::Found { tokens, sentences, quotations, mentions, entities, times };
        quote::statements(article, found, packs).len()
    });
    bench("figures", &|article, tokens, layers| {
        let Annotations { sentences, entities, times, statements, .. } = layers;
        quantity::figures(article, tokens, sentences, entities, times, statements, packs).len()
    });
}

criterion_group!(benches, stages, extraction);
criterion_main!(benches);
