//! What a lexicon can say of a word: its class and its grammatical features.
//!
//! A class is one line here and one table in a lexicon file (`[class.NAME]`). This file is compiled
//! into the build script too, so it uses nothing but `std`.

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a word or phrase is, as a lexicon file names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class {
            $($(#[$doc])* $variant,)*
        }

        impl Class {
            /// Every class with its name in the files.
            pub const ALL: &'static [(Class, &'static str, &'static str)] =
                &[$((Class::$variant, $name, stringify!($variant)),)*];
        }
    };
}

classes! {
    /// A very frequent word: tells languages of one script apart.
    Common = "common",
    /// A reporting word; the value is its stance.
    Cue = "cue",
    /// Opens a reported clause; the value tells which kind.
    Complementiser = "complementiser",
    /// Opens a source phrase (according to).
    SourcePhrase = "source_phrase",
    /// An impersonal frame: what follows has no speaker.
    Impersonal = "impersonal",
    /// A role or title that stands before a name or instead of one; features: gender, number.
    Role = "role",
    /// An honorific that is no part of a name.
    Honorific = "honorific",
    /// A noun for a text or voice that can speak (report, statement, sources).
    Voice = "voice",
    /// A medium that passes words on: its source is what follows "from".
    Channel = "channel",
    /// A head noun of organisations (ministry, company).
    OrganizationHead = "organization_head",
    /// A particle inside a personal name.
    NameParticle = "name_particle",
    /// A given name.
    GivenName = "given_name",
    /// A preposition, by the value's function.
    Preposition = "preposition",
    /// A pronoun; features: person, gender, number.
    Pronoun = "pronoun",
    /// A conjunction or connective that can open a clause; the value tells which kind.
    Connective = "connective",
    /// A negation.
    Negation = "negation",
    /// An auxiliary or copula that can stand before a cue.
    Auxiliary = "auxiliary",
    /// An adverb or adjunct that can stand between a cue and its subject.
    Adjunct = "adjunct",
    /// A relative pronoun.
    Relative = "relative",
    /// A demonstrative.
    Demonstrative = "demonstrative",
    /// A nationality adjective, where it cannot be made by rule.
    Nationality = "nationality",
    /// A noun for a work, programme, body …: a short quotation after it is a name.
    Titled = "titled",
    /// Says that a phrase stands for who or what was spoken of last (the same); the value tells whether it
    /// stands before or after.
    Same = "same",
    /// A word that hands the floor to another speaker (for his part).
    Turn = "turn",
    /// A label of a question in an interview.
    Question = "question",
    /// A country, region or capital; the value is its code where it has one.
    Place = "place",
    /// A head noun of places (city, province).
    PlaceHead = "place_head",
    /// A word for a number; the value is the number.
    Number = "number",
    /// A word that makes a number approximate or bounds it.
    Approximate = "approximate",
    /// A unit; the value is ISO 4217, `%` or its sign.
    Unit = "unit",
    /// A month; the value is calendar-number.
    Month = "month",
    /// A day of the week; the value is its ISO number.
    Weekday = "weekday",
    /// A relative time expression; the value is an ISO 8601 duration.
    RelativeDate = "relative_date",
    /// A word for a period (year, century).
    Period = "period",
    /// A part of the day.
    DayPart = "day_part",
    /// An era's name or sign; the value is its calendar.
    Era = "era",
    /// A noun that numbers things (article 5): what follows is no amount.
    Numbered = "numbered",
    /// Stands after a number and is not what it counts.
    Uncounted = "uncounted",
    /// A noun that may be counted, though it begins like a word with a prefix.
    Countable = "countable",
    /// A phrase in which a day or a period is no date.
    NeverDate = "never_date",
    /// Tells a period from the present one (last, next); the value is `SHIFT before|after`.
    Shift = "shift",
    /// Counts periods back or on from now (ago); the value is `-|+ before|after`.
    Ago = "ago",
    /// A stretch at the beginning, in the middle or at the end of a period.
    DateEdge = "date_edge",
    /// A decade of a century; the value is its digit.
    Decade = "decade",
    /// A bare year may follow.
    YearSign = "year_sign",
    /// A time of the day follows.
    Clock = "clock",
    /// An ordinal; the value is its number, `+N` adds to the one before.
    Ordinal = "ordinal",
    /// A head of bodies' names; the value tells what must follow: body, weak, named, force.
    BodyHead = "body_head",
    /// Follows a definite head and names no body (the new committee).
    PlainAdjective = "plain_adjective",
    /// An adjective of bodies' names (supreme, general).
    ProperAdjective = "proper_adjective",
    /// A phrase that looks like a body's name and is none.
    NeverBody = "never_body",
    /// A body known by its name; the value is one for all its names.
    Organization = "organization",
    /// A field of government or learning: joined by "and" inside a body's name.
    Portfolio = "portfolio",
    /// A name that is an ordinary word too, and needs a sign of being one; the value is the class.
    Homograph = "homograph",
    /// Stands before a person's name (called, led by); the value is `strong` or `weak`.
    Introducer = "introducer",
    /// A head that bears somebody's name, who is not spoken of (X University); a place or body of its own.
    Eponym = "eponym",
    /// An ordinary word: no name.
    Word = "word",
    /// Never a name, whatever it looks like.
    NeverName = "never_name",
}

