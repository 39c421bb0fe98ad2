//! Saved views: filters with a name and an order, as tabs of the queue.

use super::{
    filter::{Filter, Names},
    problem::Fault,
    queue::Sort,
    settings::{Settings, View},
};
use crate::path;

/// A view whose filter and order were read.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedView {
    pub name: String,
    pub filter: Filter,
    pub sort: Sort,
}

/// What a workspace without views of its own shows.
const DEFAULTS: [(&str, &str); 6] = [
    ("all", ""),
    ("open", "state:open -has:aside"),
    ("due soon", "due:<=3d -has:aside"),
    ("in work", "state:in-work"),
    ("waiting", "state:waiting or has:aside"),
    ("final", "state:final"),
];

/// The views that can be used, in order. A faulty one is left out, and [`faults`] says why.
pub fn usable(settings: &Settings, names: &Names) -> Vec<SavedView> {
    let defaults = DEFAULTS.map(|(name, filter)| View {
        name: name.to_owned(),
        filter: filter.to_owned(),
        sort: None,
    });
    let read = |views: &[View]| views.iter().filter_map(|v| saved(v, names)).collect::<Vec<_>>();
    let own = read(&settings.views);
    if own.is_empty() { read(&defaults) } else { own }
}

fn saved(view: &View, names: &Names) -> Option<SavedView> {
    let filter = Filter::read(&view.filter, names).ok()?;
    let sort = view.sort.as_deref().map_or(Ok(Sort::default()), str::parse).ok()?;
    Some(SavedView { name: view.name.clone(), filter, sort })
}

/// What is wrong with the views, all of it.
pub fn faults(settings: &Settings, names: &Names) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (i, view) in settings.views.iter().enumerate() {
        let path = |key| path!["views", i, key];
        if view.name.trim().is_empty() {
            let fault = Fault::new(path("name"), "a view has no name");
            faults.push(fault.remedy("its tab shows one: write it"));
        }
        if settings.views[..i].iter().any(|earlier| earlier.name == view.name) {
            let fault = Fault::new(path("name"), format!("two views are named `{}`", view.name));
            faults.push(fault.remedy("give this one another name"));
        }
        if let Err(error) = Filter::read(&view.filter, names) {
            let what = format!("the filter of the view `{}`: {}", view.name, error.what);
            let fault = Fault::new(path("filter"), what).within(&view.filter, error.at);
            faults.push(Fault { remedy: error.remedy, ..fault });
        }
        if let Some(Err(what)) = view.sort.as_deref().map(str::parse::<Sort>) {
            let what = format!("the view `{}`: {what}", view.name);
            faults.push(Fault::new(path("sort"), what));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_views_of_a_workspace_without_any_can_be_read() {
        let views = usable(&Settings::default(), &Names::default());
        assert_eq!(views.len(), DEFAULTS.len());
        assert!(views[0].filter.is_empty(), "the first one hides nothing");
    }

    #[test]
    fn a_faulty_view_is_left_out_and_said() {
        let view = |name: &str, filter: &str, sort: Option<&str>| View {
            name: name.to_owned(),
            filter: filter.to_owned(),
            sort: sort.map(str::to_owned),
        };
        let views = vec![
            view("mine", "held:me", None),
            view("bad", "knee stat:open", None),
            view("mine", "", Some("-age")),
        ];
        let settings = Settings { views, ..Settings::default() };
        let names: Vec<String> =
            usable(&settings, &Names::default()).into_iter().map(|v| v.name).collect();
        assert_eq!(names, ["mine"]);
        let said: Vec<String> = faults(&settings, &Names::default())
            .into_iter()
            .map(|f| format!("{} {:?}", f.what, f.within.map(|(_, at)| at)))
            .collect();
        assert_eq!(said.len(), 3, "{said:#?}");
        assert_eq!(said[0], "the filter of the view `bad`: there is no field `stat` Some(5)");
        assert!(said[1].starts_with("two views are named `mine`"), "{said:#?}");
        assert!(said[2].contains("the queue has no order `age`"), "{said:#?}");
    }
}
