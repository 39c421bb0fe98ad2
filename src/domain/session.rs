//! Where a reviewer left the queue: the next session begins there.

use serde::{Deserialize, Serialize};

use super::case::CaseNumber;

/// `.imr/sessions/<reviewer>.yaml`. A convenience: what cannot be read or no longer is begins anew.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Name of the view.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub view: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// The order, when it is not the view's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
}
