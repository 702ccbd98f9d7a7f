//! The regular expressions of this crate. Each is compiled once: when it is first needed, or before by [`prepare`](crate::prepare), so
//! that nobody who types waits milliseconds for it.

use regex::{Regex, RegexBuilder};

/// Expressions of a module, each compiled when it is first needed.
macro_rules! expressions {
    ($($(#[$doc:meta])* $name:ident = $pattern:literal;)*) => {
        $($(#[$doc])* static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::expressions::expression($pattern));)*

        /// Compiles the expressions of this module.
        pub(crate) fn compile_expressions() {
            $(std::sync::LazyLock::force(&$name);)*
        }
    };
}
pub(crate) use expressions;

/// How much a search may keep of what it has learned, in bytes; a real call teaches it a tenth of that.
const LEARNED: usize = 256 << 10;

/// An expression of this crate. Its word boundaries, digits and letters are those of ASCII and the Latin alphabets: with
/// those of all scripts, a text with a single curly quotation mark is searched twenty times slower, and an expression
/// takes milliseconds to compile.
pub(crate) fn expression(pattern: &str) -> Regex {
    #[cfg(test)]
    COMPILED.with(|compiled| compiled.set(compiled.get() + 1));
    let letter = r"0-9A-Za-z_\u{c0}-\u{24f}";
    let pattern = pattern
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\d", "[0-9]")
        .replace(r"\w", &format!("[{letter}]"))
        .replace(r"\W", &format!("[^{letter}]"));
    // What a search has learned is kept for each thread: texts that are like no other would let it grow to megabytes.
    let expression = RegexBuilder::new(&pattern).dfa_size_limit(LEARNED).build();
    expression.expect("the expressions of this crate are constant and valid")
}

#[cfg(test)]
thread_local! {
    /// How many expressions this thread has compiled.
    pub(crate) static COMPILED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}
