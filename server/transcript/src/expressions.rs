//! The regular expressions of this crate. Each is compiled once: when it is first needed, or before by [`prepare`], so
//! that nobody who types waits milliseconds for it.

use regex::{Regex, RegexBuilder};

use crate::{called, calls, company, date, quarter};

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

/// Compiles every expression that reading a text may need.
pub fn prepare() {
    for compile in [
        called::compile_expressions,
        calls::compile_expressions,
        company::compile_expressions,
        date::compile_expressions,
        quarter::compile_expressions,
    ] {
        compile();
    }
}

/// How much a search may keep of what it has learned, in bytes; a real call teaches it a tenth of that.
const LEARNED: usize = 256 << 10;

/// An expression of this crate. Its word boundaries, digits and letters are those of ASCII and the Latin alphabets: with
/// those of all scripts, a text with a single curly quotation mark is searched twenty times slower, and an expression
/// takes milliseconds to compile.
pub(crate) fn expression(pattern: &str) -> Regex {
    #[cfg(test)]
    tests::COMPILED.with(|compiled| compiled.set(compiled.get() + 1));
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
mod tests {
    use std::cell::Cell;

    use crate::{Call, Options};

    thread_local! {
        /// How many expressions this thread has compiled.
        pub(super) static COMPILED: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn once_prepared_nothing_is_compiled_while_somebody_waits() {
        super::prepare();
        let prepared = COMPILED.get();
        // Each begins differently, and none says outright which quarter of which company it is.
        for text in [
            "Acme Holdings Limited\nLSE: ACME\nHalf Year 2031 Results\n\nOperator: Welcome.\n",
            "Operator: Good day and welcome to the Acme Corp second quarter earnings call. My name is Joy, your operator.\n\
             Ann Lee: Our outlook for fiscal 2031, the June 2031 quarter and today's webcast at www.acme.com.\n",
            "Company: Acme\nTicker: ACM\nQ3 2031 Acme Earnings Call (NYSE: ACM) June 3, 2031, 4:30 PM ET\n\
             Operator: Thank you for standing by. The next question comes from Jo Day with Big Bank.\n\
             Jo Day: Hi, this is Sam on for Jo.\n",
        ] {
            crate::split(text);
            Call::read(text, &Options::default());
        }
        assert_eq!(COMPILED.get(), prepared, "compiled in a text and not before");
    }
}