/// Grammatical features, a set of bits. Absent means unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(pub u32);

macro_rules! features {
    ($($(#[$doc:meta])* $constant:ident = $bit:literal, $name:literal;)*) => {
        impl Features {
            $($(#[$doc])* pub const $constant: Features = Features(1 << $bit);)*

            /// The feature of that name in a lexicon file.
            pub fn named(name: &str) -> Option<Features> {
                match name {
                    $($name => Some(Features::$constant),)*
                    _ => None,
                }
            }
        }
    };
}

features! {
    /// First person.
    FIRST = 0, "1";
    /// Second person.
    SECOND = 1, "2";
    /// Third person.
    THIRD = 2, "3";
    /// Masculine.
    MASCULINE = 3, "m";
    /// Feminine.
    FEMININE = 4, "f";
    /// Singular.
    SINGULAR = 5, "s";
    /// Dual.
    DUAL = 6, "d";
    /// Plural.
    PLURAL = 7, "p";
    /// A finite past form.
    PAST = 8, "past";
    /// A finite present form.
    PRESENT = 9, "present";
    /// A participle or gerund that goes on with the same subject.
    PARTICIPLE = 10, "participle";
    /// A verbal noun.
    NOUN = 11, "noun";
    /// A passive form.
    PASSIVE = 12, "passive";
    /// Takes a complementiser only.
    NEEDS_CLAUSE = 13, "clause";
    /// Its own sense is no report: needs a quotation mark, a complementiser or a colon close by.
    WEAK = 14, "weak";
    /// Reports thought.
    THOUGHT = 15, "thought";
    /// The speaker stands before it.
    SUBJECT_FIRST = 16, "subject_first";
    /// The speaker stands after it.
    SUBJECT_AFTER = 17, "subject_after";
    /// Takes words of its own without any complementiser.
    BARE = 18, "bare";
    /// Goes on with the speaker of before when it has no subject.
    CONTINUES = 19, "continues";
    /// Asks: takes a subjunctive clause.
    ASKS = 20, "asks";
    /// Describes: takes short words in marks (called it "…").
    DESCRIBES = 21, "describes";
    /// Speaks of somebody without saying who (passive or impersonal).
    IMPERSONAL = 22, "impersonal";
    /// Joined possessive stands for the speaker (his saying).
    POSSESSED = 23, "possessed";
    /// Stands for an entry with its article, which came off with the prefixes.
    DEFINITE = 24, "definite";
    /// Of a name from elsewhere: no family name with the article follows it.
    FOREIGN = 26, "foreign";
    /// A role that fits anybody: without more it is whoever spoke last.
    GENERIC = 25, "generic";
    /// Takes whom the words are said to as its object (told reporters that).
    ADDRESSED = 26, "addressed";
    /// Takes an object between its subject and what is said (called somebody, told somebody).
    OBJECT = 27, "object";
}

impl Features {
    /// No feature.
    pub const NONE: Features = Features(0);
    /// The bits of gender.
    pub const GENDER: Features = Features(Features::MASCULINE.0 | Features::FEMININE.0);
    /// The bits of number.
    pub const NUMBER: Features = Features(Features::SINGULAR.0 | Features::DUAL.0 | Features::PLURAL.0);

    /// Whether every feature of `other` is here.
    pub const fn has(self, other: Features) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any feature of `other` is here.
    pub const fn any(self, other: Features) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    pub const fn with(self, other: Features) -> Features {
        Features(self.0 | other.0)
    }

    /// The features of both.
    pub const fn only(self, mask: Features) -> Features {
        Features(self.0 & mask.0)
    }

    /// Whether nothing that both state of gender or number differs.
    pub const fn agrees(self, other: Features) -> bool {
        let (a, b) = (self.only(Features::GENDER).0, other.only(Features::GENDER).0);
        let (c, d) = (self.only(Features::NUMBER).0, other.only(Features::NUMBER).0);
        (a == 0 || b == 0 || a & b != 0) && (c == 0 || d == 0 || c & d != 0)
    }
}
