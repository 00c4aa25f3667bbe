//! Builds readings by hand, for the tests of the stages that compare articles.

use crate::lang::Packs;
use crate::model::{
    Act, Anchor, Annotations, Article, Block, BlockKind, ChainHow, ChainLink, Confidence, DateRange, Entity,
    Figure, Mention, MentionHow, MentionKind, Polarity, Reading, SaidOn, Sense, Span, Stated, Statement,
    StatementKind, TimeExpression, TimeKind, TimeValue, WeekdayCheck,
};

pub(crate) fn packs() -> Packs {
    Packs::bundled().expect("the bundled packs load")
}

/// A reading in the making. Names, statements, times and figures are found by their words.
pub(crate) struct Build {
    article: Article,
    annotations: Annotations,
}

impl Build {
    pub fn new(id: &str, outlet: &str, published: &str) -> Self {
        let article = Article {
            id: id.to_owned(),
            outlet: Some(Stated::given(outlet.to_owned(), "test")),
            published: (!published.is_empty()).then(|| Stated::given(published.to_owned(), "test")),
            language: "id".to_owned(),
            ..Article::default()
        };
        Self { article, annotations: Annotations::default() }
    }

    pub fn language(mut self, code: &str) -> Self {
        self.article.language = code.to_owned();
        self
    }

    pub fn title(mut self, text: &str) -> Self {
        self.article.title = Some(Stated::given(text.to_owned(), "test"));
        self.block(BlockKind::Title, text)
    }

    pub fn paragraph(self, text: &str) -> Self {
        self.block(BlockKind::Paragraph, text)
    }

    fn block(mut self, kind: BlockKind, text: &str) -> Self {
        if !self.article.text.is_empty() {
            self.article.text.push_str("\n\n");
        }
        let start = self.article.text.len();
        self.article.text.push_str(text);
        self.article.blocks.push(Block { kind, span: Span::new(start, start + text.len()) });
        self
    }

    /// Where some words stand: the last place, so that the body goes before the title; `@title` is the first.
    fn span(&self, words: &str) -> Span {
        let text = &self.article.text;
        let (words, first) = words.strip_prefix('@').map_or((words, false), |words| (words, true));
        let at = if first { text.find(words) } else { text.rfind(words) };
        let at = at.unwrap_or_else(|| panic!("{words:?} is not in the text"));
        Span::new(at, at + words.len())
    }

    fn entity(&self, name: &str) -> usize {
        let known = self.annotations.entities.iter().position(|entity| entity.name == name);
        known.unwrap_or_else(|| panic!("{name} was not named"))
    }

