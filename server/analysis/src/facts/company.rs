//! The company that holds the call, as far as facts ask for it: whether a name is its own. What was asked is kept, so
//! that the facts of a turn outlive another company that answers the same.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use tieout_transcript::is_short_for;

/// Whom the facts of a turn ask.
#[derive(Debug)]
pub(super) struct Company<'a> {
    name: Option<&'a str>,
    asked: RefCell<FxHashSet<Arc<str>>>,
}

impl<'a> Company<'a> {
    pub(super) fn new(name: Option<&'a str>) -> Company<'a> {
        Company { name, asked: RefCell::default() }
    }

    /// Whether a name is that of the company itself, or how it begins.
    pub(super) fn is_called(&self, name: &Arc<str>) -> bool {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(name) {
            asked.insert(Arc::clone(name));
        }
        is_called(name, self.name)
    }

    /// The names it was asked of.
    pub(super) fn asked(self) -> Asked {
        Asked(self.asked.into_inner().into_iter().collect())
    }
}

fn is_called(name: &str, company: Option<&str>) -> bool {
    company.is_some_and(|company| is_short_for(name, company))
}

/// The names that the facts of a turn asked the company of; they depend on nothing else of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked(Arc<[Arc<str>]>);

impl Asked {
    /// Whether two companies answer the same.
    pub(crate) fn is_answered_alike(&self, one: Option<&str>, other: Option<&str>) -> bool {
        one == other || self.0.iter().all(|name| is_called(name, one) == is_called(name, other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_company_answers_alike_unless_a_name_is_that_of_one_of_both() {
        let company = Company::new(Some("Harrow Holdings"));
        assert!(company.is_called(&"harrow".into()));
        assert!(!company.is_called(&"norway".into()));
        let asked = company.asked();
        for (other, alike) in [
            (Some("Harrow Holdings plc"), true),
            (Some("Harrow"), true),
            (Some("Norway Holdings"), false),
            (Some("Norway Harrow"), false),
            (Some("Hxarrow Holdings"), false),
            (None, false),
        ] {
            assert_eq!(asked.is_answered_alike(Some("Harrow Holdings"), other), alike, "{other:?}");
        }
    }
}
