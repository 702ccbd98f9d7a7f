//! What is done before there is a text, so that nobody waits for it.

use crate::{called, calls, company, date, quarter};

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

#[cfg(test)]
mod tests {
    use crate::expressions::COMPILED;
    use crate::{Call, Options};

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
