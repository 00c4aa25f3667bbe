//! The engine's words for kinds and ways, as the tables have them: those of the JSON.

use serde::de::DeserializeOwned;
use serde::ser::{Impossible, Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// A kind by its name. Hundreds are asked for with each article, so nothing is made for it.
pub(crate) fn name<T: Serialize>(kind: T) -> &'static str {
    kind.serialize(OfVariant).unwrap_or("")
}

/// The kind of this name; the one given where the file has a name that we do not know.
pub(crate) fn kind<T: DeserializeOwned>(name: String, otherwise: T) -> T {
    serde_json::from_value(Value::String(name)).unwrap_or(otherwise)
}

/// Names of rules are part of the program where they are found; from a file they are learned, each once.
pub(crate) fn rule(name: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    /// More names than any version has; a file that brings more is not ours to keep in memory.
    const MOST: usize = 1_000;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(name) {
        return known;
    }
    if known.len() >= MOST || name.len() > 200 {
        return "";
    }
    let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
    known.insert(name);
    name
}

/// What gives the name of a variant, and nothing of anything else.
struct OfVariant;

/// That something is no variant.
#[derive(Debug)]
struct NoVariant;

impl fmt::Display for NoVariant {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("no variant")
    }
}

impl std::error::Error for NoVariant {}

impl serde::ser::Error for NoVariant {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Name = Result<&'static str, NoVariant>;
type Nothing = Impossible<&'static str, NoVariant>;

/// Functions of a serializer that have no name to give.
macro_rules! nameless {
    ($($function:ident($($argument:ty),*) -> $given:ty;)*) => {
        $(fn $function(self, $(_: $argument),*) -> $given { Err(NoVariant) })*
    };
}

impl Serializer for OfVariant {
    type Ok = &'static str;
    type Error = NoVariant;
    type SerializeSeq = Nothing;
    type SerializeTuple = Nothing;
    type SerializeTupleStruct = Nothing;
    type SerializeTupleVariant = Nothing;
    type SerializeMap = Nothing;
    type SerializeStruct = Nothing;
    type SerializeStructVariant = Nothing;

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Name {
        Ok(name)
    }

    nameless! {
        serialize_bool(bool) -> Name;
        serialize_i8(i8) -> Name;
        serialize_i16(i16) -> Name;
        serialize_i32(i32) -> Name;
        serialize_i64(i64) -> Name;
        serialize_u8(u8) -> Name;
        serialize_u16(u16) -> Name;
        serialize_u32(u32) -> Name;
        serialize_u64(u64) -> Name;
        serialize_f32(f32) -> Name;
        serialize_f64(f64) -> Name;
        serialize_char(char) -> Name;
        serialize_str(&str) -> Name;
        serialize_bytes(&[u8]) -> Name;
        serialize_none() -> Name;
        serialize_unit() -> Name;
        serialize_unit_struct(&'static str) -> Name;
        serialize_seq(Option<usize>) -> Result<Nothing, NoVariant>;
        serialize_tuple(usize) -> Result<Nothing, NoVariant>;
        serialize_tuple_struct(&'static str, usize) -> Result<Nothing, NoVariant>;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Result<Nothing, NoVariant>;
        serialize_map(Option<usize>) -> Result<Nothing, NoVariant>;
        serialize_struct(&'static str, usize) -> Result<Nothing, NoVariant>;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Result<Nothing, NoVariant>;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Name {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Name {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Name {
        Err(NoVariant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use runut::model::{Sense, SpeakerHow};

    #[test]
    fn a_kind_has_the_name_of_the_json_and_comes_back_from_it() {
        assert_eq!(name(Sense::AtLeast), "at least");
        assert_eq!(name(Some(Sense::AtLeast)), "at least");
        assert_eq!(name("at least"), "");
        assert_eq!(kind(name(Sense::AtLeast).to_owned(), Sense::Exact), Sense::AtLeast);
        assert_eq!(kind("unheard of".to_owned(), SpeakerHow::Named), SpeakerHow::Named);
    }
}
