//! Values of a tree that is of the plain form, as the types of a file ask for them. What the library might take for something
//! else comes back as an error, of which nothing is told: the library reads the file then.

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, Error as _, IntoDeserializer, Visitor,
        value::{Error, MapAccessDeserializer, MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

use crate::domain::node::{Key, Kind, Node};

/// The value that a tree says, when it says it plainly.
pub fn of<T: DeserializeOwned>(root: Node) -> Option<T> {
    T::deserialize(Value(root)).ok()
}

struct Value(Node);

impl IntoDeserializer<'_, Error> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn not_plain<T>() -> Result<T, Error> {
    Err(Error::custom("not plain"))
}

/// What the library takes for nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn entries(entries: Vec<(Key, Node)>) -> impl Iterator<Item = (String, Value)> {
    entries.into_iter().map(|(key, node)| (key.text, Value(node)))
}

impl Value {
    /// The text of a scalar that is something.
    fn text(self) -> Result<String, Error> {
        match self.0.kind {
            Kind::Scalar(text, plain) if !(plain && is_nothing(&text)) => Ok(text),
            _ => not_plain(),
        }
    }

    /// A whole number as it is usually written; to the library quotes make no difference.
    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Kind::Scalar(text, _) = self.0.kind else { return not_plain() };
        let usual = text == "0" || !text.starts_with('0');
        let digits = usual && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(number) if digits => visitor.visit_u64(number),
            _ => not_plain(),
        }
    }
}

macro_rules! numbers {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.number(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = Error;

    /// Nobody asks what a value is: types know what they want.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        not_plain()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.kind {
            Kind::Scalar(text, _) if text == "true" => visitor.visit_bool(true),
            Kind::Scalar(text, _) if text == "false" => visitor.visit_bool(false),
            _ => not_plain(),
        }
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.kind {
            Kind::Scalar(text, true) if is_nothing(text) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Kind::List(list) = self.0.kind else { return not_plain() };
        let mut list = SeqDeserializer::new(list.into_iter().map(Value));
        let value = visitor.visit_seq(&mut list)?;
        list.end().map(|()| value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Kind::Map(map) = self.0.kind else { return not_plain() };
        let mut map = MapDeserializer::new(entries(map));
        let value = visitor.visit_map(&mut map)?;
        map.end().map(|()| value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0.kind {
            Kind::Map(map) if map.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(entries(map))))
            }
            _ => visitor.visit_enum(self.text()?.into_deserializer()),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}