    /// An entity with a mention wherever its name or an alias stands.
    pub fn named(mut self, kind: MentionKind, name: &str, aliases: &[&str]) -> Self {
        let entity = self.annotations.entities.len();
        for form in std::iter::once(&name).chain(aliases) {
            for (at, _) in self.article.text.match_indices(form) {
                let span = Span::new(at, at + form.len());
                if !self.annotations.mentions.iter().any(|known| known.span.overlaps(span)) {
                    self.annotations.mentions.push(Mention {
                        span,
                        whole: span,
                        kind,
                        entity,
                        how: MentionHow::List,
                    });
                }
            }
        }
        self.annotations.mentions.sort_by_key(|mention| mention.span);
        self.annotations.entities.push(Entity {
            kind,
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| std::sync::Arc::from(*alias)).collect(),
            roles: Vec::new(),
            of: None,
            gender: None,
            relays: false,
        });
        self
    }

    pub fn person(self, name: &str) -> Self {
        let last = name.rsplit(' ').next().unwrap_or(name).to_owned();
        self.named(MentionKind::Person, name, &[&last])
    }

    /// A statement by its content's words; `day` is ISO 8601 or empty.
    pub fn said(mut self, speaker: &str, words: &str, day: &str) -> Self {
        let content = self.span(words);
        let text = &self.article.text;
        let quoted = text[..content.start as usize].ends_with(['"', '“']);
        let known = (!speaker.is_empty()).then(|| self.entity(speaker));
        self.annotations.statements.push(Statement {
            kind: if quoted { StatementKind::Direct } else { StatementKind::Indirect },
            polarity: Polarity::Affirmed,
            act: Act::Say,
            voiced: true,
            content: vec![content],
            cue: Vec::new(),
            source: Vec::new(),
            speaker: known,
            speaker_name: known.map(|_| speaker.to_owned()),
            speaker_how: None,
            confidence: Confidence::Sure,
            addressee: None,
            addressee_name: None,
            said_on: TimeValue(day.to_owned()).days().map(|days| SaidOn { days, why: String::new() }),
            reported_on: None,
            place: None,
            chain: Vec::new(),
            sentence: 0,
            inside: None,
            speaker_why: "",
            rule: "test".to_owned(),
        });
        self
    }

    fn last(&mut self) -> &mut Statement {
        self.annotations.statements.last_mut().expect("a statement was made")
    }

    pub fn to(mut self, addressee: &str) -> Self {
        let entity = self.entity(addressee);
        let last = self.last();
        (last.addressee, last.addressee_name) = (Some(entity), Some(addressee.to_owned()));
        self
    }

    pub fn via(mut self, names: &[&str]) -> Self {
        let link = |name: &&str| ChainLink { name: (*name).to_owned(), how: ChainHow::Relay, span: None };
        self.last().chain = names.iter().map(link).collect();
        self
    }

    /// The words that attribute the last statement.
    pub fn cue(mut self, words: &str) -> Self {
        let span = self.span(words);
        self.last().cue = vec![span];
        self
    }

    pub fn negated(mut self) -> Self {
        self.last().polarity = Polarity::Negated;
        self
    }

    pub fn time(mut self, words: &str, value: &str) -> Self {
        let span = self.span(words);
        self.annotations.times.push(TimeExpression {
            span,
            kind: TimeKind::Date,
            value: TimeValue(value.to_owned()),
            utc_offset: None,
            anchor: Anchor::Written,
            weekday: WeekdayCheck::None,
            likely: None,
            why: None,
            rule: "test".to_owned(),
        });
        self
    }

    /// A length of time, where its words stand in the text.
    pub fn lasting(self, words: &str, value: &str) -> Self {
        if !self.article.text.contains(words) {
            return self;
        }
        let mut build = self.time(words, value);
        build.annotations.times.last_mut().expect("a time was made").kind = TimeKind::Duration;
        build
    }

    /// The last time's weekday is not that of its date.
    pub fn slip(mut self, likely: &str) -> Self {
        let last = self.annotations.times.last_mut().expect("a time was made");
        last.weekday = WeekdayCheck::Differs;
        last.likely = Some(TimeValue(likely.to_owned()));
        last.why = Some("that day had another weekday".to_owned());
        self
    }

    pub fn figure(mut self, words: &str, value: f64, sense: Sense, unit: &str, counts: &str) -> Self {
        let span = self.span(words);
        self.annotations.figures.push(Figure {
            span,
            number: span,
            value: Some(value),
            low: None,
            high: None,
            sense,
            unit: Some(unit.to_owned()),
            counts: Some(counts.to_owned()),
            statement: None,
            claimed_by: None,
            rule: "test",
        });
        self
    }

    pub fn done(self) -> Reading {
        let Self { article, mut annotations } = self;
        annotations.quotations = crate::segment::quotations(&article);
        annotations.sentences =
            crate::segment::sentences(&article, &annotations.quotations, &packs().languages);
        for statement in &mut annotations.statements {
            let start = statement.content[0].start;
            let holds =
                |sentence: &crate::model::Sentence| sentence.span.start <= start && start < sentence.span.end;
            statement.sentence = annotations.sentences.iter().position(holds).unwrap_or(0);
        }
        annotations.statements.sort_by_key(Statement::extent);
        Reading { article, annotations }
    }
}

/// One day.
pub(crate) fn day(text: &str) -> DateRange {
    DateRange::day(text.parse().expect("a day"))
}
